import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { bestRecipe } from '../../src/detection/open-detector.js';
import { detectorFolder } from '../../src/detection/format.js';
import { detectorModel } from '../../src/garment-finder.js';
import { categoryLevels, shownValue, type Product } from '../../src/product.js';
import type { WorkOptions } from '../../src/progress.js';
import { modelFingerprint } from '../../src/storage/shipped.js';
import type { WorkspacePaths } from '../../src/storage/workspace.js';
import { WorkerPool } from '../../src/workers/pool.js';
import type { FindMainProductsTask, FoundMainProduct, MainProductJob } from './main-product-worker.js';

export type { FoundMainProduct, MainProductJob } from './main-product-worker.js';

/** Finds the product that is sold in the photos of a catalog. */
export interface MainProductFinder {
  /** Model and recipe of the detector. */
  readonly model: string;
  readonly recipe: string;
  /** Changes when the same photo and text may have another answer. */
  readonly version: string;
  /** @returns an answer for each job, in their order */
  find(jobs: readonly MainProductJob[], size: number): Promise<readonly FoundMainProduct[]>;
  close(): Promise<void>;
}

/** Changes when the same detector gives other boxes. */
const VERSION = 1;

/** What is looked for in the photos of a product: its title with the words that say what it is. */
export function mainProductText({ title, category = '', color }: Product): string {
  const leaf = categoryLevels(category).at(-1);
  return [title, leaf, color === undefined ? '' : shownValue(color)]
    .filter((part) => part !== undefined && part !== '')
    .join(' // ');
}

/** What an answer was given to: it need not be asked again as long as this is the same. */
export function mainProductQuery(product: Product, finder: Pick<MainProductFinder, 'version'>): string {
  return hashOf(finder.version, mainProductText(product));
}

/** Key of the pixels in a box of a photo. */
export function boxContentHash(contentHash: string, box: readonly number[]): string {
  return hashOf(contentHash, box);
}

/**
 * Looks by the workspace's own detector, or by the shipped one where it has none, in worker threads; nothing is loaded
 * before the first photo.
 * @throws NotReadyError when there is neither a model of its own nor a shipped one
 */
export function openMainProductFinder(paths: WorkspacePaths, options: WorkOptions): MainProductFinder {
  const { place } = detectorModel(paths);
  const recipe = bestRecipe(place.folder);
  const trained =
    recipe === 'a' ? '' : readFileSync(join(detectorFolder(place.folder, recipe), 'detection.json'), 'utf8');
  const pool = new WorkerPool({
    module: new URL('./main-product-worker.js', import.meta.url),
    threads: availableParallelism(),
  });
  const done = new Int32Array(new SharedArrayBuffer(4));
  let wanted = 0;
  return {
    model: place.id,
    recipe,
    version: hashOf(VERSION, modelFingerprint(place.folder), recipe, trained),
    async find(jobs, size) {
      wanted += jobs.length;
      const timer = setInterval(() => {
        options.onProgress?.({ step: 'main product', done: Atomics.load(done, 0), total: wanted, detail: 'photos' });
      }, 200);
      const each = Math.max(1, Math.ceil(jobs.length / pool.threads));
      const parts = Array.from({ length: Math.ceil(jobs.length / each) }, (_, i) =>
        jobs.slice(i * each, (i + 1) * each),
      );
      try {
        const found = parts.map((part) => {
          const task: FindMainProductsTask = { modelFolder: place.folder, recipe, size, done, jobs: part };
          return pool.run<FindMainProductsTask, FoundMainProduct[]>(task, {
            name: 'findMainProducts',
            signal: options.signal,
          });
        });
        return (await Promise.all(found)).flat();
      } finally {
        clearInterval(timer);
      }
    },
    close: () => pool.close(),
  };
}

function hashOf(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
