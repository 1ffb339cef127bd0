import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  cameraIn,
  cameraText,
  fitted,
  panned,
  seen,
  toMap,
  toScreen,
  zoomed,
} from '../../server/page/studio/map/camera.js';
import { drawPoints } from '../../server/page/studio/map/draw-points.js';
import { createGridIndex, nearestPoint, pointsWithin } from '../../server/page/studio/map/grid-index.js';
import { categoryName, mapPoints, placesBetween } from '../../server/page/studio/map/map-points.js';
import { categoryColors, oklch } from '../../server/page/studio/map/palette.js';
import { picturesInView } from '../../server/page/studio/map/pictures-in-view.js';

const SIZE = { width: 800, height: 600 };
const whole = fitted({ left: -1, top: -1, right: 1, bottom: 1 }, SIZE, 0);

test('everything fits, and the middle is in the middle', () => {
  assert.deepEqual(whole, { x: 0, y: 0, scale: 300 });
  assert.deepEqual(toScreen(whole, SIZE, [0, 0]), [400, 300]);
  assert.deepEqual(toScreen(whole, SIZE, [1, -1]), [700, 0]);
  assert.deepEqual(seen(whole, SIZE), { left: -4 / 3, top: -1, right: 4 / 3, bottom: 1 });
});

test('what is under the pointer stays there while one zooms, within bounds', () => {
  const at = [150, 480] as const;
  const near = zoomed(whole, SIZE, { at, factor: 3, whole });
  assert.equal(near.scale, 900);
  const [before, after] = [toMap(whole, SIZE, at), toMap(near, SIZE, at)];
  assert.ok(Math.abs(before[0] - after[0]) < 1e-9 && Math.abs(before[1] - after[1]) < 1e-9);
  assert.equal(zoomed(whole, SIZE, { at, factor: 1e9, whole }).scale, 300 * 250);
  assert.equal(zoomed(whole, SIZE, { at, factor: 0, whole }).scale, 150);
});

test('the hand moves the map with it', () => {
  assert.deepEqual(panned(whole, [30, -60]), { x: -0.1, y: 0.2, scale: 300 });
});

test('the address keeps where one looks, and what is no camera is nothing', () => {
  const camera = { x: 0.25, y: -0.5, scale: 2400 };
  assert.deepEqual(cameraIn(cameraText(camera, whole), whole), camera);
  for (const text of [undefined, '', '1,2', '1,2,x', '1,2,0']) assert.equal(cameraIn(text, whole), undefined);
});

const someplaces = fc
  .array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })), { maxLength: 60 })
  .map((points) => Float32Array.from(points.flat()));

test('the grid finds the point that asking all of them finds', () => {
  fc.assert(
    fc.property(someplaces, fc.integer({ min: -60, max: 60 }), fc.integer({ min: 1, max: 30 }), (places, x, reach) => {
      const isShown = (point: number): boolean => point % 3 !== 0;
      const all = Array.from({ length: places.length / 2 }, (_, i) => i);
      const distance = (i: number): number => Math.hypot(places[2 * i] - x, places[2 * i + 1] - 7);
      const best = all
        .filter((i) => isShown(i) && distance(i) <= reach)
        .sort((a, b) => distance(a) - distance(b) || a - b)
        .at(0);
      assert.equal(nearestPoint(createGridIndex(places), [x, 7], reach, isShown), best);
    }),
  );
});

test('the grid gives what lies in a box, no more and no less', () => {
  fc.assert(
    fc.property(someplaces, fc.integer({ min: -60, max: 40 }), (places, left) => {
      const box = { left, top: -10, right: left + 25, bottom: 30 };
      const inside = Array.from({ length: places.length / 2 }, (_, i) => i).filter(
        (i) =>
          places[2 * i] >= box.left &&
          places[2 * i] <= box.right &&
          places[2 * i + 1] >= box.top &&
          places[2 * i + 1] <= box.bottom,
      );
      const found = [...pointsWithin(createGridIndex(places), box)];
      assert.deepEqual(
        found.sort((a, b) => a - b),
        inside,
      );
    }),
  );
});

