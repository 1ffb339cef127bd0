import { VitrineError, BadInputError } from '../../../src/errors.js';
import { MAX_DECODED_PIXELS, decodePhoto } from '../../../src/image/decode.js';
import { throwIfCancelled, type WorkOptions } from '../../../src/progress.js';
import { createRandom } from '../../../src/random.js';
import { readBoxedPhotos, type BoxedPhoto } from '../../boxed-photos.js';
import { queriesOf, type PhotoQueries, type SizedPhoto } from './queries.js';

/** A photo that could not be measured. */
export interface BrokenPhoto {
  readonly id: string;
  readonly reason: string;
}

export interface MeasuredPhotos {
  readonly photos: readonly PhotoQueries[];
  readonly broken: readonly BrokenPhoto[];
}

/**
 * Reads the photos of a file and makes every box a query. What cannot be decoded, or has another size than its boxes
 * were marked in, is left out and named.
 * @param options most how many photos at most; they are drawn by a seed and keep the order of the file
 * @throws BadInputError when no photo is left
 */
export async function photosToMeasure(
  catalog: string,
  { most, signal, onProgress }: WorkOptions & { readonly most?: number | undefined },
): Promise<MeasuredPhotos> {
  const marked = drawn(await readBoxedPhotos(catalog, signal), most);
  const photos: PhotoQueries[] = [];
  const broken: BrokenPhoto[] = [];
  for (const [i, photo] of marked.entries()) {
    throwIfCancelled(signal);
    const sized = await sizedPhoto(photo);
    if (typeof sized === 'string') broken.push({ id: photo.id, reason: sized });
    else photos.push(queriesOf(photo, sized));
    onProgress?.({ step: 'photos', done: i + 1, total: marked.length });
  }
  if (photos.length > 0) return { photos, broken };
  throw new BadInputError({
    file: catalog,
    reason: `none of its ${broken.length} photos can be read; the first, '${broken[0].id}': ${broken[0].reason}`,
    remedy: "check the paths of the photos; they are read from the file's own folder",
  });
}

function drawn(photos: readonly BoxedPhoto[], most = photos.length): readonly BoxedPhoto[] {
  if (photos.length <= most) return photos;
  const chosen = createRandom('evaluate-detection/photos').shuffle(photos.map((_, i) => i));
  return [...chosen.slice(0, most)].sort((a, b) => a - b).map((i) => photos[i]);
}

/** @returns the photo, or why it cannot be measured */
async function sizedPhoto({ id, file, size }: BoxedPhoto): Promise<SizedPhoto | string> {
  if (file === undefined) return "the photo is not a file below the folder of the catalog's file";
  try {
    // Boxes are compared in pixels of the whole photo, so it has to be one that is decoded whole.
    const { width, height } = await decodePhoto(file, { maxPixels: MAX_DECODED_PIXELS });
    if (size !== undefined && (size.width !== width || size.height !== height)) {
      return `${file} has ${width} x ${height} pixels, its row says ${size.width} x ${size.height}`;
    }
    return { id, file, width, height };
  } catch (error) {
    if (error instanceof VitrineError) return error.message;
    throw error;
  }
}
