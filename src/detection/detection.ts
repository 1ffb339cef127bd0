import type { Box } from '../box.js';
import type { Photo } from '../image/transforms.js';

/** Regions of a photo that may hold a garment, most promising first. */
export interface Proposals {
  readonly count: number;
  /** [count, 4] xyxy in pixels of the photo, inside it */
  readonly boxes: Float32Array;
  /** [count], falling; comparable within one photo only */
  readonly scores: Float32Array;
}

/** A box that answers a text. */
export interface Detection {
  readonly box: Box;
  /** 0 to 1: how sure it is that the box shows what the text says. */
  readonly score: number;
}

/** A garment that nobody asked for by name. */
export interface Garment extends Detection {
  readonly label: string;
}

/**
 * The ways to find a product in a photo. The first four are the phases of Rubio et al. (ICCVW 2017):
 *
 *     a        full photos only: the twin model as it is judges the cropped proposals
 *     b        the image branch trained on boxes
 *     c        frozen convolutions, RoI pooling, a trained head
 *     d        c, with the overlap of box and garment as a second output
 *     heatmap  a heat map of the whole photo under the condition of the text
 */
export const DETECTION_RECIPES = ['a', 'b', 'c', 'd', 'heatmap'] as const;
export type DetectionRecipeName = (typeof DETECTION_RECIPES)[number];

/** Finds garments in photos. Calls may overlap; they are answered one after another. */
export interface Detector {
  readonly recipe: DetectionRecipeName;
  /** One pass over a photo; after it, questions are cheap. */
  look(photo: Photo): Promise<SeenPhoto>;
  close(): Promise<void>;
}

/** A photo that the detector has looked at. Boxes are in pixels of that photo. */
export interface SeenPhoto {
  /** @returns at most `count` regions */
  proposals(count: number): Promise<Proposals>;
  /**
   * @returns for each text its boxes, best first, at most `limit`, no two of them nearly the same; none for a text of
   * which no word is known
   */
  find(texts: readonly string[], limit: number): Promise<readonly (readonly Detection[])[]>;
  /** @returns what is worn in the photo, surest first; none where nothing is found */
  garments(limit: number): Promise<readonly Garment[]>;
}
