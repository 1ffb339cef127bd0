import { readFileSync } from 'node:fs';
import { openCatalogReader } from '../../../src/catalog/reader.js';
import { createRandom } from '../../../src/random.js';
import { workspacePaths } from '../../../src/storage/workspace.js';

export interface BenchQueries {
  /** All of them different: one to four words of a title. */
  readonly words: readonly string[];
  /** The bytes of photos. */
  readonly photos: readonly Buffer[];
}

/** Draws what is asked, and closes the catalog again. */
export function drawQueries(
  workspace: string,
  { seed, words, photos }: { readonly seed: string; readonly words: number; readonly photos: number },
): BenchQueries {
  const random = createRandom(`${seed}/service`);
  const titles: string[] = [];
  const files: string[] = [];
  const reader = openCatalogReader(workspacePaths(workspace));
  for (const { product, photos: own } of reader.products()) {
    titles.push(product.title);
    const [first] = own;
    if (first !== undefined && first.file !== '' && first.status === 'stored') files.push(first.file);
  }
  reader.close();
  const drawn = new Set<string>();
  for (let tries = 0; drawn.size < words && tries < 50 * words; tries++) drawn.add(partOf(random.pick(titles), random));
  return {
    words: [...drawn],
    photos: random
      .shuffle(files)
      .slice(0, photos)
      .map((file) => readFileSync(file)),
  };
}

function partOf(title: string, random: ReturnType<typeof createRandom>): string {
  const words = title.split(/\s+/u);
  const count = Math.min(words.length, 1 + random.integer(4));
  const start = random.integer(words.length - count + 1);
  return words
    .slice(start, start + count)
    .join(' ')
    .slice(0, 400);
}

/**
 * What shoppers type: few queries often, many seldom. The query at place n comes with a probability that is proportional
 * to 1 / n (Zipf).
 */
export function asShoppersAsk(queries: readonly string[], count: number, seed: string): string[] {
  const random = createRandom(`${seed}/shoppers`);
  const sums: number[] = [];
  for (let place = 1; place <= queries.length; place++) sums.push((sums.at(-1) ?? 0) + 1 / place);
  const total = sums.at(-1) ?? 0;
  return Array.from({ length: count }, () => {
    const drawn = random.next() * total;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle] < drawn) low = middle + 1;
      else high = middle;
    }
    return queries[low];
  });
}
