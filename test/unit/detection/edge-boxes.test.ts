import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Proposals } from '../../../src/detection/detection.js';
import { proposeEdgeBoxes } from '../../../src/detection/edge-boxes.js';
import { VitrineError } from '../../../src/errors.js';
import { intersectionOverUnion, type Box } from '../../../src/box.js';
import type { Photo } from '../../../src/image/transforms.js';

/** A grey photo with rectangles of one colour each. */
function photoWith(width: number, height: number, things: readonly (Box & { color: readonly number[] })[]): Photo {
  const data = new Uint8Array(width * height * 3).fill(190);
  for (const { x1, y1, x2, y2, color } of things) {
    for (let y = y1; y < y2; y++) for (let x = x1; x < x2; x++) data.set(color, (y * width + x) * 3);
  }
  return { width, height, data };
}

const THINGS = [
  { x1: 12, y1: 15, x2: 42, y2: 60, color: [200, 20, 30] },
  { x1: 60, y1: 50, x2: 100, y2: 75, color: [20, 60, 160] },
  { x1: 66, y1: 12, x2: 84, y2: 30, color: [20, 20, 20] },
];

function boxesOf({ boxes, count }: Proposals): Box[] {
  return Array.from({ length: count }, (_, i) => {
    const [x1, y1, x2, y2] = boxes.subarray(i * 4, i * 4 + 4);
    return { x1, y1, x2, y2 };
  });
}

test('things on a plain ground are among the first proposals', () => {
  const found = boxesOf(proposeEdgeBoxes(photoWith(120, 90, THINGS)));
  for (const thing of THINGS) {
    const best = Math.max(...found.slice(0, 10).map((box) => intersectionOverUnion(box, thing)));
    assert.ok(best > 0.75, `${thing.x1}: ${best}`);
  }
});

test('proposals lie inside the photo, best first, none of them too much like a better one', () => {
  const proposals = proposeEdgeBoxes(photoWith(120, 90, THINGS), { beta: 0.6, maxBoxes: 50, minBoxArea: 200 });
  const boxes = boxesOf(proposals);
  assert.ok(boxes.length > 3 && boxes.length <= 50);
  assert.equal(proposals.scores.length, boxes.length);
  for (const [i, box] of boxes.entries()) {
    assert.ok(box.x1 >= 0 && box.y1 >= 0 && box.x2 <= 120 && box.y2 <= 90);
    assert.ok((box.x2 - box.x1) * (box.y2 - box.y1) >= 200);
    assert.ok(i === 0 || proposals.scores[i] <= proposals.scores[i - 1]);
    for (const better of boxes.slice(0, i)) assert.ok(intersectionOverUnion(box, better) <= 0.6 + 1e-6);
  }
});

test('the same photo gives the same proposals', () => {
  const photo = photoWith(120, 90, THINGS);
  assert.deepEqual(proposeEdgeBoxes(photo), proposeEdgeBoxes(photo));
});

test('a photo of one colour, and one too small for an edge, has none', () => {
  for (const [width, height] of [
    [80, 60],
    [1, 1],
    [1, 500],
    [500, 1],
    [2, 2],
  ] as const) {
    assert.equal(proposeEdgeBoxes(photoWith(width, height, [])).count, 0);
  }
  const stripes = { width: 1, height: 500, data: Uint8Array.from({ length: 1500 }, (_, i) => (i % 60 < 30 ? 0 : 255)) };
  assert.equal(proposeEdgeBoxes(stripes).count, 0);
  assert.equal(proposeEdgeBoxes(photoWith(120, 90, THINGS), { maxBoxes: 0 }).count, 0);
});

test('narrow photos, and noise, give boxes of the permitted forms', () => {
  const noise = { width: 24, height: 200, data: Uint8Array.from({ length: 24 * 600 }, (_, i) => (i * 7919) % 251) };
  for (const box of boxesOf(proposeEdgeBoxes(noise, { minScore: 0, maxAspectRatio: 2 }))) {
    const ratio = (box.x2 - box.x1) / (box.y2 - box.y1);
    assert.ok(ratio <= 2.2 && ratio >= 1 / 2.2, String(ratio)); // sides are whole pixels
  }
});

test('a large photo is shrunk first, and its boxes come in its own pixels', () => {
  const large = THINGS.map(({ x1, y1, x2, y2, color }) => ({ x1: x1 * 8, y1: y1 * 8, x2: x2 * 8, y2: y2 * 8, color }));
  const found = boxesOf(proposeEdgeBoxes(photoWith(960, 720, large), { longestSide: 120 }));
  for (const thing of large) {
    assert.ok(Math.max(...found.slice(0, 10).map((box) => intersectionOverUnion(box, thing))) > 0.75);
  }
  assert.ok(found.every(({ x1, y1, x2, y2 }) => x1 >= 0 && y1 >= 0 && x2 <= 960.01 && y2 <= 720.01));
});

test('an option out of its range is refused by name', () => {
  const photo = photoWith(20, 20, []);
  for (const options of [
    { alpha: 1 },
    { beta: -0.1 },
    { eta: 2 },
    { maxBoxes: -1 },
    { kappa: NaN },
    { minBoxArea: 0 },
  ]) {
    assert.throws(
      () => proposeEdgeBoxes(photo, options),
      (error) =>
        error instanceof VitrineError && error.code === 'usage' && error.place.field === Object.keys(options)[0],
    );
  }
  assert.equal(proposeEdgeBoxes(photo, { beta: undefined }).count, 0);
});
