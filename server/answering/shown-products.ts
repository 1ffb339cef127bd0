import { NotFoundError, type Catalog, type Hit as FoundHit } from '../../src/index.js';
import type { Hit, ProductAnswer, SuggestedProduct } from '../requests/index.js';
import type { PhotoPlace } from './questions.js';

/** A product that was found as an answer shows it. */
export function shownHit(catalog: Catalog, hit: FoundHit): Hit {
  const { id, title, score, matched, category, price, explanation } = hit;
  const listed = hit.product ?? catalog.product(id);
  const { listPrice = null, availability = null } = listed ?? {};
  const { brand = null, color = null, currency = null, url = null } = listed ?? {};
  const shown = { id, title, score, matched, category, price, listPrice, brand, color, currency, url, availability };
  return { ...shown, photo: photoOfHit(catalog, hit), ...(explanation === undefined ? {} : { explanation }) };
}

export function suggestedProduct(catalog: Catalog, hit: FoundHit): SuggestedProduct {
  return { id: hit.id, title: hit.title, photo: photoOfHit(catalog, hit) };
}

/** Where the photo of a hit is seen: here when it lies on this machine, else at its own address. */
function photoOfHit(catalog: Catalog, { id, photo, photoPosition }: FoundHit): string | null {
  if (photo === null) return null;
  if (isWebAddress(photo)) return photo;
  const known =
    photoPosition ?? catalog.product(id)?.photos.find(({ file, source }) => (file ?? source) === photo)?.position;
  return known === undefined ? null : addressOf(id, known);
}

function addressOf(id: string, position: number): string {
  return `/v1/products/${encodeURIComponent(id)}/photos/${position}`;
}

function isWebAddress(source: string): boolean {
  return /^https?:\/\//i.test(source);
}

/** @throws NotFoundError */
export function productAnswer(catalog: Catalog, id: string): ProductAnswer {
  const found = catalog.product(id);
  if (found === undefined) throw unknownProduct(id);
  const { photos, ...product } = found;
  delete product.boxes; // for training detectors, not for shoppers
  return {
    ...product,
    photos: photos.flatMap(({ position, file, source, status, width, height }) => {
      const here = file !== null && status === 'stored' ? addressOf(id, position) : undefined;
      const photo = here ?? (isWebAddress(source) ? source : undefined);
      return photo === undefined ? [] : [{ position, photo, width, height }];
    }),
  };
}

/**
 * Only files that the catalog names are ever shown.
 * @throws NotFoundError
 */
export function photoPlace(catalog: Catalog, id: string, position: number): PhotoPlace {
  const place = catalog.photoFile(id, position);
  if (place !== undefined) return place;
  if (catalog.product(id) === undefined) throw unknownProduct(id);
  throw new NotFoundError({ field: 'position', reason: `product '${id.slice(0, 200)}' has no photo ${position} here` });
}

function unknownProduct(id: string): NotFoundError {
  return new NotFoundError({
    field: 'id',
    reason: `there is no product '${id.slice(0, 200)}'`,
    remedy: 'check the id',
  });
}
