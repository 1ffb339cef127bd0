import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { runCommandLine } from '../../bin/command-line.js';
import { VERBS } from '../../bin/verbs.js';
import { importCatalog } from '../../indexer/import/index.js';
import type { CatalogSearchResult } from '../../src/index.js';
import { wardrobe } from '../unit/search/small-catalog.js';

const root = mkdtempSync(join(tmpdir(), 'vitrine-search-command-'));
after(() => {
  rmSync(root, { recursive: true, force: true });
});

const workspace = join(root, 'shop.vitrine');
const source = join(root, 'shop.jsonl');
writeFileSync(
  source,
  wardrobe()
    .map((product) => JSON.stringify({ ...product, images: [] }))
    .join('\n'),
);
await importCatalog({ workspace, sources: [source] });

async function vitrineSearch(...argv: readonly string[]): Promise<string> {
  let [out, err] = ['', ''];
  const code = await runCommandLine(VERBS, ['search', '--workspace', workspace, ...argv], {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    environment: {},
    signal: new AbortController().signal,
  });
  assert.equal(code, 0, err);
  return out;
}

test('a search on the command line says how it read the words, in sentences and in JSON', async () => {
  const told = await vitrineSearch('bleu', 'shirts', 'not', 'red', 'under', '40', 'qwert');
  assert.match(
    told,
    /^read as: 'bleu' as 'blue' \+ Blue \(color\) \+ Shirts \(category\) \+ not red \+ under 40 \(price\)\n/u,
  );
  assert.match(told, /\nNo product here has the word 'qwert'\.\n/u);
  const { understood, related, total } = JSON.parse(
    await vitrineSearch('shirts', 'under', '40', '--json'),
  ) as CatalogSearchResult;
  assert.deepEqual(
    understood.map(({ kind, text, filter }) => [kind, text, filter]),
    [
      ['category', 'shirts', 'category=Apparel > Topwear > Shirts'],
      ['price', 'under 40', 'price<40'],
    ],
  );
  assert.ok(Array.isArray(related) && total > 0);
});

test('words that are taken literally on the command line are no condition', async () => {
  assert.doesNotMatch(await vitrineSearch('shirts', 'under', '40', '--literal', 'under 40'), /\(price\)/u);
});

test('the command line explains the score of each product as a tree, and in JSON', async () => {
  const told = await vitrineSearch('red', 'shirts', '--explain', '--limit', '1');
  assert.match(told, /\n\np\d+ {2}(?:Men|Women) Red Shirts\n0\.\d+ {2}\S/u);
  assert.match(told, /\n(?:│ {2}| {3})*[├└]─ \d\S* {2}has color = Red\n/u);
  const { hits } = JSON.parse(await vitrineSearch('red', 'shirts', '--explain', '--json')) as CatalogSearchResult;
  for (const { score, explanation } of hits) assert.ok(Math.abs((explanation?.value ?? NaN) - score) <= 1e-4);
});
