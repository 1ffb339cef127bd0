import { boxFromTuple, type BoxTuple } from '../box.js';
import { BadInputError } from '../errors.js';
import { decodePhoto, type DecodedPhoto, type DecodeOptions } from '../image/decode.js';
import { cropPhoto, letterbox, type Photo } from '../image/transforms.js';
import { rowOf } from '../vector/matrix.js';
import type { ParsedQuery } from './query.js';
import type { QueryEncoder } from './search-index.js';
import { shopperWarning, type SearchWarning } from './warnings.js';

/** A part of a photo with fewer pixels on a side shows next to nothing. */
const LEAST_PIXELS = 16;

export interface PhotoVector {
  readonly vector: Float32Array;
  /** What is wrong with the photo, though it could be read. */
  readonly problems: readonly SearchWarning[];
}

/**
 * The direction of a photo, or of a part of it.
 * @param box [x, y, width, height] in pixels of the upright photo
 * @throws BadInputError when the box lies outside the photo, or the bytes are no photo
 */
export async function photoVector(
  encoder: QueryEncoder,
  input: NonNullable<ParsedQuery['photo']>,
  box: ParsedQuery['box'],
): Promise<PhotoVector> {
  const size = encoder.photoSize;
  const problems: SearchWarning[] = [];
  const onDamage = (what: string): void => {
    const text = `The photo is damaged in places and was read as far as that goes: ${what}.`;
    problems.push(shopperWarning('photo-damaged', text));
  };
  const whole = await decoded(input, box === undefined ? { shrinkTo: size, onDamage } : { onDamage });
  if (box !== undefined) requireInside(box, whole.original);
  const photo = box === undefined ? whole : cropPhoto(whole, boxFromTuple(scaled(box, whole)));
  if (Math.min(photo.width, photo.height) < LEAST_PIXELS) {
    const text = `Only ${photo.width} x ${photo.height} pixels were looked at, which say little.`;
    problems.push(shopperWarning('photo-small', text));
  }
  return { vector: rowOf(await encoder.embedPhotos(letterbox(photo, size), 1), 0), problems };
}

type WholePhoto = Pick<DecodedPhoto, keyof Photo | 'original'>;

/** A photo that comes decoded is its own original: boxes are in its pixels. */
async function decoded(input: NonNullable<ParsedQuery['photo']>, options: DecodeOptions): Promise<WholePhoto> {
  if (typeof input === 'string') return decodePhoto(input, options);
  if (!(input instanceof Uint8Array)) return { ...input, original: input };
  return decodePhoto(Buffer.from(input.buffer, input.byteOffset, input.byteLength), options);
}

/** A very large photo is decoded at a part of its size. */
function scaled(box: BoxTuple, { width, original }: WholePhoto): BoxTuple {
  const scale = width / original.width;
  return [box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale];
}

function requireInside(box: readonly [number, number, number, number], photo: { width: number; height: number }): void {
  const [x, y, width, height] = box;
  if (x < photo.width && y < photo.height && x + width > 0 && y + height > 0) return;
  throw new BadInputError({
    field: 'box',
    reason: `[${box.join(', ')}] lies outside the photo of ${photo.width} x ${photo.height} pixels`,
    remedy: 'give x, y, width and height in pixels of the upright photo',
  });
}
