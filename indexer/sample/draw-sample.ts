import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderJpeg } from '../../src/image/render-svg.js';
import { throwIfCancelled, type WorkOptions } from '../../src/progress.js';
import { createRandom } from '../../src/random.js';
import { writeFolderAtomic } from '../atomic-file.js';
import { CATEGORIES, type Category } from './design.js';
import { inventProduct, type SampleProduct } from './product.js';

export interface DrawSampleOptions extends WorkOptions {
  /** Is made; one of that name is replaced. */
  readonly folder: string;
  readonly products?: number | undefined;
  readonly seed?: number | undefined;
}

export interface DrawnSample {
  /** Path of catalog.jsonl; the photos are in `images` beside it. */
  readonly catalog: string;
  readonly products: number;
  readonly photos: number;
}

/** So many products are drawn at a time: enough for the painter's threads never to wait. */
const IN_FLIGHT = 6;

/**
 * Draws a catalog: invented products of all 32 categories as catalog.jsonl and their photos as JPEG. The same seed
 * gives the same products, texts and drawings.
 * @throws CancelledError; VitrineError when the folder cannot be written
 */
export async function drawSample({
  folder,
  products = 2000,
  seed = 7,
  signal,
  onProgress,
}: DrawSampleOptions): Promise<DrawnSample> {
  let photos = 0;
  await writeFolderAtomic(folder, async (temporary) => {
    mkdirSync(join(temporary, 'images'), { recursive: true });
    const categories = spreadCategories(products, seed);
    const lines = new Array<string>(products);
    let [next, done] = [0, 0];
    const drawNext = async (): Promise<void> => {
      while (next < products) {
        throwIfCancelled(signal);
        const at = next++;
        const sample = inventProduct(categories[at], { number: at + 1, seed });
        lines[at] = JSON.stringify(sample.product);
        await paint(sample, temporary);
        photos += sample.photos.length;
        onProgress?.({ step: 'draw', done: ++done, total: products, detail: `${photos} photos` });
      }
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, drawNext));
    await writeFile(join(temporary, 'catalog.jsonl'), `${lines.join('\n')}\n`);
  });
  return { catalog: join(folder, 'catalog.jsonl'), products, photos };
}

/** As many products of each category as of any other, in a mixed order. */
export function spreadCategories(products: number, seed: number): Category[] {
  const categories = Array.from({ length: products }, (_, i) => CATEGORIES[i % CATEGORIES.length]);
  return createRandom(`${seed}/categories`).shuffle(categories);
}

async function paint({ product, photos }: SampleProduct, folder: string): Promise<void> {
  for (const [i, { svg }] of photos.entries()) {
    await writeFile(join(folder, product.images[i]), await renderJpeg(svg));
  }
}
