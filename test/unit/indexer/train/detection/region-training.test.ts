import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { expectedOverlaps } from '../../../../../src/detection/region-detector.js';
import { createRegionEncoder } from '../../../../../src/detection/region-encoder.js';
import { distanceFits } from '../../../../../src/detection/ranked-photo.js';
import { intersectionOverUnion, type Box } from '../../../../../src/box.js';
import { encoderOf } from '../../../../../src/encoder/open-encoder.js';
import type { Engine } from '../../../../../src/engine/engine.js';
import { createOnnxEngine } from '../../../../../src/engine/onnx/engine.js';
import type { Photo } from '../../../../../src/image/transforms.js';
import { createRandom, type Random } from '../../../../../src/random.js';
import { rowOf, type Matrix } from '../../../../../src/vector/matrix.js';
import { preparePairs } from '../../../../../indexer/train/detection/region-pairs.js';
import type { RegionPhoto } from '../../../../../indexer/train/detection/region-photos.js';
import { trainRegionHead } from '../../../../../indexer/train/detection/region-training.js';
import { untrainedModel } from '../../../encoder/model-fixture.js';

const SIDE = 64;
const TEXTS = ['red shirt', 'blue shoe'];
const twin = untrainedModel();
let engine: Engine;
let texts: Matrix;

before(async () => {
  engine = await createOnnxEngine({ provider: 'cpu', threads: 1 });
  texts = await encoderOf(twin, engine).embedTexts(TEXTS);
});
after(() => engine.close());

/** A red block on the left, a blue one on the right, on grey. */
function drawPhoto(random: Random): { photo: Photo; boxes: readonly [Box, Box] } {
  const place = (left: number): Box => {
    const [x1, y1] = [left + random.integer(8), random.integer(32)];
    return { x1, y1, x2: x1 + 14 + random.integer(8), y2: y1 + 16 + random.integer(12) };
  };
  const boxes = random.next() < 0.5 ? ([place(0), place(32)] as const) : ([place(32), place(0)] as const);
  const data = new Uint8Array(SIDE * SIDE * 3).fill(128);
  for (const [i, { x1, y1, x2, y2 }] of boxes.entries()) {
    for (let y = y1; y < y2; y++) {
      for (let x = x1; x < x2; x++) data.set(i === 0 ? [230, 20, 20] : [20, 20, 230], (y * SIDE + x) * 3);
    }
  }
  return { photo: { width: SIDE, height: SIDE, data }, boxes };
}

/** The true boxes moved by some pixels, and boxes anywhere. */
function drawProposals(boxes: readonly Box[], random: Random): Float32Array {
  const near = boxes.flatMap(({ x1, y1, x2, y2 }) =>
    Array.from({ length: 8 }, () => [x1, y1, x2, y2].map((side) => side + random.integer(9) - 4)),
  );
  const anywhere = Array.from({ length: 24 }, () => {
    const [x, y] = [random.integer(44), random.integer(44)];
    return [x, y, x + 8 + random.integer(12), y + 8 + random.integer(12)];
  });
  return Float32Array.from([...near, ...anywhere].flat());
}

function drawPhotos(count: number, random: Random): (RegionPhoto & { boxes: readonly [Box, Box] })[] {
  return Array.from({ length: count }, (_, i) => {
    const { photo, boxes } = drawPhoto(random.fork(i));
    const proposals = drawProposals(boxes, random.fork(`proposals ${i}`));
    const queries = boxes.map((box, text) => ({ text, boxes: [box] }));
    return { photo, boxes, pairs: preparePairs({ proposals, queries, absent: [] }) };
  });
}

function train(seed: number, predictsOverlap: boolean, epochs = 60): ReturnType<typeof trainRegionHead> {
  const photos = drawPhotos(24, createRandom('training'));
  return trainRegionHead(
    { photos, texts },
    {
      twin,
      engine,
      random: createRandom(seed),
      predictsOverlap,
      epochs,
      hiddenSize: 32,
      learningRate: 0.01,
      dropout: 0.1,
    },
  );
}

test('phase c learns to find drawn blocks by their texts', async () => {
  const { head, weights, learned } = await train(1, false);
  assert.ok(learned.losses.total < 0.1, `loss ${learned.losses.total}`);
  const encoder = createRegionEncoder({ twin, head, headWeights: weights, engine });
  let right = 0;
  const photos = drawPhotos(10, createRandom('validation'));
  for (const { photo, pairs, boxes } of photos) {
    const { proposals } = pairs.source;
    const { embeddings } = await encoder.encode(photo, proposals);
    for (const [i, box] of boxes.entries()) {
      const fits = distanceFits(embeddings, rowOf(texts, i));
      const best = fits.indexOf(Math.max(...fits));
      const [x1, y1, x2, y2] = proposals.subarray(best * 4, best * 4 + 4);
      if (intersectionOverUnion({ x1, y1, x2, y2 }, box) >= 0.5) right++;
    }
  }
  await encoder.close();
  assert.ok(right >= 17, `${right} of 20 found`);
});

test('phase d learns how much a region overlaps what a text names', async () => {
  const { head, weights } = await train(1, true);
  const encoder = createRegionEncoder({ twin, head, headWeights: weights, engine });
  let [error, guessing, count] = [0, 0, 0];
  for (const { photo, pairs } of drawPhotos(10, createRandom('validation'))) {
    const { overlap } = await encoder.encode(photo, pairs.source.proposals);
    for (const [text, truth] of pairs.overlaps.entries()) {
      const expected = expectedOverlaps(overlap, rowOf(texts, text), weights);
      const mean = truth.reduce((sum, value) => sum + value, 0) / truth.length;
      for (const [i, value] of truth.entries()) {
        error += Math.abs(expected[i] - value);
        guessing += Math.abs(mean - value);
        count++;
      }
    }
  }
  await encoder.close();
  assert.ok(error < 0.5 * guessing, `mean error ${error / count}, of the mean ${guessing / count}`);
});

test('a seed decides the weights', async () => {
  const [first, again, other] = [await train(1, true, 1), await train(1, true, 1), await train(2, true, 1)];
  const name = 'head/dense1/weights';
  assert.deepEqual(first.weights, again.weights);
  assert.notDeepEqual(first.weights[name], other.weights[name]);
});

test('a training stops when it is told to', async () => {
  const photos = drawPhotos(8, createRandom('training'));
  const options = { twin, engine, random: createRandom(1), predictsOverlap: false, signal: AbortSignal.abort() };
  await assert.rejects(trainRegionHead({ photos, texts }, options), { code: 'cancelled' });
});
