import { z } from 'zod';
import type { Box } from '../box.js';
import type { DualEncoder } from '../encoder/open-encoder.js';
import type { Engine } from '../engine/engine.js';
import { DamagedError } from '../errors.js';
import { resize, type Photo } from '../image/transforms.js';
import { canvasOf, type CanvasSize, type FittedPhoto } from './canvas.js';
import type { Detection, Detector, Garment, Proposals, SeenPhoto } from './detection.js';
import { proposeEdgeBoxes } from './edge-boxes.js';
import type { StoredDetector } from './format.js';
import { decodeAnswer, type DecodedAnswer, type DecodingOptions, type Look } from './heatmap-decoding.js';
import { ANSWER_SIZE, CANVAS_MULTIPLE, heatmapNetwork, heatmapShape, PLACE_STRIDE } from './heatmap-network.js';
import { HeatmapPrograms } from './heatmap-programs.js';
import { suppressOverlaps } from './nms.js';
import { textFeatures } from './text-features.js';

/** What detection.json of recipe 'heatmap' says besides. */
const heatmapDetectorShape = z.strictObject({
  network: heatmapShape,
  /** A photo whose longer side has more pixels is shrunk to it; one with fewer than `leastSide` is enlarged to that. */
  lookSize: z.number().int().positive(),
  leastSide: z.number().int().positive(),
  /** Whether it also looks at the mirrored photo: twice the time, 1 to 4 points of top-1. */
  mirrors: z.boolean(),
  /** Logit of a score = slope times logit of the presence + offset (Platt 1999). */
  calibration: z.strictObject({ slope: z.number().positive(), offset: z.number() }),
  /** What is less sure is no garment where nobody named it. */
  garmentScore: z.number().min(0).max(1),
});

/** What a new detector begins with: see heatmapDetectorShape. */
export const HEATMAP_LOOK = {
  ...{ lookSize: 320, leastSide: 160, mirrors: true },
  calibration: { slope: 1, offset: 0 },
  garmentScore: 0.5,
} as const;

/** Two answers to one text overlap at most so much, and two garments of one photo. */
const ANSWER_OVERLAP = 0.6;
const GARMENT_OVERLAP = 0.6;
/** Boxes of one label that can be garments of one photo; those with less than this share of the best one's belief are none. */
const GARMENTS_PER_LABEL = 4;
const LEAST_GARMENT_SHARE = 0.3;
/** Places of a look that give boxes, where a text is asked and where the labels are. */
const CANDIDATES = 150;
const LABEL_CANDIDATES = 40;
/** Boxes of each label that are proposed, and how much two proposals overlap at most. */
const PROPOSALS_PER_LABEL = 20;
const PROPOSAL_OVERLAP = 0.7;

export interface HeatmapDetectorOptions {
  /** The twin model; it stays the caller's. */
  readonly encoder: DualEncoder;
  readonly engine: Engine;
}

/**
 * Finds garments by a heat map of the photo under the condition of the text; see heatmapNetwork.
 * @throws DamagedError when the stored shape is none, or a weight is missing or has another shape
 */
export async function createHeatmapDetector(
  stored: StoredDetector,
  { encoder, engine }: HeatmapDetectorOptions,
): Promise<Detector> {
  const parsed = heatmapDetectorShape.safeParse(stored.shape);
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw damaged(`shape.${path.join('.')}: ${message}`);
  }
  const settings = parsed.data;
  const network = heatmapNetwork(settings.network);
  for (const { name, shape } of [...network.frozen, ...network.trained]) {
    const held = stored.weights[`${name}/weights`];
    if (held?.shape.join() !== shape.join()) throw damaged(`the weights of '${name}' do not fit the network`);
  }
  const programs = new HeatmapPrograms(network, stored.weights, engine);
  const prompts = await knownTexts(encoder, stored.labels);
  return {
    recipe: 'heatmap',
    look: async (photo) => {
      const fitted = fit(photo, settings);
      const canvas = canvasOf(fitted, CANVAS_MULTIPLE);
      const looks = paintLooks(fitted, canvas, settings.mirrors ? [false, true] : [false]);
      const map = await programs.map(looks, canvas);
      return new HeatmapPhoto({ photo, fitted, canvas, map, programs, encoder, prompts, settings });
    },
    close: () => programs.close(),
  };
}

