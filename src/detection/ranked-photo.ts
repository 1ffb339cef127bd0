import { z } from 'zod';
import type { Box } from '../box.js';
import type { DualEncoder } from '../encoder/open-encoder.js';
import type { Photo } from '../image/transforms.js';
import { dotRows } from '../vector/distance.js';
import { rowOf, type Matrix } from '../vector/matrix.js';
import type { FittedPhoto } from './canvas.js';
import type { Detection, Garment, Proposals, SeenPhoto } from './detection.js';
import { proposeEdgeBoxes } from './edge-boxes.js';
import { suppressOverlaps } from './nms.js';

/** Says of every proposal of a photo how well it fits a text: any numbers, larger is better. */
export type Judge = (text: Float32Array) => Float32Array;

/** What turns a fit into a score: 1 / (1 + exp(-(slope fit + offset))) (Platt 1999). */
export const calibrationSchema = z.strictObject({ slope: z.number().positive(), offset: z.number() });
export type Calibration = z.infer<typeof calibrationSchema>;

/**
 * How well regions fit a text by their distance alone, as the contrastive loss learns it.
 * @param embeddings [regions, embeddingSize], rows of length 1
 * @param text       [embeddingSize], length 1
 * @returns [regions] minus the Euclidean distances, -2 to 0
 */
export function distanceFits(embeddings: Matrix, text: Float32Array): Float32Array {
  const fits = new Float32Array(embeddings.rows);
  dotRows(embeddings, text, 0, fits);
  return fits.map((cosine) => -Math.sqrt(Math.max(0, 2 - 2 * cosine)));
}

export interface RankingOptions {
  readonly encoder: DualEncoder;
  /** What is asked for where nobody names a garment. */
  readonly labels: readonly string[];
  readonly calibration: Calibration;
}

/** Pixels of the longer side of a photo in which regions are looked for. */
export const LOOK_SIZE = 320;
/** Proposals that are ranked: as many as the reference has. */
export const RANKED_PROPOSALS = 300;
/** Two answers to one text overlap at most so much. */
const ANSWER_OVERLAP = 0.7;
/** Two garments of one photo overlap at most so much, and are at least so sure. */
const GARMENT_OVERLAP = 0.5;
const GARMENT_SCORE = 0.5;

/** The regions that are ranked, in pixels of the photo at the size that the detector looks at. */
export function rankedProposals(photo: Photo): Proposals {
  return proposeEdgeBoxes(photo, { maxBoxes: RANKED_PROPOSALS });
}

/** A photo whose proposals are ranked by a judge: what the four phases of the reference have in common. */
export class RankedPhoto implements SeenPhoto {
  constructor(
    private readonly photo: FittedPhoto,
    private readonly ranked: Proposals,
    private readonly judge: Judge,
    private readonly options: RankingOptions,
  ) {}

  proposals(count: number): Promise<Proposals> {
    const found = count <= RANKED_PROPOSALS ? this.ranked : proposeEdgeBoxes(this.photo, { maxBoxes: count });
    const kept = Math.min(count, found.count);
    const boxes = found.boxes.slice(0, kept * 4).map((side) => side / this.photo.scale);
    return Promise.resolve({ count: kept, boxes, scores: found.scores.slice(0, kept) });
  }

  async find(texts: readonly string[], limit: number): Promise<readonly (readonly Detection[])[]> {
    const embedded = await this.options.encoder.embedTexts(texts);
    return texts.map((_, i) => {
      const text = rowOf(embedded, i);
      if (this.ranked.count === 0 || text.every((value) => value === 0)) return [];
      const fits = this.judge(text);
      const best = suppressOverlaps(this.ranked.boxes, fits, { iou: ANSWER_OVERLAP, limit });
      return Array.from(best, (index) => ({ box: this.boxAt(index), score: this.scoreOf(fits[index]) }));
    });
  }

  async garments(limit: number): Promise<readonly Garment[]> {
    const { labels } = this.options;
    const found = await this.find(labels, 1);
    const sure = found.flatMap(([best], i) =>
      best !== undefined && best.score >= GARMENT_SCORE ? [{ ...best, label: labels[i] }] : [],
    );
    const boxes = Float32Array.from(sure.flatMap(({ box: { x1, y1, x2, y2 } }) => [x1, y1, x2, y2]));
    const scores = Float32Array.from(sure, ({ score }) => score);
    return Array.from(suppressOverlaps(boxes, scores, { iou: GARMENT_OVERLAP, limit }), (index) => sure[index]);
  }

  private boxAt(index: number): Box {
    const [x1, y1, x2, y2] = this.ranked.boxes
      .subarray(index * 4, index * 4 + 4)
      .map((side) => side / this.photo.scale);
    return { x1, y1, x2, y2 };
  }

  private scoreOf(fit: number): number {
    const { slope, offset } = this.options.calibration;
    return 1 / (1 + Math.exp(-(slope * fit + offset)));
  }
}