test('pictures do not cover each other, the first ones win, and many products stay dots', () => {
  const index = createGridIndex(Float32Array.from([0, 0, 0.01, 0, 0.5, 0, -0.5, 0.5]));
  assert.deepEqual(
    picturesInView(index, whole, SIZE, () => true),
    [0, 2, 3],
  );
  assert.deepEqual(
    picturesInView(index, whole, SIZE, (point) => point > 0),
    [1, 2, 3],
  );
  const many = createGridIndex(Float32Array.from({ length: 2000 }, (_, i) => Math.sin(i)));
  assert.deepEqual(
    picturesInView(many, whole, SIZE, () => true),
    [],
  );
});

test('a dot is drawn in its colour over the ground, a hidden one is not', () => {
  const pixels = { width: 20, height: 10, data: new Uint8ClampedArray(20 * 10 * 4) };
  drawPoints(pixels, [250, 249, 246], {
    places: Float32Array.from([0, 0, 10, 0]),
    categoryOf: Uint16Array.from([0, 1]),
    colors: [[200, 0, 0], undefined],
    ...{ scale: 1, originX: 5.5, originY: 5.5, radius: 2, opacity: 1 },
  });
  const at = (x: number, y: number): number[] => [...pixels.data.subarray(4 * (20 * y + x), 4 * (20 * y + x) + 4)];
  assert.deepEqual(at(5, 5), [200, 0, 0, 255]);
  assert.deepEqual(at(15, 5), [250, 249, 246, 255]);
  assert.deepEqual(at(0, 0), [250, 249, 246, 255]);
});

test('dots at the edge and outside of it stay off the canvas', () => {
  const pixels = { width: 8, height: 8, data: new Uint8ClampedArray(8 * 8 * 4) };
  drawPoints(pixels, [0, 0, 0], {
    places: Float32Array.from([0, 0, -1, 4, 8, 8, 1e9, -1e9]),
    categoryOf: new Uint16Array(4),
    colors: [[255, 255, 255]],
    ...{ scale: 1, originX: 0, originY: 0, radius: 2, opacity: 1 },
  });
  assert.ok(pixels.data.every((value, i) => value === (i % 4 === 3 ? 255 : 0)));
});

test('the answer of the service becomes points with counted categories', () => {
  const points = mapPoints({
    points: [
      [0.5, -1, 1, 0],
      [0.25, 2, 0, 2],
    ],
    categories: ['Shoes', ''],
    ids: ['a', 'b', 'c'],
  });
  assert.deepEqual([...points.places], [0.5, -1, 0.25, 2]);
  assert.deepEqual(points.ids, ['a', 'c']);
  assert.deepEqual(points.categories, [
    { name: 'Shoes', count: 1 },
    { name: 'without a category', count: 1 },
  ]);
});

test('categories are told by their last level', () => {
  assert.equal(categoryName('Footwear > Shoes'), 'Shoes');
  assert.equal(categoryName('Footwear > other'), 'Footwear, other');
  assert.equal(categoryName('Home'), 'Home');
});

test('points begin and end their way where they should', () => {
  const [from, to] = [Float32Array.from([0, 2]), Float32Array.from([1, 4])];
  assert.deepEqual([...placesBetween(from, to, 0)], [0, 2]);
  assert.deepEqual([...placesBetween(from, to, 0.5)], [0.5, 3]);
  assert.deepEqual([...placesBetween(from, to, 1)], [1, 4]);
});

test('colours of categories differ, and grey has no hue', () => {
  for (const scheme of ['light', 'dark'] as const) {
    const names = categoryColors(24, scheme).map(String);
    assert.equal(new Set(names).size, 24);
  }
  assert.deepEqual(oklch(1, 0, 0), [255, 255, 255]);
  assert.deepEqual(oklch(0, 0, 0), [0, 0, 0]);
  const [red, green, blue] = oklch(0.6, 0, 123);
  assert.ok(Math.abs(red - green) <= 1 && Math.abs(green - blue) <= 1);
});