function damaged(reason: string): DamagedError {
  return new DamagedError({
    file: 'detection.json',
    reason,
    remedy: "train the detector again with 'vitrine train-detection'",
  });
}

type Settings = z.output<typeof heatmapDetectorShape>;

function fit(photo: Photo, { lookSize, leastSide }: Settings): FittedPhoto {
  const longest = Math.max(photo.width, photo.height);
  const scale = Math.min(lookSize, Math.max(leastSide, longest)) / longest;
  const width = Math.max(1, Math.round(photo.width * scale));
  const height = Math.max(1, Math.round(photo.height * scale));
  return { width, height, data: resize(photo, width, height), scale };
}

const GREY = 128;

/**
 * Lays a photo, or its mirror image, into the upper left corner of grey canvases.
 * @returns [looks, height, width, 3] bytes as floats
 */
function paintLooks({ width, height, data }: Photo, canvas: CanvasSize, areMirrored: readonly boolean[]): Float32Array {
  const size = canvas.width * canvas.height * 3;
  const painted = new Float32Array(areMirrored.length * size).fill(GREY);
  for (const [look, isMirrored] of areMirrored.entries()) {
    for (let y = 0; y < height; y++) {
      const row = data.subarray(y * width * 3, (y + 1) * width * 3);
      painted.set(isMirrored ? mirroredRow(row) : row, look * size + y * canvas.width * 3);
    }
  }
  return painted;
}

/** @param row [width, 3] */
function mirroredRow(row: Uint8Array): Uint8Array {
  const turned = new Uint8Array(row.length);
  for (let x = 0; x < row.length; x += 3) turned.set(row.subarray(x, x + 3), row.length - 3 - x);
  return turned;
}

interface Prompt {
  readonly text: string;
  readonly features: Float32Array;
}

async function knownTexts(encoder: DualEncoder, texts: readonly string[]): Promise<Prompt[]> {
  const features = await textFeatures(encoder, texts);
  return texts.flatMap((text, i) => {
    const own = features[i];
    return own === undefined ? [] : [{ text, features: own }];
  });
}

interface HeatmapPhotoParts {
  readonly photo: Photo;
  readonly fitted: FittedPhoto;
  readonly canvas: CanvasSize;
  /** Of all looks, one after another: [looks * places, channels] */
  readonly map: Float32Array;
  readonly programs: HeatmapPrograms;
  readonly encoder: DualEncoder;
  readonly prompts: readonly Prompt[];
  readonly settings: Settings;
}

/** A photo whose map is known. */
class HeatmapPhoto implements SeenPhoto {
  /** What the labels of the training find, asked once. */
  private prompted: Promise<DecodedAnswer[]> | undefined;

  constructor(private readonly parts: HeatmapPhotoParts) {}

  async proposals(count: number): Promise<Proposals> {
    const { photo, fitted } = this.parts;
    const answers = await this.askPrompts();
    const edges = proposeEdgeBoxes(fitted, { maxBoxes: count });
    const boxes = Float32Array.from([...answers.flatMap((answer) => [...answer.boxes]), ...edges.boxes]);
    // Whatever the map names comes before what only has edges.
    const strongest = edges.scores[0] ?? 1;
    const scores = Float32Array.from([
      ...answers.flatMap(({ shares, presence }) => [...shares].map((share) => 1 + share * presence)),
      ...edges.scores.map((score) => score / strongest),
    ]);
    const kept = suppressOverlaps(boxes, scores, { iou: PROPOSAL_OVERLAP, limit: count });
    const inPhoto = Array.from(kept, (index) => this.boxAt(boxes, index));
    return {
      count: kept.length,
      boxes: Float32Array.from(
        inPhoto.flatMap(({ x1, y1, x2, y2 }) => [x1, y1, x2, y2]),
        (side, i) => Math.min(side, i % 2 === 0 ? photo.width : photo.height),
      ),
      scores: Float32Array.from(kept, (index) => scores[index]),
    };
  }

