import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { importCatalog } from '../../indexer/import/index.js';
import { createRandom } from '../../src/random.js';

const DEFAULT_CATALOG = '../shared/catalogs/fashion/train.jsonl.gz';

interface ImportFigures {
  readonly catalog: string;
  readonly products: number;
  readonly seconds: number;
  readonly productsPerSecond: number;
  /** The same import again, with nothing to do. */
  readonly againSeconds: number;
  readonly residentMb: number;
}

/**
 * Imports a catalog twice into a workspace that is thrown away: `[CATALOG] [--products N]`. Without a catalog at hand
 * N products (2,000 by default) with noisy photos of 60 x 80 pixels are made first, outside the measured time.
 */
export async function bench(args: readonly string[]): Promise<ImportFigures> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { products: { type: 'string', default: '2000' } },
  });
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-bench-'));
  try {
    const named = positionals[0] ?? (existsSync(DEFAULT_CATALOG) ? DEFAULT_CATALOG : undefined);
    const catalog = named ?? (await makeCatalog(folder, Number(values.products)));
    const options = { workspace: join(folder, 'bench.vitrine'), sources: [catalog] };
    const first = await importCatalog(options);
    const again = await importCatalog(options);
    return {
      catalog: named ?? 'made for this',
      products: first.added,
      seconds: first.seconds,
      productsPerSecond: Math.round(first.added / first.seconds),
      againSeconds: again.seconds,
      residentMb: Math.round(process.resourceUsage().maxRSS / 1024),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function makeCatalog(folder: string, count: number): Promise<string> {
  const random = createRandom(1);
  const rows: string[] = [];
  for (let i = 0; i < count; i++) {
    const data = Buffer.from(Array.from({ length: 60 * 80 * 3 }, (_, at) => (at + random.integer(64)) % 256));
    await sharp(data, { raw: { width: 60, height: 80, channels: 3 } })
      .jpeg()
      .toFile(join(folder, `${i}.jpg`));
    const words = Array.from({ length: 140 }, () => `word${random.integer(5000)}`).join(' ');
    rows.push(JSON.stringify({ id: `p${i}`, title: `Product ${i}`, description: words, image: `${i}.jpg` }));
  }
  const catalog = join(folder, 'catalog.jsonl');
  writeFileSync(catalog, `${rows.join('\n')}\n`);
  return catalog;
}
