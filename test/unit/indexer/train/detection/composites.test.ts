import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { importCatalog } from '../../../../../indexer/import/index.js';
import { readCutOuts, readWorkspaceCutOuts } from '../../../../../indexer/train/detection/composites.js';
import { cutOut } from '../../../../../indexer/train/detection/cut-out.js';
import { pasteCutOut } from '../../../../../indexer/train/detection/paste-cut-outs.js';
import { workspacePaths } from '../../../../../src/storage/workspace.js';
import { writeGarments } from '../../../../pipeline/training-fixture.js';

const root = mkdtempSync(join(tmpdir(), 'vitrine-cut-outs-'));
after(() => {
  rmSync(root, { recursive: true, force: true });
});

const NAMES = { id: 'a', title: 'A', label: 'shoes', longestSide: 160 };

/** 40 x 40, white, with a green square from 10 to 30. */
function greenSquare() {
  const data = new Uint8Array(40 * 40 * 3).fill(255);
  for (let y = 10; y < 30; y++) for (let x = 10; x < 30; x++) data.set([20, 160, 60], (y * 40 + x) * 3);
  return { width: 40, height: 40, data };
}

test('a cut-out is as large as the product and opaque but for its rim', () => {
  const { layer, half } = cutOut(greenSquare(), NAMES)!;
  assert.deepEqual([layer.width, layer.height, half.width, half.height], [20, 20, 10, 10]);
  // A pixel at the edge has 6 of 9 neighbours in the mask: 2 * 6 / 9 - 1 = 1/3; one at the corner 4 of 9: nothing.
  assert.equal(layer.opacity[10], 85);
  assert.equal(layer.opacity[0], 0);
  assert.equal(layer.opacity[10 * 20 + 10], 255);
  assert.deepEqual([...layer.data.subarray(0, 3)], [0, 0, 0]);
});

test('a cut-out that is larger than wanted is shrunk', () => {
  const { layer } = cutOut(greenSquare(), { ...NAMES, longestSide: 10 })!;
  assert.deepEqual([layer.width, layer.height], [10, 10]);
});

test('a pasted cut-out covers its middle, mixes with the window at its rim and leaves the rest alone', () => {
  const window = { width: 60, height: 60, data: new Uint8Array(60 * 60 * 3).fill(90) };
  const box = { x1: 5, y1: 15, x2: 25, y2: 35 };
  pasteCutOut(cutOut(greenSquare(), NAMES)!, { box, mirrored: false, window });
  const pixel = (x: number, y: number) => [...window.data.subarray((y * 60 + x) * 3, (y * 60 + x) * 3 + 3)];
  assert.deepEqual(pixel(15, 25), [20, 160, 60]);
  assert.deepEqual(pixel(4, 25), [90, 90, 90]);
  assert.deepEqual(pixel(25, 25), [90, 90, 90]);
  assert.deepEqual(pixel(15, 15), [67, 113, 80]); // a third of 20 160 60, two thirds of 90
});

test('products of a catalog file are cut out, the same ones for the same seed', async () => {
  const file = await writeGarments(join(root, 'shop'), 24);
  const read = () => readCutOuts(file, { count: 5, seed: 2 });
  const cutOuts = await read();
  assert.equal(cutOuts.length, 5);
  assert.ok(cutOuts.every(({ label }) => ['shirt', 'skirt', 'shoe', 'hat'].includes(label)));
  assert.ok(cutOuts.every(({ color, label, title }) => title === `${color} ${label}`));
  assert.ok(cutOuts.every(({ layer }) => layer.data.buffer instanceof SharedArrayBuffer));
  assert.deepEqual(await read(), cutOuts);
});

test('products with broken photos, without a category or with several boxes are passed over', async () => {
  const file = join(root, 'poor.jsonl');
  writeFileSync(join(root, 'broken.png'), 'no photo');
  const boxes = [1, 2].map(() => ({ label: 'hat', query: 'hat', box: [1, 1, 5, 5] }));
  const rows = [
    { id: '1', title: 'A', category: 'Hats', image: 'broken.png' },
    { id: '2', title: 'A', image: 'shop/images/0.png' },
    { id: '3', title: 'A', category: 'Hats', image: 'shop/images/0.png', boxes },
    { id: '4', title: 'A', category: 'Hats', image: 'nowhere.png' },
  ];
  writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'));
  assert.deepEqual(await readCutOuts(file), []);
});

test('products of a workspace are cut out too', async () => {
  const folder = join(root, 'imported');
  const workspace = join(folder, 'shop.vitrine');
  await importCatalog({ workspace, sources: [await writeGarments(folder, 8)], photoSize: 32 });
  const cutOuts = await readWorkspaceCutOuts(workspacePaths(workspace));
  assert.equal(cutOuts.length, 8);
});
