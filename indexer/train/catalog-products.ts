import { openCatalogReader, type StoredProduct } from '../../src/catalog/reader.js';
import { NotReadyError } from '../../src/errors.js';
import { openPhotoStore } from '../../src/image/photo-store.js';
import type { WorkspacePaths } from '../../src/storage/workspace.js';

/** A product that the twin model can learn from: its first stored photo, and where that lies in the pixel store. */
export interface PhotographedProduct extends StoredProduct {
  readonly slot: number;
  readonly contentHash: string;
}

/** The catalog as training sees it. */
export interface TrainingCatalog {
  /** All products, in the order of their rows. */
  readonly products: readonly StoredProduct[];
  /** Those with a photo in the pixel store. */
  readonly photographed: readonly PhotographedProduct[];
}

/** @throws NotReadyError when nothing was imported, or photos of another size, or no photo at all */
export function readTrainingCatalog(paths: WorkspacePaths, photoSize: number): TrainingCatalog {
  const reader = openCatalogReader(paths);
  try {
    if (reader.photoSize !== undefined && reader.photoSize !== photoSize) {
      throw new NotReadyError({
        file: paths.database,
        reason: `the photos are stored at ${reader.photoSize} pixels, the recipe wants ${photoSize}`,
        remedy: "set encoder.photoSize in the recipe and run 'vitrine import' again",
      });
    }
    const products = [...reader.products()];
    const photographed = products.flatMap((stored) => {
      const photo = stored.photos.find(({ slot }) => slot >= 0);
      return photo === undefined ? [] : [{ ...stored, slot: photo.slot, contentHash: photo.contentHash }];
    });
    if (photographed.length < 2) {
      throw new NotReadyError({
        file: paths.database,
        reason: `${products.length} products, ${photographed.length} of them with a photo: too few to learn from`,
        remedy: "run 'vitrine import' with the folder of the photos",
      });
    }
    return { products, photographed };
  } finally {
    reader.close();
  }
}

/** @returns [slots, size, size, 3] bytes in memory that threads share, in the order of the slots */
export function loadPixels(paths: WorkspacePaths, photoSize: number, slots: Uint32Array): Uint8Array {
  const bytes = photoSize * photoSize * 3;
  const pixels = new Uint8Array(new SharedArrayBuffer(slots.length * bytes));
  const store = openPhotoStore(paths.photos(photoSize));
  try {
    const page = 1024;
    const buffer = new Uint8Array(page * bytes);
    for (let start = 0; start < slots.length; start += page) {
      const part = slots.subarray(start, start + page);
      // By way of a buffer of its own: the file system does not read into memory that threads share.
      pixels.set(store.read(part, buffer).subarray(0, part.length * bytes), start * bytes);
    }
  } finally {
    store.close();
  }
  return pixels;
}
