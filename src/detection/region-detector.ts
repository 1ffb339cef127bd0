import { z } from 'zod';
import type { StoredModel } from '../encoder/format.js';
import type { DualEncoder } from '../encoder/open-encoder.js';
import type { Engine, Held } from '../engine/engine.js';
import { rowOf, type Matrix } from '../vector/matrix.js';
import { fitLongestSide } from './canvas.js';
import type { Detector } from './detection.js';
import type { StoredDetector } from './format.js';
import { calibrationSchema, distanceFits, rankedProposals, RankedPhoto, type Judge } from './ranked-photo.js';
import { createRegionEncoder } from './region-encoder.js';
import { regionHead } from './region-head.js';

const size = z.number().int().positive();

/** What detection.json of phases c and d says besides. */
export const regionShape = z.strictObject({
  head: z.strictObject({
    grid: size,
    channels: size,
    hiddenSize: size,
    embeddingSize: size,
    overlapUnits: z.number().int().nonnegative(),
  }),
  /** Pixels of the longer side of a photo in which regions are looked for. */
  lookSize: size,
  /** How much the expected overlap counts beside the distance; 0 in phase c. */
  overlapWeight: z.number().min(0),
  calibration: calibrationSchema,
});
export type RegionShape = z.infer<typeof regionShape>;

export interface RegionDetectorOptions {
  /** The twin model whose convolutions are used as they are. */
  readonly twin: StoredModel;
  /** The same, ready to answer; it stays the caller's. */
  readonly encoder: DualEncoder;
  readonly engine: Engine;
}

/**
 * Phases c and d of the reference (Rubio et al. 2017): one pass of the frozen convolutions over the photo, RoI pooling of
 * every proposal, a trained head; proposals are ranked by the distance of their embedding to the text's, in phase d also
 * by the overlap that the head expects.
 */
export function createRegionDetector(
  stored: Pick<StoredDetector, 'shape' | 'labels' | 'weights'>,
  options: RegionDetectorOptions,
): Detector {
  const { head: headShape, lookSize, overlapWeight, calibration } = regionShape.parse(stored.shape);
  const head = regionHead(headShape);
  const regions = createRegionEncoder({ ...options, head, headWeights: stored.weights });
  return {
    recipe: overlapWeight > 0 ? 'd' : 'c',
    look: async (photo) => {
      const fitted = fitLongestSide(photo, lookSize);
      const proposals = rankedProposals(fitted);
      const { embeddings, overlap } = await regions.encode(fitted, proposals.boxes);
      const judge: Judge = (text) => {
        const fits = distanceFits(embeddings, text);
        if (overlapWeight === 0) return fits;
        const overlaps = expectedOverlaps(overlap, text, stored.weights);
        return fits.map((fit, i) => fit + overlapWeight * overlaps[i]);
      };
      return new RankedPhoto(fitted, proposals, judge, {
        encoder: options.encoder,
        labels: stored.labels,
        calibration,
      });
    },
    close: () => regions.close(),
  };
}

/**
 * The overlap of each region with what a text names, as `RegionHead.overlaps` computes it.
 * @param regions [n, overlapUnits]
 * @param text    [embeddingSize]
 */
export function expectedOverlaps(
  regions: Matrix,
  text: Float32Array,
  weights: Readonly<Record<string, Held>>,
): Float32Array {
  const units = regions.columns;
  const ofText = weights['overlap/text/bias'].data.slice();
  const textWeights = weights['overlap/text/weights'].data;
  for (let i = 0; i < text.length; i++) {
    for (let unit = 0; unit < units; unit++) ofText[unit] += text[i] * textWeights[i * units + unit];
  }
  const out = weights['overlap/out/weights'].data;
  const [bias] = weights['overlap/out/bias'].data;
  return Float32Array.from({ length: regions.rows }, (_, row) => {
    const region = rowOf(regions, row);
    let sum = bias;
    for (let unit = 0; unit < units; unit++) sum += out[unit] * Math.max(0, region[unit] + ofText[unit]);
    return 1 / (1 + Math.exp(-sum));
  });
}
