import { createHash } from 'node:crypto';
import { createCatalogWriter } from '../../../indexer/import/catalog-writer.js';
import { hashProduct } from '../../../indexer/import/product-row.js';
import { migrateCatalog } from '../../../src/catalog/schema.js';
import { indexedTexts } from '../../../src/indexes/indexed-texts.js';
import { FlatIndex } from '../../../src/indexes/flat.js';
import { momentsOf } from '../../../src/indexes/moments.js';
import { shownValue, type Product, type ProductId } from '../../../src/product.js';
import { createRandom } from '../../../src/random.js';
import { SearchIndex, type QueryEncoder, type SearchParts } from '../../../src/search/search-index.js';
import type { VectorSideParts } from '../../../src/search/vector-side.js';
import { openDatabase, type Database } from '../../../src/storage/database.js';
import { createMatrix, normalizeRows, type Matrix } from '../../../src/vector/matrix.js';

export const DIMENSIONS = 16;

/** A product with what a test says of it. */
export function product(id: string, title: string, fields: Partial<Omit<Product, 'id' | 'title'>> = {}): Product {
  return { id: id as ProductId, title, attributes: {}, images: [`${id}.jpg`], ...fields };
}

/** A catalog in memory, written by the import's own writer: the first product has row 1. */
export function databaseOf(products: readonly Product[]): Database {
  const database = openDatabase(':memory:', { readOnly: false });
  migrateCatalog(database, ':memory:', { indexedTexts });
  createCatalogWriter(database, 0).write(
    products.map((own) => ({
      product: own,
      hash: hashProduct(own),
      known: undefined,
      photos: own.images.map((source) => ({
        ...{ source, file: '', signature: '', contentHash: photoHashOf(source), width: 1, height: 1 },
        ...{ status: 'stored' as const, unchanged: false },
      })),
    })),
    new Map(),
  );
  return database;
}

/** Stands for the content of a photo. */
export function photoHashOf(source: string): string {
  return createHash('sha256').update(source).digest('hex');
}

/** The same text always has the same direction, and texts that share words lean towards each other. */
export function vectorOf(text: string): Float32Array {
  const sum = new Float32Array(DIMENSIONS);
  for (const word of text.toLowerCase().match(/[a-z]+/g) ?? []) {
    const random = createRandom(word);
    for (let c = 0; c < DIMENSIONS; c++) sum[c] += random.normal();
  }
  return sum;
}

export function matrixOf(texts: readonly string[]): Matrix {
  const matrix = createMatrix(texts.length, DIMENSIONS);
  for (const [i, text] of texts.entries()) matrix.data.set(vectorOf(text), i * DIMENSIONS);
  return normalizeRows(matrix);
}

/** An encoder without a model: texts by their words, photos by a hash of their pixels. */
export const wordEncoder: QueryEncoder = {
  photoSize: 8,
  embedTexts: (texts) => Promise.resolve(matrixOf(texts)),
  embedPhotos: (pixels) => Promise.resolve(matrixOf([createHash('md5').update(pixels).digest('hex')])),
};

export function exactSide(matrix: Matrix, products: readonly number[]): VectorSideParts {
  return { index: new FlatIndex(matrix), matrix, moments: momentsOf(matrix), products: Uint32Array.from(products) };
}

/** One vector a product, made of its title and colour. */
export function titleVectors(products: readonly Product[]): Matrix {
  return matrixOf(products.map(({ title, color = '' }) => `${title} ${shownValue(color)}`));
}

/** A catalog whose photos look like their titles, and whose texts read like them. */
export function searchableCatalog(products: readonly Product[], parts: Partial<SearchParts> = {}): SearchIndex {
  const rows = products.map((_, i) => i + 1);
  return new SearchIndex({
    database: databaseOf(products),
    encoder: () => Promise.resolve(wordEncoder),
    images: exactSide(titleVectors(products), rows),
    texts: exactSide(titleVectors(products), rows),
    photos: Uint32Array.from(rows),
    ...parts,
  });
}

const COLORS = ['Red', 'Blue', 'Navy Blue', 'Black', 'White'];
const GENDERS = ['Men', 'Women'];
const KINDS = ['Apparel > Topwear > Shirts', 'Apparel > Topwear > Tshirts', 'Footwear > Shoes > Casual Shoes'];

/** Some dozens of products in all combinations of three categories, five colours and two genders, several times. */
export function wardrobe(times = 2): Product[] {
  return Array.from({ length: times * 30 }, (_, i) => {
    const category = KINDS[i % 3];
    const color = COLORS[i % 5];
    const gender = GENDERS[i % 2];
    const kind = category.split(' > ').at(-1) ?? '';
    return product(`p${String(i).padStart(3, '0')}`, `${gender} ${color} ${kind}`, {
      ...{ category, color, gender, brand: i % 4 === 0 ? 'Puma' : 'Arrow', price: 10 + i },
      attributes: { Pattern: i % 7 === 0 ? 'Striped' : 'Solid', Pockets: String(i % 4) },
    });
  });
}
