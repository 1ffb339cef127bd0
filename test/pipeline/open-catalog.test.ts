import assert from 'node:assert/strict';
import { chmodSync, cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { importCatalog } from '../../indexer/import/index.js';
import { writeManifest } from '../../indexer/atomic-file.js';
import { BadRecipeError, NotReadyError } from '../../src/errors.js';
import { openCatalog } from '../../src/open-catalog.js';
import type { Product } from '../../src/product.js';
import { workspacePaths } from '../../src/storage/workspace.js';
import { wardrobe } from '../unit/search/small-catalog.js';

const root = mkdtempSync(join(tmpdir(), 'vitrine-open-'));
after(() => {
  rmSync(root, { recursive: true, force: true });
});

async function imported(name: string, products: readonly Product[]): Promise<string> {
  const workspace = join(root, name);
  const source = join(root, `${name}.jsonl`);
  writeFileSync(source, products.map((product) => JSON.stringify({ ...product, images: [] })).join('\n'));
  await importCatalog({ workspace, sources: [source], prune: true });
  return workspace;
}

test('a catalog that was only imported is searched by words, and says that there is no model', async () => {
  const catalog = await openCatalog(await imported('words', wardrobe()));
  const { hits, total } = await catalog.search({ words: 'red shirts', filters: ['gender=Men'] });
  assert.match(hits[0].title, /Men Red Shirts/);
  assert.ok(total >= hits.length);
  assert.deepEqual(await catalog.status(), { products: 60, model: null, engine: null, indexes: null });
  assert.equal(catalog.product('p003')?.title, wardrobe()[3].title);
  assert.equal(catalog.product('nobody'), undefined);
  await catalog.close();
});

test('what is imported while a catalog is open is found without opening it again', async () => {
  const workspace = await imported('live', wardrobe(1));
  const catalog = await openCatalog(workspace);
  const before = (await catalog.search({ words: 'shirts' }, { limit: 100 })).hits.map(({ id }) => String(id));
  await imported('live', [...wardrobe(2)].slice(5));
  const after = (await catalog.search({ words: 'shirts' }, { limit: 100 })).hits.map(({ id }) => String(id));
  assert.ok(before.includes('p000') && !after.includes('p000'));
  assert.ok(!before.includes('p051') && after.includes('p051'));
  await catalog.close();
});

test(
  'a workspace in a folder that cannot be written is searched all the same',
  { skip: process.getuid?.() === 0 },
  async () => {
    const workspace = await imported('frozen', wardrobe());
    for (const name of readdirSync(workspace))
      if (name.includes('-wal') || name.includes('-shm')) rmSync(join(workspace, name));
    chmodSync(workspace, 0o555);
    try {
      const catalog = await openCatalog(workspace);
      assert.ok((await catalog.search({ words: 'red shirts' })).hits.length > 0);
      await catalog.close();
    } finally {
      chmodSync(workspace, 0o755);
    }
  },
);

test('the weights of the recipe are used, and a wrong section is named', async () => {
  const workspace = await imported('recipe', wardrobe());
  writeFileSync(workspacePaths(workspace).recipe, JSON.stringify({ search: { weights: { text: 0 } } }));
  await (await openCatalog(workspace)).close();
  writeFileSync(workspacePaths(workspace).recipe, JSON.stringify({ search: { weights: { txt: 0 } } }));
  await assert.rejects(
    openCatalog(workspace),
    (error: unknown) => error instanceof BadRecipeError && error.place.field === 'search.weights',
  );
  writeFileSync(workspacePaths(workspace).recipe, JSON.stringify({ search: { synonyms: [['a', 'b'], ['alone']] } }));
  await assert.rejects(
    openCatalog(workspace),
    (error: unknown) => error instanceof BadRecipeError && error.place.field === 'search.synonyms.1',
  );
});

test('nothing imported, or indexes that the manifest names and that are gone, are named with the remedy', async () => {
  await assert.rejects(openCatalog(join(root, 'nowhere')), NotReadyError);
  const workspace = await imported('gone', wardrobe(1));
  const copy = join(root, 'gone-copy');
  cpSync(workspace, copy, { recursive: true });
  await writeManifest(workspacePaths(copy), { model: 'm', embeddings: 'e', indexes: 'i' });
  await assert.rejects(openCatalog(copy), /run 'vitrine index'/);
});
