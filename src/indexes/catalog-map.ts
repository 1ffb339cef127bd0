import { openCatalogReader } from '../catalog/reader.js';
import { NotReadyError } from '../errors.js';
import { categoryPrefix, type ProductId } from '../product.js';
import { createRandom, type Random } from '../random.js';
import { readManifest, workspacePaths, type WorkspacePaths } from '../storage/workspace.js';
import { createMatrix, rowOf, type Matrix } from '../vector/matrix.js';
import { likelyNeighbours } from '../vector/neighbour-graph.js';
import { neighbourLayout } from '../vector/neighbour-layout.js';
import { principalCoordinates } from '../vector/principal-plane.js';
import { readEmbeddings, type Embeddings } from './embedding-files.js';

/** A catalog laid out in the plane: products with like photos lie together. */
export interface CatalogLayout {
  /** Of the embeddings that were laid out. */
  readonly id: string;
  /** Product ids, in an order by chance, of which any beginning is a fair sample. */
  readonly ids: readonly ProductId[];
  /** [2 x products] x and y, about -1 to 1. */
  readonly places: Float32Array;
  /** Names of categories, the largest first; '' for products without. */
  readonly categories: readonly string[];
  /** [products] index into `categories`. */
  readonly categoryOf: Uint16Array;
}

export interface LayoutRequest {
  readonly layout?: 'plane' | 'neighbours' | undefined;
  readonly known?: CatalogLayout | undefined;
}

export interface CatalogMap {
  /** [x, y, index into categories, index into ids] */
  readonly points: (readonly [number, number, number, number])[];
  readonly categories: readonly string[];
  readonly ids: readonly ProductId[];
}

/** More would take long, and nobody could tell the points apart. */
const PRODUCTS_AT_MOST = 100_000;
/** A legend with more has too many colours. */
const CATEGORIES_AT_MOST = 24;
/** Where there are more, so many of the finer ones keep their names. */
const FINER_ONES = 16;
const SEED = 'map';

/**
 * Lays the workspace's products out by the vectors of their first photos: the two principal components, then the neighbours
 * are pulled together. The same vectors give the same layout. Takes some seconds for some ten thousand products.
 * @param options.layout 'plane' stops at the principal components, which takes moments. Default 'neighbours'
 * @param options.known an earlier layout of this kind, which is returned when it is still that of the embeddings in use
 * @throws NotReadyError before the first indexing, DamagedError
 */
export function layOutCatalog(workspace: string, { layout = 'neighbours', known }: LayoutRequest = {}): CatalogLayout {
  const paths = workspacePaths(workspace);
  const { embeddings: id } = readManifest(paths);
  if (id === undefined) {
    throw new NotReadyError({ reason: 'the catalog is not embedded', remedy: "run 'vitrine index'" });
  }
  if (known?.id === id) return known;
  const { vectors, products } = firstPhotos(paths, readEmbeddings(paths.embedding(id)));
  const { names, categoryOf } = numberCategories(products.map(({ category }) => category));
  const places = layout === 'plane' ? layOutPlane(vectors) : layOut(vectors);
  return { id, ids: products.map((product) => product.id), places, categories: names, categoryOf };
}

/**
 * The layout as it is drawn.
 * @param options.limit points at most; a sample by chance when there are more products
 */
export function mapOfCatalog(layout: CatalogLayout, { limit }: { readonly limit: number }): CatalogMap {
  const { places, categories, categoryOf } = layout;
  const ids = layout.ids.slice(0, limit);
  const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
  const points = ids.map((_, i) => [rounded(places[2 * i]), rounded(places[2 * i + 1]), categoryOf[i], i] as const);
  return { points, categories, ids };
}

/**
 * Places rows in the plane, so that like rows lie together.
 * @param rows [n, columns] of unit length
 * @returns [n, 2], centred, of spread 1/2 at most in either direction
 */
