import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openCatalogReader } from '../../src/catalog/reader.js';
import { quantileOf } from '../../src/evaluation/ranking.js';
import { openCatalog, type Catalog } from '../../src/open-catalog.js';
import { createRandom } from '../../src/random.js';
import type { Query } from '../../src/search/query.js';
import { workspacePaths } from '../../src/storage/workspace.js';

interface Times {
  readonly median: number;
  readonly p99: number;
}

interface SearchFigures {
  readonly products: number;
  /** Milliseconds from query to hits, all modes. */
  readonly text: Times;
  /** Milliseconds from file to hits. */
  readonly photo: Times | null;
  readonly residentMb: number;
}

const TEXTS = 1000;
const PHOTOS = 200;

/**
 * Asks a workspace 1,000 queries of 1 to 4 words from its titles and 200 of its photos, one after another, all modes:
 * `--workspace DIR [--seed N]`. Ten of each come first and are not counted: they load the model and warm the caches.
 */
export async function bench(args: readonly string[]): Promise<SearchFigures> {
  const { values } = parseArgs({
    args: [...args],
    options: { workspace: { type: 'string', default: './shop.vitrine' }, seed: { type: 'string', default: '7' } },
  });
  const { texts, photos } = drawQueries(values.workspace, values.seed);
  const catalog = await openCatalog(values.workspace);
  try {
    const { products, model } = await catalog.status();
    const text = await times(catalog, texts);
    const photo = model === null ? null : await times(catalog, photos);
    return { products, text, photo, residentMb: Math.round(process.memoryUsage().rss / 2 ** 20) };
  } finally {
    await catalog.close();
  }
}

/** Reads the catalog and closes it again, so that what is measured afterwards is the search alone. */
function drawQueries(workspace: string, seed: string): { texts: Query[]; photos: Query[] } {
  const random = createRandom(`${seed}/bench`);
  const titles: string[] = [];
  const files: string[] = [];
  const reader = openCatalogReader(workspacePaths(workspace));
  for (const { product, photos } of reader.products()) {
    titles.push(product.title);
    const [first] = photos;
    if (first !== undefined && first.file !== '' && first.status === 'stored') files.push(first.file);
  }
  reader.close();
  const texts = Array.from({ length: TEXTS + 10 }, (): Query => {
    const words = random.pick(titles).split(/\s+/u);
    const count = Math.min(words.length, 1 + random.integer(4));
    const start = random.integer(words.length - count + 1);
    return {
      words: words
        .slice(start, start + count)
        .join(' ')
        .slice(0, 400),
    };
  });
  const shuffled = random.shuffle(files).filter((file) => existsSync(file));
  return { texts, photos: shuffled.slice(0, PHOTOS + 10).map((photo) => ({ photo })) };
}

async function times(catalog: Catalog, queries: readonly Query[]): Promise<Times> {
  const milliseconds: number[] = [];
  for (const query of queries) {
    const started = performance.now();
    await catalog.search(query, { limit: 24 });
    milliseconds.push(performance.now() - started);
  }
  const counted = milliseconds.slice(10);
  return { median: quantileOf(counted, 0.5), p99: quantileOf(counted, 0.99) };
}
