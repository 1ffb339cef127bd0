import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { test } from 'node:test';
import { createRandom } from '../../src/random.js';
import { openDatabase } from '../../src/storage/database.js';
import { workspacePaths } from '../../src/storage/workspace.js';
import { importInto, temporaryFolder, writeCatalog } from './import-fixture.js';

const PRODUCTS = 900;
const ROUNDS = 5;

/** Everything in the database and the pixel store, as text. */
function contentOf(workspace: string): Record<string, string> {
  const paths = workspacePaths(workspace);
  const database = openDatabase(paths.database, { readOnly: true });
  database.exec(`CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'product_words', 'instance')`);
  const dump = (sql: string): string =>
    createHash('sha256')
      .update(JSON.stringify(database.prepare(sql).all()))
      .digest('hex');
  const content = {
    products: dump('SELECT * FROM products ORDER BY row'),
    photos: dump('SELECT * FROM photos ORDER BY photo'),
    pixels: dump('SELECT * FROM pixels ORDER BY size, slot'),
    values: dump('SELECT * FROM product_values'),
    words: dump('SELECT * FROM temp.terms'),
    settings: dump('SELECT * FROM settings'),
    integrity: String(database.pragma('integrity_check')),
    store: createHash('sha256')
      .update(readFileSync(paths.photos(8)))
      .digest('hex'),
  };
  database.close();
  return content;
}

/** An import in a process of its own, killed without warning after a while. Resolves when it is gone. */
async function importAndKill(catalog: string, workspace: string, afterMs: number): Promise<void> {
  const module = new URL('../../indexer/import/index.js', import.meta.url).href;
  const options = JSON.stringify({ workspace, sources: [catalog], photoSize: 8 });
  const script = `const { importCatalog } = await import('${module}');
    console.log('ready'); await importCatalog(${options});`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), afterMs));
  await new Promise((resolve) => child.once('exit', resolve));
}

test('an import that is killed at random moments ends, started again, as if nothing had happened', async (t) => {
  const folder = temporaryFolder(t);
  const catalog = await writeCatalog(folder, PRODUCTS, createRandom(5));
  const started = performance.now();
  await importInto(folder, catalog);
  const wholeMs = performance.now() - started;
  const expected = contentOf(join(folder, 'shop.vitrine'));
  const workspace = join(folder, 'killed.vitrine');
  const random = createRandom(6);
  for (let round = 0; round < ROUNDS; round++) await importAndKill(catalog, workspace, random.next() * wholeMs);
  assert.ok(existsSync(workspace));
  await importInto(folder, catalog, { workspace });
  assert.deepEqual(contentOf(workspace), expected);
});
