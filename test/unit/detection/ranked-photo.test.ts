import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fitLongestSide, canvasOf, paintCanvas } from '../../../src/detection/canvas.js';
import { createFullPhotoDetector } from '../../../src/detection/crop-detector.js';
import { distanceFits, RankedPhoto } from '../../../src/detection/ranked-photo.js';
import { encoderOf, type DualEncoder } from '../../../src/encoder/open-encoder.js';
import type { Engine } from '../../../src/engine/engine.js';
import { createOnnxEngine } from '../../../src/engine/onnx/engine.js';
import { createMatrix } from '../../../src/vector/matrix.js';
import { untrainedModel } from '../encoder/model-fixture.js';

let engine: Engine;
let encoder: DualEncoder;

before(async () => {
  engine = await createOnnxEngine({ provider: 'cpu', threads: 1 });
  encoder = encoderOf(untrainedModel(), engine);
});
after(async () => {
  await encoder.close();
  await engine.close();
});

/** Half the size of the original; the second proposal is nearly the first. */
function rankedPhoto(fits: readonly number[], labels: readonly string[] = []): RankedPhoto {
  const photo = { width: 100, height: 100, data: new Uint8Array(100 * 100 * 3), scale: 0.5 };
  const boxes = Float32Array.of(0, 0, 20, 20, 0, 0, 20, 19, 50, 50, 90, 90);
  const proposals = { count: 3, boxes, scores: Float32Array.of(3, 2, 1) };
  const calibration = { slope: 1, offset: 0 };
  return new RankedPhoto(photo, proposals, () => Float32Array.from(fits), { encoder, labels, calibration });
}

test('the best boxes come first, in pixels of the original, and no two are nearly the same', async () => {
  const [found] = await rankedPhoto([0, 1, -1]).find(['red shirt'], 5);
  const sides = found.map(({ box }) => [box.x1, box.y1, box.x2, box.y2]);
  assert.deepEqual(sides, [[0, 0, 40, 38], [100, 100, 180, 180]]); // prettier-ignore
  assert.deepEqual(
    found.map(({ score }) => score.toFixed(4)),
    ['0.7311', '0.2689'], // 1 / (1 + e^-1), 1 / (1 + e)
  );
});

test('a text without a known word finds nothing, the others do', async () => {
  const found = await rankedPhoto([0, 1, -1]).find(['qwrt', 'blue shoe', ''], 1);
  assert.deepEqual(
    found.map(({ length }) => length),
    [0, 1, 0],
  );
});

test('garments are the labels that are sure enough, one for each place', async () => {
  const garments = await rankedPhoto([2, 0, 1], ['shirt', 'shoe']).garments(5);
  assert.deepEqual(
    garments.map(({ label }) => label),
    ['shirt'],
  );
  assert.deepEqual(await rankedPhoto([-2, -1, -3], ['shirt']).garments(5), []);
});

test('fits are minus the distances', () => {
  const embeddings = createMatrix(3, 2, Float32Array.of(1, 0, 0, 1, -1, 0));
  const fits = distanceFits(embeddings, Float32Array.of(1, 0));
  assert.deepEqual([...fits], [-0, -Math.fround(Math.SQRT2), -2]);
});

test('a photo is laid into the corner of a canvas of few sizes', () => {
  const fitted = fitLongestSide({ width: 2, height: 1, data: new Uint8Array(6).fill(7) }, 4);
  assert.deepEqual([fitted.width, fitted.height, fitted.scale], [4, 2, 2]);
  const canvas = canvasOf(fitted, 3);
  assert.deepEqual(canvas, { width: 6, height: 3 });
  const row = [...Array<number>(12).fill(7), ...Array<number>(6).fill(255)];
  assert.deepEqual([...paintCanvas(fitted, canvas)], [...row, ...row, ...Array<number>(18).fill(255)]);
});

test('photos of one colour and of one pixel have an answer', async () => {
  const detector = createFullPhotoDetector(encoder);
  for (const [width, height] of [
    [40, 30],
    [1, 1],
  ] as const) {
    // prettier-ignore
    const seen = await detector.look({ width, height, data: new Uint8Array(width * height * 3).fill(200) });
    assert.equal((await seen.find(['red shirt'], 3)).length, 1);
    assert.ok((await seen.proposals(10)).count <= 10);
  }
  await detector.close();
});
