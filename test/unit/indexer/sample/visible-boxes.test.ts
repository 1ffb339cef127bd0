import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visibleBoxes } from '../../../../indexer/sample/visible-boxes.js';
import { flatten, lens, mirror, rectangle, ribbon, symmetric } from '../../../../indexer/sample/svg-path.js';
import { boundsOf, movePoint } from '../../../../indexer/sample/placing.js';

const size = { width: 40, height: 30 };

test('a box that nothing covers is its shape', () => {
  const [seen] = visibleBoxes([{ id: 0, polygons: flatten(rectangle([5, 6, 10, 8])) }], size);
  assert.deepEqual(seen, { id: 0, box: [5, 6, 10, 8], area: 80 });
});

test('a box shrinks to what is left of a thing that another one covers', () => {
  const layers = [
    { id: 0, polygons: flatten(rectangle([5, 6, 10, 8])) },
    { id: 1, polygons: flatten(rectangle([0, 0, 40, 10])) },
  ];
  const below = visibleBoxes(layers, size).find(({ id }) => id === 0);
  assert.deepEqual(below, { id: 0, box: [5, 10, 10, 4], area: 40 });
});

test('what hair hides has no box, and neither has the hair', () => {
  const layers = [
    { id: 0, polygons: flatten(rectangle([5, 6, 4, 4])) },
    { id: -1, polygons: flatten(rectangle([0, 0, 40, 30])) },
  ];
  assert.deepEqual(visibleBoxes(layers, size), []);
});

test('a shape that leaves the photo is cut at its edge', () => {
  const [seen] = visibleBoxes([{ id: 3, polygons: flatten(rectangle([30, 20, 30, 30])) }], size);
  assert.deepEqual(seen.box, [30, 20, 10, 10]);
});

test('half an outline and its mirror image close to a shape', () => {
  const triangle = symmetric('M0,0L4,10L0,10');
  assert.deepEqual(boundsOf([triangle]), { x1: -4, y1: 0, x2: 4, y2: 10 });
  assert.equal(mirror('M1,2Q3,4 5,6'), 'M-1,2Q-3,4 -5,6');
});

test('a ribbon is as wide as asked and a lens only in its middle', () => {
  assert.deepEqual(boundsOf([ribbon('M0,0L5,0L10,0', 4)]), { x1: 0, y1: -2, x2: 10, y2: 2 });
  assert.deepEqual(boundsOf([lens('M0,0L5,0L10,0', { width: 4 })]), { x1: 0, y1: -2, x2: 10, y2: 2 });
  const ends = flatten(lens('M0,0L5,0L10,0', { width: 4 }))[0].filter(([x]) => x === 0);
  assert.deepEqual(
    ends.map(([, y]) => Math.abs(y)),
    [0, 0],
  );
});

test('a quarter turn about the place moves right to down', () => {
  const [x, y] = movePoint([2, 0], { x: 10, y: 10, scale: 3, turn: 90 });
  assert.ok(Math.abs(x - 10) < 1e-9 && Math.abs(y - 16) < 1e-9);
});
