import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { createCatalogWriter, type CatalogWriter } from '../../indexer/import/catalog-writer.js';
import { openLiveVectors } from '../../indexer/import/live-vectors.js';
import { hashProduct } from '../../indexer/import/product-row.js';
import { AVAILABILITIES, shownValue, type Product } from '../../src/product.js';
import { createRandom, type Random } from '../../src/random.js';
import type { Query, SearchOptions } from '../../src/search/query.js';
import { search } from '../../src/search/search.js';
import { SearchIndex, type SearchParts } from '../../src/search/search-index.js';
import { SEARCH_SETTINGS, type SearchSettings } from '../../src/search/settings.js';
import type { Database } from '../../src/storage/database.js';
import { productText } from '../../src/text/product-text.js';
import {
  databaseOf,
  exactSide,
  matrixOf,
  photoHashOf,
  product,
  wardrobe,
  wordEncoder,
} from '../unit/search/small-catalog.js';

const COLORS = ['Red', 'RED', 'red', 'Blue', 'Navy Blue', 'NAVY  BLUE', 'Black', 'Teal', 'Crème 👗', 'creme 👗'];
const KINDS = [
  ...['Apparel > Topwear > Shirts', 'Apparel > Topwear > Tshirts', 'apparel > TOPWEAR > shirts', 'Footwear > Boots'],
  ...['FOOTWEAR > Boots', 'FOOTWEAR > Sandals', 'Bags'],
];
const WORDS = ['soft', 'sandals', 'sandlas', 'striped', 'cotton', 'leather', 'boots', 'tee', 'marooon', 'zipper'];

const QUERIES: readonly (readonly [Query, SearchOptions?])[] = [
  ...[
    'red shirts',
    'navy blue',
    'boots',
    'sandlas',
    'tee',
    'soft cotton',
    'men teal',
    'bota',
    'zipp',
    'ear rings',
    'puma',
    'striped bags',
  ].map((words): [Query, SearchOptions] => [{ words }, { limit: 100 }]),
  [
    { words: 'soft leather', filters: ['color=Red', 'color=Teal'] },
    { limit: 30, offset: 3 },
  ],
  [{ filters: ['price<40'] }, { limit: 100 }],
  [{ filters: ['category=Topwear', 'Pattern=Striped'] }, { limit: 100 }],
  [{ filters: ['color=navy blue'] }, { limit: 100, facets: ['color', 'category', 'Pattern', 'availability'] }],
  [{ everything: true }, { limit: 100, facets: ['color', 'category', 'pattern', 'gender'] }],
  [{ words: 'cotton boots' }, { modes: ['text'] }],
  [{ words: 'cotton boots', filters: ['gender=Men'] }, { modes: ['image'] }],
  [{ like: 'p007' }],
];

/** Neighbours are let in by the dozen, so that vectors decide. */
const lenient: SearchSettings = {
  ...SEARCH_SETTINGS,
  text: { ...SEARCH_SETTINGS.text, cutOff: { words: 0, vagueWords: 0, photo: 0, photoAndWords: 0 } },
  image: { ...SEARCH_SETTINGS.image, cutOff: { words: 0, vagueWords: 0, photo: 0, photoAndWords: 0 } },
};

const hashOfText = (own: Product): Buffer => createHash('sha256').update(productText(own)).digest();

/** The parts of a catalog that was embedded when it had these products. */
function partsOf(database: Database, products: readonly Product[]): SearchParts {
  const rows = products.map((_, i) => i + 1);
  const hashes = {
    images: Buffer.concat(products.map(({ images }) => Buffer.from(photoHashOf(images[0]), 'hex'))),
    texts: Buffer.concat(products.map(hashOfText)),
  };
  return {
    database,
    encoder: () => Promise.resolve(wordEncoder),
    images: { ...exactSide(matrixOf(products.map(({ title }) => title)), rows), familiarity: 0.2 },
    texts: exactSide(matrixOf(products.map(productText)), rows),
    photos: Uint32Array.from(rows),
    live: { model: 'twin', position: products.length, hashes: () => hashes },
    settings: lenient,
  };
}

