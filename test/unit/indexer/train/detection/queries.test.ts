import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boxedPhoto } from '../../../../../indexer/train/detection/photos.js';
import { createWardrobe, windowQueries } from '../../../../../indexer/train/detection/queries.js';
import type { SceneGarment } from '../../../../../indexer/train/detection/visible-garments.js';
import {
  windowsRecipe,
  type WindowOptionsInput,
  type WindowQuery,
} from '../../../../../indexer/train/detection/windows.js';
import type { ProductBox } from '../../../../../src/product.js';
import { createRandom } from '../../../../../src/random.js';

const BOX = { x1: 10, y1: 10, x2: 40, y2: 60 };

/** 'black skirt' in full view on the first person, changed as told. */
function garment(query: string, change: Partial<SceneGarment> = {}): SceneGarment {
  const [color, label] = query.split(' ');
  return { color, label, query, box: BOX, visible: 1, part: 0, ...change };
}

/** Everything that may be asked for. */
const KNOWN = [
  'black skirt',
  'red skirt',
  'grey skirt',
  'black boots',
  'white boots',
  'black hat',
  'red bag',
  'blue coat',
  'blue jacket',
];

function ask(garments: readonly SceneGarment[], options: WindowOptionsInput = {}, seed = 1): readonly WindowQuery[] {
  const boxes = KNOWN.map((query): ProductBox => ({ ...garment(query), box: [0, 0, 5, 5] }));
  const photo = boxedPhoto({ id: 'all', photo: { width: 8, height: 8, data: new Uint8Array(192) }, boxes });
  const parsed = windowsRecipe.parse({ negatives: 0, texts: { label: 0, colorLast: 0 }, ...options });
  const wardrobe = createWardrobe([photo], [], parsed);
  return windowQueries(garments, { wardrobe, options: parsed, random: createRandom(seed) });
}

function texts(garments: readonly SceneGarment[], options: WindowOptionsInput = {}, seed = 1): string[] {
  return ask(garments, options, seed)
    .map(({ text }) => text)
    .sort();
}

test('a text is answered by every garment of its label and colour', () => {
  const other = { x1: 100, y1: 10, x2: 130, y2: 60 };
  const queries = ask([
    garment('black skirt'),
    garment('black skirt', { box: other, part: 1 }),
    garment('white boots'),
  ]);
  assert.deepEqual(
    queries.find(({ text }) => text === 'black skirt'),
    { text: 'black skirt', boxes: [BOX, other] },
  );
  assert.equal(queries.length, 2);
});

test('a text is not asked when one of its garments is cut off', () => {
  const garments = [garment('black skirt'), garment('black skirt', { visible: 0.5, part: 1 }), garment('white boots')];
  assert.deepEqual(texts(garments), ['white boots']);
});

test('a text is not asked when the label is also there in a near colour, cut off or not', () => {
  assert.deepEqual(texts([garment('black skirt'), garment('grey skirt', { part: 1 })]), []);
  assert.deepEqual(texts([garment('black skirt'), garment('grey skirt', { part: 1, visible: 0.2 })]), []);
  assert.deepEqual(texts([garment('black skirt'), garment('red skirt', { part: 1 })]), ['black skirt', 'red skirt']);
});

test("another person's jacket of the same colour could be the coat, the own one could not", () => {
  assert.deepEqual(texts([garment('blue coat'), garment('blue jacket', { part: 1 })]), []);
  assert.deepEqual(texts([garment('blue coat'), garment('blue jacket')]), ['blue coat', 'blue jacket']);
});

test('what lies outside the window does not matter', () => {
  assert.deepEqual(texts([garment('black skirt'), garment('grey skirt', { visible: 0 })]), ['black skirt']);
});

test('specks are not asked for', () => {
  assert.deepEqual(texts([garment('black hat', { box: { x1: 0, y1: 0, x2: 7, y2: 8 } })]), []);
  assert.deepEqual(texts([garment('black hat', { box: { x1: 0, y1: 0, x2: 8, y2: 8 } })]), ['black hat']);
});

test('a label alone means its garments of every colour', () => {
  const garments = [garment('black skirt'), garment('red skirt', { part: 1 }), garment('white boots')];
  const queries = ask(garments, { texts: { label: 1, colorLast: 0 } });
  assert.deepEqual(queries.find(({ text }) => text === 'skirt')?.boxes.length, 2);
});

test('a label alone is not asked when another garment may go by that name', () => {
  const garments = [garment('white boots'), garment('black shoes', { part: 1 })];
  assert.deepEqual(texts(garments, { texts: { label: 1, colorLast: 0 } }), ['black shoes', 'white boots']);
});

test('the colour may come last', () => {
  assert.deepEqual(texts([garment('black skirt')], { texts: { label: 0, colorLast: 1 } }), ['skirt in black']);
});

test('a negative names no label that is there, nor one near it, unless in a clearly different colour', () => {
  const garments = [garment('black skirt'), garment('white boots', { visible: 0.3 }), garment('blue coat')];
  const asked = new Set<string>();
  for (let seed = 0; seed < 60; seed++) {
    for (const { text, boxes } of ask(garments, { negatives: 4 }, seed)) if (boxes.length === 0) asked.add(text);
  }
  assert.deepEqual([...asked].sort(), ['black boots', 'black hat', 'red bag', 'red skirt']);
});

test('a garment of unknown colour allows no negative of its label', () => {
  for (let seed = 0; seed < 20; seed++) {
    const queries = ask([garment('black skirt', { color: undefined, query: 'skirt' })], { negatives: 4 }, seed);
    assert.ok(queries.every(({ text, boxes }) => boxes.length > 0 || !text.includes('skirt')));
  }
});

test('no more is asked than the recipe wants, answers first', () => {
  const garments = [garment('black skirt'), garment('white boots'), garment('blue coat')];
  const queries = ask(garments, { queries: 2, negatives: 2 });
  assert.deepEqual(
    queries.map(({ boxes }) => boxes.length > 0),
    [true, true, false, false].slice(0, queries.length),
  );
});
