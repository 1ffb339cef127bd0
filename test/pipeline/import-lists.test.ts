import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { openCatalogWriter } from '../../indexer/live-changes.js';
import { openCatalog, type Catalog } from '../../src/open-catalog.js';
import { importInto, jsonLines, productsIn, temporaryFolder, writeBelow } from './import-fixture.js';

const TEES = [
  { id: '1', title: 'A', attributes: { Size: ['S', 'M'], Color: ['Red', 'Blue'], Publisher: 'Lenos, Basel' } },
  { id: '2', title: 'B', attributes: { Size: 'S, M', Color: 'Red/Blue', Length: '1,2 m' } },
  { id: '3', title: 'C', attributes: { Size: 'M', Color: 'RED', Length: '1,5 m' } },
];

async function opened(t: TestContext, folder: string): Promise<Catalog> {
  const catalog = await openCatalog(join(folder, 'shop.vitrine'));
  t.after(() => catalog.close());
  return catalog;
}

test('each value of a list is found and counted, however the list is written', async (t) => {
  const folder = temporaryFolder(t);
  const summary = await importInto(folder, writeBelow(folder, 'a.jsonl', jsonLines(TEES)));
  assert.deepEqual(summary.lists, { Size: ',', Color: '/' });
  const catalog = await opened(t, folder);
  const found = async (filter: string): Promise<string[]> =>
    (await catalog.search({ filters: [filter] })).hits.map(({ id }) => id);
  assert.deepEqual(await found('Size=s'), ['1', '2']);
  assert.deepEqual(await found('Size=M'), ['1', '2', '3']);
  assert.deepEqual(await found('color=red'), ['1', '2', '3']);
  assert.deepEqual(await found('Color=Blue'), ['1', '2']);
  assert.deepEqual(await found('Publisher=Lenos, Basel'), ['1']);
  assert.deepEqual(await found('Length=1,2 m'), ['2']);
  const { facets = [] } = await catalog.search({ everything: true }, { facets: ['Size', 'Color'] });
  assert.deepEqual(
    facets.map(({ values }) => values.map(({ value, count }) => [value, count])),
    [
      [
        ['M', 3],
        ['S', 2],
      ],
      [
        ['Red', 3],
        ['Blue', 2],
      ],
    ],
  );
});

test('a single product, and a file that shows less, are read as the catalog was', async (t) => {
  const folder = temporaryFolder(t);
  await importInto(folder, writeBelow(folder, 'a.jsonl', jsonLines(TEES)));
  const writer = await openCatalogWriter(join(folder, 'shop.vitrine'));
  t.after(() => writer.close());
  await writer.upsert([{ product: { id: '4', title: 'D', attributes: { size: 'L, XL', Publisher: 'A, B' } } }]);
  const more = writeBelow(folder, 'b.jsonl', jsonLines([{ id: '5', title: 'E', attributes: { Size: 'L, XXL' } }]));
  assert.deepEqual((await importInto(folder, more)).lists, { Size: ',', Color: '/' });
  const attributes = new Map(productsIn(folder).map(({ product }) => [product.id as string, product.attributes]));
  assert.deepEqual(attributes.get('4'), { size: ['L', 'XL'], Publisher: 'A, B' });
  assert.deepEqual(attributes.get('5'), { Size: ['L', 'XXL'] });
});

test('the recipe says what holds a list and what does not', async (t) => {
  const folder = temporaryFolder(t);
  const file = writeBelow(folder, 'a.jsonl', jsonLines(TEES));
  await importInto(folder, file);
  const summary = await importInto(folder, file, { lists: { Publisher: ',', size: false } });
  assert.deepEqual(summary.lists, { Color: '/', Publisher: ',' });
  const [{ product }, { product: second }] = productsIn(folder);
  assert.deepEqual(product.attributes.Publisher, ['Lenos', 'Basel']);
  assert.equal(second.attributes.Size, 'S, M');
});
