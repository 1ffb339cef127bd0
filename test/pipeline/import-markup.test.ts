import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { openCatalog } from '../../src/open-catalog.js';
import { importInto, jsonLines, temporaryFolder, writeBelow } from './import-fixture.js';

test('nobody finds a product by its markup, and everybody by its words', async (t) => {
  const folder = temporaryFolder(t);
  const description = '<ul><li>Caf&eacute; style</li><li>Soft &amp;amp; warm</li></ul><script>alert(1)</script>';
  const products = [
    { id: '1', title: '<b>Bold</b> mug', brand: 'H&amp;M', description },
    { id: '2', title: 'Plain shirt', color: 'Black &amp; White' },
  ];
  await importInto(folder, writeBelow(folder, 'a.jsonl', jsonLines(products)));
  const catalog = await openCatalog(join(folder, 'shop.vitrine'));
  t.after(() => catalog.close());
  const found = async (words: string): Promise<string[]> =>
    (await catalog.search({ words }, { modes: ['words'] })).hits.map(({ id }) => id);
  for (const word of ['li', 'ul', 'amp', 'eacute', 'script', 'alert']) assert.deepEqual(await found(word), [], word);
  for (const words of ['café style', 'bold', 'warm']) assert.deepEqual(await found(words), ['1'], words);
  assert.equal((await catalog.search({ filters: ['brand=h&m'] })).total, 1);
  const { facets = [] } = await catalog.search({ everything: true }, { facets: ['brand', 'color'] });
  assert.deepEqual(
    facets.flatMap(({ values }) => values.map(({ value }) => value)),
    ['H&M', 'Black & White'],
  );
});