function drawProduct(random: Random, id: string): Product {
  const color = random.next() < 0.2 ? random.shuffle([...COLORS]).slice(0, 3) : random.pick(COLORS);
  const category = random.pick(KINDS);
  const title = [random.pick(WORDS), shownValue(color), random.pick(WORDS), category.split(' > ').at(-1)].join(' ');
  return product(id, title, {
    ...{ color, category, gender: random.pick(['Men', 'Women', 'Girls']), price: 5 + random.integer(90) },
    ...(random.next() < 0.3 ? { description: `${random.pick(WORDS)} ${random.pick(WORDS)} and more` } : {}),
    ...(random.next() < 0.3 ? { availability: random.pick(AVAILABILITIES), stock: random.integer(3) } : {}),
    attributes:
      random.next() < 0.5
        ? { [random.pick(['Pattern', 'pattern'])]: random.pick(['Striped', 'striped', 'Solid', 'Zebra']) }
        : {},
    images: Array.from({ length: random.integer(3) }, (_, i) => `${id}-${random.integer(3)}-${i}.jpg`),
  });
}

/** Writes a product as the service does: with its vectors, sometimes. */
function put(database: Database, writer: CatalogWriter, own: Product, random: Random): void {
  const live = openLiveVectors(database, 'twin');
  const hasVectors = random.next() < 0.7;
  const known = writer.find(own.id);
  const photos = own.images.map((source, i) => ({
    ...{ source, file: '', signature: '', contentHash: photoHashOf(source), width: 1, height: 1 },
    ...{ status: 'stored' as const, unchanged: known?.photos[i]?.source === source },
  }));
  database.transaction(() => {
    if (hasVectors) {
      live.add([
        { kind: 'text', hash: hashOfText(own), vector: matrixOf([productText(own)]).data },
        ...own.images.map((source) => ({
          ...{ kind: 'image' as const, hash: Buffer.from(photoHashOf(source), 'hex') },
          vector: matrixOf([`${own.title} ${source}`]).data,
        })),
      ]);
    }
    writer.write([{ product: own, hash: hashProduct(own), known, photos }], new Map());
  });
}

async function answers(index: SearchIndex): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const [query, options] of QUERIES) {
    const answer = await search(index, query, options).catch((error: unknown) => String(error));
    found.push(typeof answer === 'string' ? answer : { ...answer, milliseconds: 0 });
  }
  return found;
}

for (const seed of ['one', 'two', 'three']) {
  test(`an index that follows changes, a part at a time or all at once, answers as one that is made anew (${seed})`, async () => {
    const random = createRandom(seed);
    const start = wardrobe(2);
    const database = databaseOf(start);
    const writer = createCatalogWriter(database, 0);
    const followed = new SearchIndex(partsOf(database, start));
    const ids = new Set<string>(start.map(({ id }) => id));
    await answers(followed);
    for (let round = 0; round < 12; round++) {
      for (let i = random.integer(6); i >= 0; i--) {
        const dice = random.next();
        if (dice < 0.3) {
          const id = random.pick([...ids]);
          writer.remove([id]);
          ids.delete(id);
        } else {
          const id =
            dice < 0.6
              ? `${random.pick(['a', 'p', 'ä', '👗', '\ufb01'])}${random.integer(1000)}`
              : random.pick([...ids]);
          put(
            database,
            writer,
            dice > 0.9 ? (start.find((own) => own.id === id) ?? drawProduct(random, id)) : drawProduct(random, id),
            random,
          );
          ids.add(id);
        }
      }
      while (random.next() < 0.7 && followed.followSome(1 + random.integer(3)));
      assert.deepEqual(await answers(followed), await answers(new SearchIndex(partsOf(database, start))));
    }
    database.close();
  });
}
