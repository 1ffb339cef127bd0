import { boxArea, boxFromTuple, tupleFromBox } from '../../../src/box.js';
import { BadInputError, BadPhotoError, BadRowError, NotFoundError, type VitrineError } from '../../../src/errors.js';
import { decodePhoto, type DecodedPhoto } from '../../../src/image/decode.js';
import { resize, type Photo } from '../../../src/image/transforms.js';
import { shortened } from '../../../src/printable.js';
import type { ProductBox } from '../../../src/product.js';
import { throwIfCancelled, type WorkOptions } from '../../../src/progress.js';
import { openSource } from '../../import/formats/formats.js';
import { openPhotoFolder, type PhotoFolder } from '../../import/find-photo.js';
import { parseProductRow, type ParsedRow } from '../../import/product-row.js';
import { createLimit } from '../../import/concurrency-limit.js';

/** A photo with its garments, decoded once; its pixels are in memory that threads share. */
export interface BoxedPhoto {
  readonly id: string;
  readonly photo: Photo;
  /** The photo at half its size, for windows that show it smaller. */
  readonly half: Photo;
  /** In pixels of `photo`, inside it. */
  readonly boxes: readonly ProductBox[];
}

/** A photo or a box that cannot be used; names file, line and field. */
export type BoxedPhotoProblem = BadRowError | BadPhotoError | NotFoundError;

export interface ReadBoxedPhotosOptions extends WorkOptions {
  /** Larger photos are shrunk to it, smaller ones stay as they are. */
  readonly longestSide?: number | undefined;
  /** Is told of each row, photo and box that is left out. */
  readonly onProblem?: ((problem: BoxedPhotoProblem) => void) | undefined;
  /** Is told at the end how many products have no boxes and were left out. */
  readonly onWithoutBoxes?: ((products: number) => void) | undefined;
}

/** So many photos are decoded at a time. */
const IN_FLIGHT = 4;

/** Of a box less than this many pixels wide or high nothing can be learned. */
const SMALLEST_SIDE = 1;

/**
 * Reads the photos of a catalog that have boxes: the first photo of each product with `boxes`. Boxes are scaled with
 * the photo and clipped at its border.
 * @returns in the order of the file
 * @throws BadInputError when no product has a photo with boxes; CancelledError
 */
export async function readBoxedPhotos(
  catalogFile: string,
  { longestSide = 320, signal, onProgress, onProblem, onWithoutBoxes }: ReadBoxedPhotosOptions = {},
): Promise<BoxedPhoto[]> {
  const source = await openSource(catalogFile, {});
  const folder = openPhotoFolder(source.folder);
  const limit = createLimit(IN_FLIGHT, signal);
  const reading: Promise<BoxedPhoto | undefined>[] = [];
  let [withoutBoxes, done] = [0, 0];
  for await (const row of source.rows) {
    throwIfCancelled(signal);
    const parsed = row.kind === 'row' ? parseProductRow(row) : row;
    if (parsed.kind === 'not-published') continue;
    if (parsed.kind !== 'product') {
      const { file, line, field, reason, remedy } = parsed;
      onProblem?.(new BadRowError({ file, line, field, reason, remedy }));
    } else if ((parsed.product.boxes ?? []).length === 0) withoutBoxes++;
    else {
      const read = limit(async () => {
        const boxed = await readBoxedPhoto(parsed, folder, { longestSide, onProblem });
        onProgress?.({ step: 'photos', done: ++done, total: undefined });
        return boxed;
      });
      read.catch(() => undefined); // it is awaited below, after rows that take longer
      reading.push(read);
    }
  }
  const photos = (await Promise.all(reading)).filter((photo) => photo !== undefined);
  onWithoutBoxes?.(withoutBoxes);
  if (photos.length === 0) throw withoutPhotos(catalogFile, withoutBoxes);
  return photos;
}

/** Copies pixels into memory that threads share and makes the half-size copy. Boxes are taken as they are. */
export function boxedPhoto({ id, photo, boxes }: Pick<BoxedPhoto, 'id' | 'photo' | 'boxes'>): BoxedPhoto {
  return { id, photo: sharedPhoto(photo), half: sharedPhoto(halfSize(photo)), boxes };
}

