import { z } from 'zod';
import type { StoredModel } from '../encoder/format.js';
import { encoderOf, type DualEncoder } from '../encoder/open-encoder.js';
import { layOut, statisticsLayout, viewsOf } from '../encoder/weights.js';
import type { Engine, Held } from '../engine/engine.js';
import { cropPhoto, letterbox, type Photo } from '../image/transforms.js';
import type { Matrix } from '../vector/matrix.js';
import { fitLongestSide } from './canvas.js';
import type { Detector } from './detection.js';
import type { StoredDetector } from './format.js';
import {
  calibrationSchema,
  distanceFits,
  LOOK_SIZE,
  rankedProposals,
  RankedPhoto,
  type Calibration,
} from './ranked-photo.js';

/** What detection.json of phase b says besides. */
export const cropShape = z.strictObject({ calibration: calibrationSchema });

/** Fitted to the first answers of the twin model of the fashion catalog on 51 training photos of the street catalog. */
const UNTRAINED: Calibration = { slope: 8, offset: 5.3 };

export interface CropDetectorOptions {
  readonly twin: StoredModel;
  /** The twin model, ready to answer; it stays the caller's. */
  readonly encoder: DualEncoder;
  readonly engine: Engine;
}

/**
 * Phase a of the reference (Rubio et al. 2017): the twin model as it was trained, on full photos, embeds each proposal as
 * if it were a photo. Nothing is trained. It asks for the leaf categories of the twin model where nobody names a garment.
 */
export function createFullPhotoDetector(encoder: DualEncoder): Detector {
  const labels = encoder.categories.map((path) =>
    path
      .slice(path.lastIndexOf('>') + 1)
      .trim()
      .toLowerCase(),
  );
  return cropDetector({ recipe: 'a', encoder, texts: encoder, labels, calibration: UNTRAINED });
}

/** Phase b: as a, but the image branch was trained further on boxes. */
export function createBoxTrainedDetector(
  stored: Pick<StoredDetector, 'shape' | 'labels' | 'weights'>,
  options: CropDetectorOptions,
): Detector {
  const { calibration } = cropShape.parse(stored.shape);
  const encoder = encoderOf(withImageBranch(options.twin, stored.weights), options.engine);
  return cropDetector({ recipe: 'b', encoder, texts: options.encoder, labels: stored.labels, calibration });
}

interface CropDetectorParts {
  readonly recipe: 'a' | 'b';
  readonly encoder: DualEncoder;
  /** Embeds the texts. */
  readonly texts: DualEncoder;
  readonly labels: readonly string[];
  readonly calibration: Calibration;
}

function cropDetector({ recipe, encoder, texts, labels, calibration }: CropDetectorParts): Detector {
  return {
    recipe,
    look: async (photo) => {
      const fitted = fitLongestSide(photo, LOOK_SIZE);
      const proposals = rankedProposals(fitted);
      const embeddings = await embedCrops(encoder, fitted, proposals.boxes);
      const judge = (text: Float32Array): Float32Array => distanceFits(embeddings, text);
      return new RankedPhoto(fitted, proposals, judge, { encoder: texts, labels, calibration });
    },
    close: () => (encoder === texts ? Promise.resolve() : encoder.close()),
  };
}

/** @returns [boxes, embeddingSize], rows of length 1 */
export function embedCrops(encoder: DualEncoder, photo: Photo, boxes: Float32Array): Promise<Matrix> {
  const count = boxes.length / 4;
  const side = encoder.photoSize;
  const pixels = new Uint8Array(count * side * side * 3);
  for (let i = 0; i < count; i++) {
    const [x1, y1, x2, y2] = boxes.subarray(i * 4, i * 4 + 4);
    pixels.set(letterbox(cropPhoto(photo, { x1, y1, x2, y2 }), side), i * side * side * 3);
  }
  return encoder.embedPhotos(pixels, count);
}

/** A twin model with another image branch: each tensor that is named replaces the twin's own. */
function withImageBranch(twin: StoredModel, tensors: Readonly<Record<string, Held>>): StoredModel {
  const [weights, statistics] = [twin.weights.slice(), twin.statistics.slice()];
  const views = [
    viewsOf(weights, layOut(twin.model.parameters)),
    viewsOf(statistics, statisticsLayout(twin.model.layers)),
  ];
  for (const [name, { data }] of Object.entries(tensors)) {
    for (const view of views) view.get(name)?.set(data);
  }
  return { ...twin, weights, statistics };
}
