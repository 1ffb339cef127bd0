import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cutOut } from '../../../../../indexer/train/detection/cut-out.js';
import { labelsOf } from '../../../../../indexer/train/detection/queries.js';
import { isNearLabel } from '../../../../../indexer/train/detection/nearness.js';
import { boxInWindow, drawScene, SCENE_KINDS } from '../../../../../indexer/train/detection/scenes.js';
import { garmentsOf } from '../../../../../indexer/train/detection/visible-garments.js';
import {
  createWindowSource,
  drawWindow,
  windowsRecipe,
  type WindowOptionsInput,
} from '../../../../../indexer/train/detection/windows.js';
import { boxArea, boxFromTuple, type Box } from '../../../../../src/box.js';
import { createRandom } from '../../../../../src/random.js';
import { inventPhotos } from './window-photos.js';

const SIZE = { width: 64, height: 96 };
const PHOTOS = inventPhotos(12);
const seeds = fc.integer({ min: 0, max: 1e6 });
const kinds = fc.constantFrom(...SCENE_KINDS);

function only(kind: (typeof SCENE_KINDS)[number]): WindowOptionsInput {
  return { ...SIZE, shares: { single: 0, crop: 0, pair: 0, grid: 0, [kind]: 1 } };
}

function redProduct() {
  const data = new Uint8Array(40 * 60 * 3).fill(255);
  for (let y = 10; y < 50; y++) for (let x = 10; x < 30; x++) data.set([200, 20, 30], (y * 40 + x) * 3);
  const names = { id: 'cut', title: 'Fine Red Watch', label: 'watches', color: 'red' };
  return cutOut({ width: 40, height: 60, data }, { ...names, longestSide: 160 })!;
}

function isInside({ x1, y1, x2, y2 }: Box): boolean {
  return x1 >= 0 && y1 >= 0 && x2 <= SIZE.width && y2 <= SIZE.height && x1 < x2 && y1 < y2;
}

test('every right box lies inside the window and is large enough', () => {
  const source = (kind: (typeof SCENE_KINDS)[number]) =>
    createWindowSource(PHOTOS, [redProduct()], { ...only(kind), composites: 0.5 });
  fc.assert(
    fc.property(seeds, kinds, (seed, kind) => {
      const { queries, data } = drawWindow(source(kind), createRandom(seed));
      assert.equal(data.length, SIZE.width * SIZE.height * 3);
      for (const box of queries.flatMap(({ boxes }) => boxes)) {
        assert.ok(isInside(box), JSON.stringify(box));
        assert.ok(boxArea(box) >= 60);
      }
    }),
    { numRuns: 200 },
  );
});

