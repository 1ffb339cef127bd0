import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { trainHeatmapAlone } from '../../../../../indexer/train/detection/heatmap-crew.js';
import { bestThreshold } from '../../../../../indexer/train/detection/heatmap-calibration.js';
import {
  createHeatmapState,
  heatmapResult,
  type HeatmapState,
} from '../../../../../indexer/train/detection/heatmap-state.js';
import { boxedPhoto, type BoxedPhoto } from '../../../../../indexer/train/detection/photos.js';
import { heatmapRecipe } from '../../../../../indexer/train/detection/recipe.js';
import { createWindowSource } from '../../../../../indexer/train/detection/windows.js';
import { boxFromTuple, intersectionOverUnion } from '../../../../../src/box.js';
import { createHeatmapDetector, HEATMAP_LOOK } from '../../../../../src/detection/heatmap-detector.js';
import { heatmapNetwork, heatmapShapeOf } from '../../../../../src/detection/heatmap-network.js';
import type { StoredDetector } from '../../../../../src/detection/format.js';
import { encoderOf } from '../../../../../src/encoder/open-encoder.js';
import type { Engine } from '../../../../../src/engine/engine.js';
import { selectEngine } from '../../../../../src/engine/select.js';
import type { BoxTuple } from '../../../../../src/box.js';
import { untrainedModel } from '../../../encoder/model-fixture.js';

const twin = untrainedModel({ widths: [8, 8, 12, 12] });
const sizes = { contextBlocks: 1, channels: 16, textUnits: 16, headUnits: 16 };
const shape = heatmapShapeOf(twin.model.shape, sizes);
const recipe = heatmapRecipe.parse({
  ...{ ...sizes, batchSize: 8, shards: 2, queries: 4, learningRate: 0.02, averaging: 0.9 },
  windows: { width: 64, height: 96, shares: { single: 1, crop: 0, pair: 0, grid: 0 }, composites: 0, smallest: 4 },
});

let engine: Engine;
before(async () => {
  engine = await selectEngine({ need: 'train', prefer: 'onnxruntime' });
});
after(() => engine.close());

/** On grey a red shirt above a blue shoe, at places of its own in each of four scenes. */
const SCENES: readonly (readonly [shirt: BoxTuple, shoe: BoxTuple])[] = [
  [
    [4, 8, 28, 36],
    [36, 64, 24, 20],
  ],
  [
    [30, 4, 28, 30],
    [6, 60, 24, 28],
  ],
  [
    [20, 12, 30, 24],
    [20, 52, 30, 20],
  ],
  [
    [6, 30, 24, 40],
    [38, 16, 20, 24],
  ],
];

function drawScene([shirt, shoe]: readonly [BoxTuple, BoxTuple], i: number): BoxedPhoto {
  const data = new Uint8Array(64 * 96 * 3).fill(128);
  for (const [[left, top, width, height], color] of [
    [shirt, [220, 30, 30]],
    [shoe, [30, 30, 220]],
  ] as const) {
    for (let y = top; y < top + height; y++) {
      for (let x = left; x < left + width; x++) data.set(color, (y * 64 + x) * 3);
    }
  }
  const boxes = [
    { label: 'shirt', color: 'red', query: 'red shirt', box: shirt },
    { label: 'shoe', color: 'blue', query: 'blue shoe', box: shoe },
  ];
  return boxedPhoto({ id: `scene${i}`, photo: { width: 64, height: 96, data }, boxes });
}

const STEPS = 120;
const photos = SCENES.map(drawScene);
const source = { windows: createWindowSource(photos, [], recipe.windows), recipe, seed: 1 };

async function train(from: HeatmapState, [first, last]: readonly [number, number], steps: number): Promise<void> {
  const crew = await trainHeatmapAlone(
    { engine, twin, encoder: encoderOf(twin, engine) },
    { source, shape, state: from, steps },
  );
  await crew.run(first, last);
  await crew.close();
}

test('a tiny heat map learns four scenes: the loss falls, and its boxes are those that were drawn', async () => {
  const state = createHeatmapState(shape, twin, { shards: 2, seed: 1 });
  await train(state, [0, 4], STEPS);
  const early = state.saved.lossSums[0] / 4;
  state.saved.lossSums.fill(0);
  await train(state, [4, STEPS - 4], STEPS);
  state.saved.lossSums.fill(0);
  await train(state, [STEPS - 4, STEPS], STEPS);
  const late = state.saved.lossSums[0] / 4;
  assert.ok(late < early / 2, `${early} -> ${late}`);
  const detector = await createHeatmapDetector(storedOf(state), { encoder: encoderOf(twin, engine), engine });
  for (const { photo, boxes } of photos) {
    const seen = await detector.look(photo);
    const found = await seen.find(['red shirt', 'blue shoe', 'hat'], 3);
    assert.deepEqual(found[2], []);
    for (const [i, { box }] of boxes.entries()) {
      assert.ok(intersectionOverUnion(found[i][0].box, boxFromTuple(box)) > 0.5);
    }
  }
  await detector.close();
});

function storedOf(state: HeatmapState): StoredDetector {
  return {
    recipe: 'heatmap',
    twin: { name: 'untrained', vocabulary: '' },
    card: { data: 'four scenes', licence: 'none', seed: 1, epochs: 1, metrics: {} },
    labels: ['shirt', 'shoe', 'unheard'],
    shape: { network: shape, ...HEATMAP_LOOK, leastSide: 64 },
    precision: 'float32',
    weights: heatmapResult(heatmapNetwork(shape), twin, state),
  };
}

test('a training that was stopped and taken up ends where it would have', async () => {
  const whole = createHeatmapState(shape, twin, { shards: 2, seed: 2 });
  await train(whole, [0, 4], 4);
  const halves = createHeatmapState(shape, twin, { shards: 2, seed: 2 });
  await train(halves, [0, 2], 4);
  await train(halves, [2, 4], 4);
  assert.deepEqual(halves.saved.averageWeights, whole.saved.averageWeights);
  assert.deepEqual(halves.saved.averageStatistics, whole.saved.averageStatistics);
});

test('the threshold of garments is where F1 is highest', () => {
  const told = [
    { score: 0.9, isRight: true },
    { score: 0.7, isRight: true },
    { score: 0.6, isRight: false },
    { score: 0.5, isRight: false },
  ];
  // F1 of the first n, three being marked: 2/4, 4/5, 4/6, 4/7.
  assert.equal(bestThreshold(told, 3), 0.7);
  assert.equal(bestThreshold([], 3), 0.5);
});