/** @returns the same pixels in memory that threads share */
export function sharedPhoto({ width, height, data }: Photo): Photo {
  const copy = new Uint8Array(new SharedArrayBuffer(data.length));
  copy.set(data);
  return { width, height, data: copy };
}

function halfSize(photo: Photo): Photo {
  const [width, height] = [Math.max(1, photo.width >> 1), Math.max(1, photo.height >> 1)];
  return { width, height, data: resize(photo, width, height) };
}

async function readBoxedPhoto(
  row: ParsedRow,
  folder: PhotoFolder,
  { longestSide, onProblem }: { longestSide: number; onProblem: ReadBoxedPhotosOptions['onProblem'] },
): Promise<BoxedPhoto | undefined> {
  const { file, line, product } = row;
  try {
    const decoded = await decodePhoto(photoFile(row, folder), { shrinkTo: longestSide });
    const photo = fitted(decoded, longestSide);
    const scale = photo.width / decoded.original.width;
    const boxes = (product.boxes ?? []).flatMap((box, i) => {
      const clipped = clippedBox(box, scale, photo);
      if (clipped === undefined) onProblem?.(outsideError({ file, line, field: `boxes.${i}.box` }, decoded));
      return clipped ?? [];
    });
    return boxes.length === 0 ? undefined : boxedPhoto({ id: product.id, photo, boxes });
  } catch (error) {
    if (!(error instanceof BadPhotoError) && !(error instanceof NotFoundError)) throw error;
    const { reason, remedy } = error;
    const Kind = error instanceof BadPhotoError ? BadPhotoError : NotFoundError;
    onProblem?.(
      new Kind({
        ...{ file, line, field: 'images', remedy, cause: error },
        reason: `${shortened(product.images[0] ?? '')}: ${reason}`,
      }),
    );
    return undefined;
  }
}

function photoFile({ product }: ParsedRow, folder: PhotoFolder): string {
  const [image] = product.images;
  if (image === undefined) {
    throw new NotFoundError({ reason: 'the product has boxes but no photo', remedy: 'give it a photo' });
  }
  const place = folder.find(image);
  if (place.kind === 'file') return place.file;
  if (place.kind !== 'web') {
    const Kind = place.kind === 'refused' ? BadPhotoError : NotFoundError;
    throw new Kind({ reason: place.reason, remedy: place.remedy });
  }
  throw new NotFoundError({ reason: 'the photo is on the web', remedy: 'fetch it first and name the file' });
}

function fitted(photo: Photo, longestSide: number): Photo {
  const scale = longestSide / Math.max(photo.width, photo.height);
  if (scale >= 1) return photo;
  const [width, height] = [Math.max(1, Math.round(photo.width * scale)), Math.max(1, Math.round(photo.height * scale))];
  return { width, height, data: resize(photo, width, height) };
}

function clippedBox(box: ProductBox, scale: number, { width, height }: Photo): ProductBox | undefined {
  const { x1, y1, x2, y2 } = boxFromTuple(box.box);
  const clipped = {
    x1: Math.max(0, x1 * scale),
    y1: Math.max(0, y1 * scale),
    x2: Math.min(width, x2 * scale),
    y2: Math.min(height, y2 * scale),
  };
  const tooSmall = clipped.x2 - clipped.x1 < SMALLEST_SIDE || clipped.y2 - clipped.y1 < SMALLEST_SIDE;
  return tooSmall || boxArea(clipped) === 0 ? undefined : { ...box, box: tupleFromBox(clipped) };
}

function outsideError(
  place: { file: string; line: number; field: string },
  { original: { width, height } }: DecodedPhoto,
): BadRowError {
  return new BadRowError({
    ...place,
    reason: `the box lies outside the photo of ${width} x ${height} pixels, or is too small to see`,
    remedy: 'write [x, y, width, height] in pixels of the upright photo',
  });
}

function withoutPhotos(file: string, withoutBoxes: number): VitrineError {
  return new BadInputError({
    file,
    field: 'boxes',
    reason: `no product has a photo with boxes (${withoutBoxes} have no boxes)`,
    remedy: 'give products "boxes": [{"label", "query", "box": [x, y, width, height]}]',
  });
}
