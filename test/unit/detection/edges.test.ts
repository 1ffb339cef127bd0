import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detectEdges, type EdgeMap } from '../../../src/detection/edges.js';
import { labPhoto, type LabPhoto } from '../../../src/detection/lab.js';

function paint(width: number, height: number, at: (x: number, y: number) => readonly number[]): LabPhoto {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data.set(at(x, y), (y * width + x) * 3);
  return labPhoto({ width, height, data });
}

const BLACK = [0, 0, 0];
const WHITE = [255, 255, 255];

function edgesOfRow({ strength, width }: EdgeMap, y: number): number[] {
  return [...strength.subarray(y * width, (y + 1) * width).entries()].filter(([, s]) => s > 0).map(([x]) => x);
}

test('a step from black to white is one edge, one pixel wide, upright', () => {
  const edges = detectEdges(paint(20, 12, (x) => (x < 10 ? BLACK : WHITE)));
  assert.deepEqual(edgesOfRow(edges, 6).length, 1);
  const [x] = edgesOfRow(edges, 6);
  assert.ok(x === 9 || x === 10);
  assert.ok(Math.abs(edges.direction[6 * 20 + x] - Math.PI / 2) < 1e-6);
});

test('a level step lies at direction 0, a falling diagonal at an eighth of a turn', () => {
  const level = detectEdges(paint(20, 20, (_, y) => (y < 10 ? BLACK : WHITE)));
  const on = level.strength.findIndex((strength) => strength > 0.9);
  assert.ok(Math.min(level.direction[on], Math.PI - level.direction[on]) < 1e-6);
  const diagonal = detectEdges(paint(40, 40, (x, y) => (x < y ? BLACK : WHITE)));
  const [x] = edgesOfRow(diagonal, 20);
  assert.ok(Math.abs(diagonal.direction[20 * 40 + x] - Math.PI / 4) < 0.05); // right and down, as y points down
});

test('colours of equal lightness have an edge too', () => {
  const edges = detectEdges(paint(20, 12, (x) => (x < 10 ? [200, 90, 90] : [60, 140, 160])));
  assert.ok(edgesOfRow(edges, 6).length === 1);
});

test('one colour has no edge, and neither have photos too small for one', () => {
  for (const [width, height] of [
    [30, 20],
    [1, 1],
    [1, 50],
    [50, 2],
  ] as const) {
    const edges = detectEdges(paint(width, height, () => [120, 30, 90]));
    assert.equal(edges.strength.length, width * height);
    assert.ok(edges.strength.every((strength) => strength === 0));
  }
  assert.ok(detectEdges(paint(1, 50, (_, y) => (y < 25 ? BLACK : WHITE))).strength.every((s) => s === 0));
});

test('strengths lie in 0 to 1, directions in 0 to pi', () => {
  const edges = detectEdges(paint(40, 40, (x, y) => [(x * 37 + y * 11) % 256, (x * y) % 256, (y * 53) % 256]));
  assert.ok(edges.strength.every((strength) => strength >= 0 && strength <= 1));
  assert.ok(edges.direction.every((direction) => direction >= 0 && direction < Math.PI));
  assert.ok(edges.strength.some((strength) => strength > 0.5));
});