  async find(texts: readonly string[], limit: number): Promise<readonly (readonly Detection[])[]> {
    const features = await textFeatures(this.parts.encoder, texts);
    const known = features.filter((own) => own !== undefined);
    const answers = await this.ask(known, { limit, overlap: ANSWER_OVERLAP, candidates: CANDIDATES });
    let next = 0;
    return features.map((own) => (own === undefined ? [] : this.detections(answers[next++])));
  }

  async garments(limit: number): Promise<readonly Garment[]> {
    const { prompts, settings } = this.parts;
    const answers = await this.askPrompts();
    const found = answers.flatMap((answer, i) =>
      this.detections(answer)
        .slice(0, GARMENTS_PER_LABEL)
        .filter((_, k) => answer.shares[k] >= LEAST_GARMENT_SHARE * answer.shares[0])
        .map((detection) => ({ ...detection, label: prompts[i].text })),
    );
    const sure = found.filter(({ score }) => score >= settings.garmentScore);
    const boxes = Float32Array.from(sure.flatMap(({ box: { x1, y1, x2, y2 } }) => [x1, y1, x2, y2]));
    const scores = Float32Array.from(sure, ({ score }) => score);
    return Array.from(suppressOverlaps(boxes, scores, { iou: GARMENT_OVERLAP, limit }), (index) => sure[index]);
  }

  private askPrompts(): Promise<DecodedAnswer[]> {
    const features = this.parts.prompts.map((prompt) => prompt.features);
    const options = { limit: PROPOSALS_PER_LABEL, overlap: PROPOSAL_OVERLAP, candidates: LABEL_CANDIDATES };
    this.prompted ??= this.ask(features, options);
    return this.prompted;
  }

  private async ask(texts: readonly Float32Array[], options: DecodingOptions): Promise<DecodedAnswer[]> {
    const { programs, map, canvas, fitted } = this.parts;
    const places = (canvas.width / PLACE_STRIDE) * (canvas.height / PLACE_STRIDE);
    const answers = await programs.answer(map, texts);
    return answers.map((answer) => {
      const looks: Look[] = [];
      for (let at = 0; at < answer.length; at += places * ANSWER_SIZE) {
        looks.push({ answers: answer.subarray(at, at + places * ANSWER_SIZE), isMirrored: at > 0 });
      }
      return decodeAnswer(looks, { canvas, photo: fitted }, options);
    });
  }

  /**
   * The score of the best box is how present its garment is; the others' fall with their share of the belief, because
   * what a text means is in one place more often than in several.
   */
  private detections({ boxes, shares, presence }: DecodedAnswer): Detection[] {
    const best = this.calibrated(presence);
    return Array.from(shares, (share, i) => ({ box: this.boxAt(boxes, i), score: (best * share) / shares[0] }));
  }

  private calibrated(presence: number): number {
    const { slope, offset } = this.parts.settings.calibration;
    const logit = Math.log(Math.max(presence, 1e-9) / Math.max(1 - presence, 1e-9));
    return 1 / (1 + Math.exp(-(slope * logit + offset)));
  }

  /** Box i in pixels of the photo. */
  private boxAt(boxes: Float32Array, i: number): Box {
    const { fitted, photo } = this.parts;
    const [x1, y1, x2, y2] = boxes.subarray(i * 4, i * 4 + 4);
    const across = photo.width / fitted.width;
    const down = photo.height / fitted.height;
    return { x1: x1 * across, y1: y1 * down, x2: x2 * across, y2: y2 * down };
  }
}