test('the visible part of a garment lies in its tile, and its share is what is left of the box', () => {
  fc.assert(
    fc.property(seeds, kinds, (seed, kind) => {
      const { tiles } = drawScene(PHOTOS, windowsRecipe.parse(only(kind)), createRandom(seed));
      const garments = garmentsOf(tiles);
      for (const [part, tile] of tiles.entries()) {
        const own = garments.filter((garment) => garment.part === part);
        assert.equal(own.length, tile.photo.boxes.length);
        for (const [i, { box, visible }] of own.entries()) {
          const whole = boxArea(boxInWindow(tile, boxFromTuple(tile.photo.boxes[i].box)));
          assert.ok(Math.abs(visible - boxArea(box) / whole) < 1e-9);
          if (visible === 0) continue;
          const { area } = tile;
          assert.ok(box.x1 >= area.x1 && box.y1 >= area.y1 && box.x2 <= area.x2 && box.y2 <= area.y2);
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('of what is asked at least 70 % can be seen', () => {
  // Windows without pasted products, so that the scene drawn from the same seed has the same garments.
  const source = createWindowSource(PHOTOS, [], { ...only('grid'), texts: { label: 0, colorLast: 0 } });
  for (let seed = 0; seed < 100; seed++) {
    const garments = garmentsOf(drawScene(source.photos, source.options, createRandom(seed)).tiles);
    const { queries } = drawWindow(source, createRandom(seed));
    for (const { text, boxes } of queries) {
      if (boxes.length === 0) continue;
      const meant = garments.filter(({ query, visible }) => query === text && visible > 0);
      assert.equal(meant.length, boxes.length);
      assert.ok(meant.every(({ visible }) => visible >= 0.7));
    }
  }
});

test('the same seed gives the same window, another seed another one', () => {
  const source = createWindowSource(PHOTOS, [redProduct()], { ...SIZE, composites: 0.5 });
  const draw = (seed: string) => drawWindow(source, createRandom(seed));
  assert.deepEqual(draw('7/3'), draw('7/3'));
  assert.notDeepEqual(draw('7/3').data, draw('7/4').data);
  const copy = structuredClone(source);
  assert.deepEqual(drawWindow(copy, createRandom('7/3')), draw('7/3'));
});

test('a mirrored box mirrors back', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const [tile] = drawScene(PHOTOS, windowsRecipe.parse(only('crop')), createRandom(seed)).tiles;
      if (tile === undefined) return;
      const [box] = tile.photo.boxes.map((boxed) => boxFromTuple(boxed.box));
      const plain = boxInWindow({ ...tile, mirrored: false }, box);
      const mirrored = boxInWindow({ ...tile, mirrored: true }, box);
      const middle = tile.left + (tile.scale * tile.photo.photo.width) / 2;
      assert.ok(Math.abs(2 * middle - mirrored.x2 - plain.x1) < 1e-6);
      assert.ok(Math.abs(2 * middle - mirrored.x1 - plain.x2) < 1e-6);
      assert.deepEqual([mirrored.y1, mirrored.y2], [plain.y1, plain.y2]);
    }),
  );
});

test('what a window shows in a box is what the photo shows there', () => {
  // A grey photo with a white box: wherever it is put, the box is where the white is.
  const data = new Uint8Array(60 * 90 * 3).fill(100);
  for (let y = 30; y < 70; y++) for (let x = 10; x < 35; x++) data.set([250, 250, 250], (y * 60 + x) * 3);
  const [photo] = inventPhotos(1);
  const boxes = [{ label: 'coat', color: 'white', query: 'white coat', box: [10, 30, 25, 40] as const }];
  const half = {
    width: 30,
    height: 45,
    data: data.filter((_, i) => (Math.floor(i / 3) % 60) % 2 === 0 && Math.floor(i / 180) % 2 === 0),
  };
  const boxed = { ...photo, photo: { width: 60, height: 90, data }, half, boxes };
  const light = { contrast: 0, brightness: 0, gamma: 0, noise: 0 };
  for (const kind of SCENE_KINDS) {
    const source = createWindowSource([boxed], [], { ...only(kind), light, negatives: 0 });
    for (let seed = 0; seed < 20; seed++) {
      const window = drawWindow(source, createRandom(seed));
      for (const { x1, y1, x2, y2 } of window.queries.flatMap((query) => query.boxes)) {
        const at = (x: number, y: number) => window.data[(Math.floor(y) * SIZE.width + Math.floor(x)) * 3];
        const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2];
        for (const [u, v] of [[x1 + 2, y], [x2 - 2, y], [x, y1 + 2], [x, y2 - 2]]) assert.ok(at(u, v) > 240, `${kind} ${seed}`); // prettier-ignore
      }
    }
  }
});

test('a negative names no label that is in the window, nor one near it, unless in another colour', () => {
  const source = createWindowSource(PHOTOS, [], { ...SIZE, negatives: 6, texts: { label: 0.3, colorLast: 0.2 } });
  const labels = labelsOf(PHOTOS).map(({ label }) => label);
  let negatives = 0;
  for (let seed = 0; seed < 150; seed++) {
    const seen = garmentsOf(drawScene(PHOTOS, source.options, createRandom(seed)).tiles).filter((g) => g.visible > 0);
    for (const { text, boxes } of drawWindow(source, createRandom(seed)).queries) {
      if (boxes.length > 0) continue;
      negatives++;
      const label = labels.find((name) => text.split(' ').includes(name))!;
      const near = seen.filter((garment) => isNearLabel(garment.label, label));
      assert.ok(
        near.every(({ color }) => !text.split(' ').includes(color!)),
        text,
      );
      assert.ok(near.length === 0 || text !== label, text);
    }
  }
  assert.ok(negatives > 300, String(negatives));
});

test('pasted products are asked for where they lie', () => {
  const source = createWindowSource(PHOTOS, [redProduct()], {
    ...only('crop'),
    ...{ composites: 1, cutOuts: 1, negatives: 0, texts: { label: 0, colorLast: 0 } },
    light: { contrast: 0, brightness: 0, gamma: 0, noise: 0 },
  });
  for (let seed = 0; seed < 30; seed++) {
    const { queries, data } = drawWindow(source, createRandom(seed));
    const pasted = queries.filter(({ text }) => text === 'red watches' || text === 'Fine Red Watch');
    assert.equal(pasted.length, 1);
    const [{ x1, y1, x2, y2 }] = pasted[0].boxes;
    const middle = (((y1 + y2) >> 1) * SIZE.width + ((x1 + x2) >> 1)) * 3;
    assert.deepEqual([...data.subarray(middle, middle + 3)], [200, 20, 30]);
  }
});

test('without photos there is nothing to draw', () => {
  assert.throws(() => createWindowSource([]), RangeError);
});
