import { boxArea, type Box } from '../../../src/box.js';
import type { BoxedPhoto } from '../../boxed-photos.js';

/** A photo that can be read, in the size that it is decoded to. */
export interface SizedPhoto {
  readonly id: string;
  /** Absolute path. */
  readonly file: string;
  readonly width: number;
  readonly height: number;
}

/** One question: where in the photo is this? */
export interface BoxQuery {
  readonly text: string;
  readonly label: string;
  /** How its photo was made, where the file says it. */
  readonly kind: string | undefined;
  /** The box that the question was made from. */
  readonly box: Box;
  /** All right answers: the boxes of the same text in this photo cannot be told apart by it. */
  readonly right: readonly Box[];
  /** It is the first box of its photo. */
  readonly isLargest: boolean;
  /** Share of the photo that the box takes, in [0, 1]. */
  readonly share: number;
}

/** The questions about one photo. */
export interface PhotoQueries {
  readonly photo: SizedPhoto;
  readonly queries: readonly BoxQuery[];
}

/** Every box of a photo is a question. */
export function queriesOf({ boxes, kind }: BoxedPhoto, photo: SizedPhoto): PhotoQueries {
  const queries = boxes.map(({ query, label, box }, i) => ({
    ...{ text: query, label, kind, box, isLargest: i === 0 },
    right: boxes.filter((other) => other.query === query).map((other) => other.box),
    share: boxArea(box) / (photo.width * photo.height),
  }));
  return { photo, queries };
}
