import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { roiAlign, roiAlignByGathers } from '../../../src/detection/roi-align.js';
import { createCpuEngine } from '../../../src/engine/eager.js';
import type { Engine, Program } from '../../../src/engine/engine.js';
import { createOnnxEngine } from '../../../src/engine/onnx/engine.js';
import { encodeProgram, recordProgram } from '../../../src/engine/onnx/program.js';
import type { Tensor1D, Tensor2D, Tensor4D } from '../../../src/engine/tensor.js';
import { createRandom } from '../../../src/random.js';

const [PHOTOS, HEIGHT, WIDTH, CHANNELS, STRIDE] = [2, 5, 7, 3, 16];
const random = createRandom('features');
const FEATURES = Float32Array.from({ length: PHOTOS * HEIGHT * WIDTH * CHANNELS }, () => random.normal());

/** One box after another: photo, then xyxy in pixels. */
const BOXES: Readonly<Record<string, readonly number[]>> = {
  'in the middle': [0, 20.3, 17, 71.9, 60],
  'in the other photo': [1, 20.3, 17, 71.9, 60],
  'the whole photo': [0, 0, 0, WIDTH * STRIDE, HEIGHT * STRIDE],
  'in the upper left corner': [1, 0, 0, 9, 5],
  'in the lower right corner': [1, 100, 70, 112, 80],
  'reaching outside': [0, -30, -20, 130, 100],
  'far outside': [0, 300, 300, 400, 400],
  'of no area': [1, 40, 30, 40, 30],
  'of no width': [0, 40, 10, 40, 60],
  'thinner than a place': [1, 33, 10, 35, 70],
};
const COUNT = Object.keys(BOXES).length;

let engines: Readonly<Record<string, Engine>> = {};

before(async () => {
  engines = {
    recording: await createOnnxEngine({ provider: 'cpu', threads: 1 }),
    eager: await createCpuEngine(),
  };
});

/** A point of the features, read as He et al. 2017 say, one number at a time. */
function readPoint(photo: number, channel: number, [y, x]: readonly [number, number]): number {
  if (y < -1 || y > HEIGHT || x < -1 || x > WIDTH) return 0;
  const [row, column] = [Math.min(Math.max(y, 0), HEIGHT - 1), Math.min(Math.max(x, 0), WIDTH - 1)];
  let sum = 0;
  for (let i = 0; i < HEIGHT; i++) {
    for (let j = 0; j < WIDTH; j++) {
      const share = Math.max(0, 1 - Math.abs(row - i)) * Math.max(0, 1 - Math.abs(column - j));
      sum += share * FEATURES[((photo * HEIGHT + i) * WIDTH + j) * CHANNELS + channel];
    }
  }
  return sum;
}

function referenceRoiAlign(size: number, samples: number): number[] {
  const results: number[] = [];
  for (const [photo, x1, y1, x2, y2] of Object.values(BOXES)) {
    const [cellHeight, cellWidth] = [(y2 - y1) / STRIDE / size, (x2 - x1) / STRIDE / size];
    for (let cell = 0; cell < size * size; cell++) {
      const [row, column] = [Math.floor(cell / size), cell % size];
      for (let channel = 0; channel < CHANNELS; channel++) {
        let sum = 0;
        for (let sample = 0; sample < samples * samples; sample++) {
          const down = row + (Math.floor(sample / samples) + 0.5) / samples;
          const across = column + ((sample % samples) + 0.5) / samples;
          const point = [y1 / STRIDE - 0.5 + down * cellHeight, x1 / STRIDE - 0.5 + across * cellWidth] as const;
          sum += readPoint(photo, channel, point);
        }
        results.push(sum / (samples * samples));
      }
    }
  }
  return results;
}

function pooling(pool: (features: Tensor4D, boxes: Tensor2D, photos: Tensor1D) => Tensor4D): Program {
  return {
    inputs: {
      features: { shape: [PHOTOS, HEIGHT, WIDTH, CHANNELS] },
      boxes: { shape: [COUNT, 4] },
      photos: { shape: [COUNT], dtype: 'int32' },
    },
    build: ({ features, boxes, photos }) => ({
      pooled: pool(features as Tensor4D, boxes as Tensor2D, photos as Tensor1D),
    }),
  };
}

async function pool(engine: Engine, program: Program): Promise<Float32Array> {
  const compiled = await engine.compile(program);
  const rows = Object.values(BOXES);
  const { pooled } = await compiled.run({
    features: FEATURES,
    boxes: Float32Array.from(rows.flatMap((row) => row.slice(1))),
    photos: Int32Array.from(rows, ([photo]) => photo),
  });
  await compiled.close();
  return pooled;
}

function assertNear(actual: Float32Array, expected: readonly number[]): void {
  assert.equal(actual.length, expected.length);
  const perBox = expected.length / COUNT;
  for (const [i, value] of expected.entries()) {
    const box = Object.keys(BOXES)[Math.floor(i / perBox)];
    assert.ok(Math.abs(actual[i] - value) < 1e-5, `a box ${box}: ${actual[i]} instead of ${value}`);
  }
}

for (const name of ['recording', 'eager']) {
  for (const [size, samplingRatio] of [
    [1, 1],
    [2, 2],
    [3, 2],
    [2, 3],
  ] as const) {
    // prettier-ignore
    test(`${name}: ${size} x ${size} cells of ${samplingRatio}^2 samples equal the slow reference`, async () => {
      const options = { size, spatialScale: 1 / STRIDE, samplingRatio };
      const program = pooling((features, boxes, photos) => roiAlign(features, boxes, photos, options));
      assertNear(await pool(engines[name], program), referenceRoiAlign(size, samplingRatio));
    });
  }
}

test('ONNX Runtime pools by its own operator', async () => {
  const options = { size: 2, spatialScale: 1 / STRIDE, samplingRatio: 2 };
  const operators = async (pool: typeof roiAlignByGathers): Promise<boolean> => {
    const program = pooling((features, boxes, photos) => pool(features, boxes, photos, options));
    const { model } = encodeProgram(await recordProgram(program, { channelBlock: 0 }));
    return Buffer.from(model).includes('RoiAlign');
  };
  assert.deepEqual([await operators(roiAlign), await operators(roiAlignByGathers)], [true, false]);
});

test('gathers record as well as the kernel', async () => {
  const options = { size: 2, spatialScale: 1 / STRIDE, samplingRatio: 2 };
  const program = pooling((features, boxes, photos) => roiAlignByGathers(features, boxes, photos, options));
  assertNear(await pool(engines.recording, program), referenceRoiAlign(2, 2));
});

test('a box of whole places reads their mean', async () => {
  // Two samples a side of a box over exactly two places each way: every sample is a place itself.
  const engine = engines.recording;
  const compiled = await engine.compile({
    inputs: { features: { shape: [1, 3, 3, 1] }, boxes: { shape: [1, 4] }, photos: { shape: [1], dtype: 'int32' } },
    build: ({ features, boxes, photos }) => ({
      pooled: roiAlign(features as Tensor4D, boxes as Tensor2D, photos as Tensor1D, { size: 1, spatialScale: 0.5 }),
    }),
  });
  const features = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
  const { pooled } = await compiled.run({ features, boxes: Float32Array.of(2, 2, 6, 6), photos: Int32Array.of(0) });
  assert.deepEqual([...pooled], [7]); // (5 + 6 + 8 + 9) / 4
  await compiled.close();
});