export function layOut(rows: Matrix, random = createRandom(SEED)): Float32Array {
  const start = scaled(planeOf(rows, random), 5);
  const graph = likelyNeighbours(rows, random.fork('neighbours'));
  return scaled(neighbourLayout(start, graph, random.fork('layout')), 0.5);
}

/** What `layOut` begins with, in the same measure. */
export function layOutPlane(rows: Matrix, random = createRandom(SEED)): Float32Array {
  return scaled(planeOf(rows, random), 0.5);
}

/** @returns [n, 2] principal coordinates; on a line where the rows have one column */
function planeOf(rows: Matrix, random: Random): Float32Array {
  const plane = principalCoordinates(rows, Math.min(2, rows.columns), random.fork('plane'));
  if (rows.columns > 1) return plane;
  return Float32Array.from({ length: 2 * rows.rows }, (_, i) => (i % 2 ? 0 : plane[i >> 1]));
}

/** Centred on 0, with this standard deviation along the wider axis. */
function scaled(places: Float32Array, spread: number): Float32Array {
  const count = Math.max(1, places.length / 2);
  const mean = [0, 0];
  for (let i = 0; i < places.length; i++) mean[i % 2] += places[i] / count;
  const variance = [0, 0];
  for (let i = 0; i < places.length; i++) variance[i % 2] += (places[i] - mean[i % 2]) ** 2 / count;
  const deviation = Math.sqrt(Math.max(...variance)) || 1;
  return places.map((value, i) => ((value - mean[i % 2]) / deviation) * spread);
}

interface PlacedProduct {
  readonly id: ProductId;
  readonly category: string;
}

/** Products that still are there and have a vector, by chance; of each the vector of its first photo. */
function firstPhotos(
  paths: WorkspacePaths,
  { images, imageProducts }: Embeddings,
): { vectors: Matrix; products: PlacedProduct[] } {
  const firstOf = new Map<number, number>();
  imageProducts.forEach((row, i) => {
    if (!firstOf.has(row)) firstOf.set(row, i);
  });
  const found: { product: PlacedProduct; vector: number }[] = [];
  const reader = openCatalogReader(paths);
  try {
    for (const { row, product } of reader.products()) {
      const vector = firstOf.get(row);
      if (vector !== undefined) found.push({ product: { id: product.id, category: product.category ?? '' }, vector });
    }
  } finally {
    reader.close();
  }
  const chosen = createRandom(SEED).shuffle(found).slice(0, PRODUCTS_AT_MOST);
  const vectors = createMatrix(chosen.length, images.columns);
  chosen.forEach(({ vector }, i) => {
    vectors.data.set(rowOf(images, vector), i * images.columns);
  });
  return { vectors, products: chosen.map(({ product }) => product) };
}

/**
 * Two levels of the categories as far as a legend can hold them: where they are too many, the largest keep their names, and
 * the rest of a department is its '> other'; where even these are too many, one level.
 */
function numberCategories(paths: readonly string[]): { names: string[]; categoryOf: Uint16Array } {
  const middle = paths.map((path) => categoryPrefix(path, 2));
  const top = paths.map((path) => categoryPrefix(path, 1));
  const large = new Set(bySize(middle).slice(0, FINER_ONES));
  const rest = new Map<string, Set<string>>();
  middle.forEach((name, i) => {
    if (!large.has(name)) rest.set(top[i], (rest.get(top[i]) ?? new Set()).add(name));
  });
  const isAlone = (name: string, i: number): boolean => large.has(name) || rest.get(top[i])?.size === 1;
  const merged = middle.map((name, i) => (isAlone(name, i) ? name : `${top[i]} > other`));
  const fits = (names: readonly string[]): boolean => new Set(names).size <= CATEGORIES_AT_MOST;
  const shown = [middle, merged].find(fits) ?? top;
  const names = bySize(shown);
  const numbers = new Map(names.map((name, i) => [name, i]));
  return { names, categoryOf: Uint16Array.from(shown, (name) => numbers.get(name)!) };
}

/** @returns each name once, the most frequent first */
function bySize(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([name]) => name);
}
