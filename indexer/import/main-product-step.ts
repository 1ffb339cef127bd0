import { shortened } from '../../src/printable.js';
import type { PreparedProduct } from './catalog-writer.js';
import { boxContentHash, mainProductQuery, mainProductText, type MainProductFinder } from './main-products.js';
import type { FoundMainProduct, MainProductJob } from './main-products.js';
import type { PreparedPhoto } from './photos.js';

/** Places of the photos of a batch. */
interface Place {
  readonly product: number;
  readonly photo: number;
  readonly query: string;
}

/**
 * Finds the main product of every stored photo of a batch. A photo for which the same detector has answered the same text
 * before is not looked at again.
 * @param size edge of the photos in the pixel store
 */
export async function withMainProducts(
  batch: readonly PreparedProduct[],
  finder: MainProductFinder,
  size: number,
): Promise<readonly PreparedProduct[]> {
  const places: Place[] = [];
  const jobs: MainProductJob[] = [];
  for (const [product, { product: own, photos }] of batch.entries()) {
    const query = mainProductQuery(own, finder);
    for (const [photo, { status, file, main }] of photos.entries()) {
      if (status !== 'stored' || main?.query === query) continue;
      places.push({ product, photo, query });
      jobs.push({ file, text: mainProductText(own) });
    }
  }
  if (jobs.length === 0) return batch;
  const found = await finder.find(jobs, size);
  const answers = new Map(places.map((place, i) => [`${place.product} ${place.photo}`, { ...place, found: found[i] }]));
  return batch.map((prepared, product) => ({
    ...prepared,
    photos: prepared.photos.map((photo, i) => {
      const answer = answers.get(`${product} ${i}`);
      return answer === undefined ? photo : answered(photo, answer);
    }),
  }));
}

function answered(photo: PreparedPhoto, { query, found }: { query: string; found: FoundMainProduct }): PreparedPhoto {
  const { kind, box, score, pixels } = found;
  const pixelsHash = kind === 'found' && box !== undefined ? boxContentHash(photo.contentHash, box) : undefined;
  return { ...photo, main: { kind, box, score, query, pixelsHash }, pixels: pixels ?? photo.pixels, unchanged: false };
}

export function countMainProducts(
  photos: readonly PreparedPhoto[],
  counts: { found: number; whole: number; unsure: number },
): void {
  for (const { status, main } of photos) if (status === 'stored' && main !== undefined) counts[main.kind]++;
}

/** @returns what to say of a photo whose main product nobody is sure of */
export function doubtAbout({ source, status, main }: PreparedPhoto): { reason: string; remedy: string } | undefined {
  if (status !== 'stored' || main?.kind !== 'unsure') return undefined;
  const { box, score } = main;
  const guess = box === undefined ? 'nothing like its text was seen' : `the best guess is [${box.join(', ')}]`;
  const sureness = score === undefined ? '' : `, score ${score.toFixed(2)}`;
  return {
    reason: `photo '${shortened(source)}': not sure where the product is (${guess}${sureness}); the whole photo is kept`,
    remedy: 'give a photo of the product alone, or say in the title which garment it is',
  };
}
