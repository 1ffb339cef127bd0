import type { Product, ProductBox, ProductId } from '../../src/product.js';
import { createRandom } from '../../src/random.js';
import type { Category, Design, View } from './design.js';
import { kindOf } from './kinds/index.js';
import { aloneShot, wornShot, type SamplePhoto } from './photo.js';
import { inventDesign } from './product-design.js';
import { describe } from './texts/description.js';
import { attributesOf, inventFacts } from './texts/facts.js';
import { tagSeries } from './texts/tags.js';
import { noisyTitle } from './texts/title.js';

/** A product of the sample with its photos, before they are painted. */
export interface SampleProduct {
  readonly design: Design;
  readonly product: Product;
  readonly photos: readonly SamplePhoto[];
}

/** Shares of products: the first photo shows it worn; before something busy; a second and a third photo. */
const [WORN_FIRST, BUSY, SECOND, THIRD] = [0.14, 0.25, 0.36, 0.14];

/** @param number counts from 1; the same seed and number give the same product */
export function inventProduct(category: Category, { number, seed }: { number: number; seed: number }): SampleProduct {
  const key = `${seed}/product/${number}`;
  const design = inventDesign(category, createRandom(`${key}/design`), { seed: key });
  const photos = takePhotos(design, key);
  const id = `S${String(number).padStart(5, '0')}`;
  const images = photos.map((_, i) => `images/${id}${i === 0 ? '' : `-${i + 1}`}.jpg`);
  return { design, photos, product: productOf(design, { id, key, images, boxes: photos[0].boxes }) };
}

function takePhotos(design: Design, key: string): SamplePhoto[] {
  const random = createRandom(`${key}/photos`);
  const kind = kindOf(design.category);
  const busy = random.next() < BUSY;
  const alone = (view: View, scene: boolean): SamplePhoto =>
    aloneShot(design, { view, busy: scene, seed: `${key}/${view}` });
  const worn = (): SamplePhoto | undefined => wornShot(design, { seed: `${key}/worn` });
  const other: View = random.next() < 0.4 ? 'close-up' : kind.pose === 'hangs' ? 'back' : 'side';
  const wornFirst = random.next() < WORN_FIRST ? worn() : undefined;
  const photos = [wornFirst ?? alone('front', busy)];
  if (random.next() < SECOND) photos.push(wornFirst === undefined ? alone(other, false) : alone('front', false));
  if (random.next() < THIRD) {
    const third = wornFirst === undefined ? worn() : alone(other, false);
    if (third !== undefined) photos.push(third);
  }
  return photos;
}

interface ProductParts {
  readonly id: string;
  readonly key: string;
  readonly images: readonly string[];
  readonly boxes: readonly ProductBox[];
}

function productOf(design: Design, { id, key, images, boxes }: ProductParts): Product {
  const random = createRandom(`${key}/text`);
  const facts = inventFacts(design, random);
  const title = noisyTitle(design, facts, random);
  const dice = random.next();
  const description =
    dice < 0.6 ? describe(design, facts, random) : dice < 0.87 ? tagSeries(design, facts, random) : undefined;
  return {
    id: id as ProductId,
    title,
    ...(description === undefined ? {} : { description }),
    category: kindOf(design.category).path,
    brand: facts.brand,
    gender: design.gender,
    color: design.fabric.color.name,
    season: facts.season,
    usage: facts.usage,
    price: facts.price,
    currency: 'EUR',
    attributes: attributesOf(design),
    images,
    boxes,
  };
}
