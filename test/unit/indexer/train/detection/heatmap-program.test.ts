import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { heatmapProgram, HEATMAP_LOSSES } from '../../../../../indexer/train/detection/heatmap-program.js';
import { createHeatmapState, frozenLayers } from '../../../../../indexer/train/detection/heatmap-state.js';
import { createTargetMarker } from '../../../../../indexer/train/detection/heatmap-targets.js';
import { heatmapRecipe } from '../../../../../indexer/train/detection/recipe.js';
import { heatmapNetwork, heatmapShapeOf } from '../../../../../src/detection/heatmap-network.js';
import type { CompiledProgram, Engine } from '../../../../../src/engine/engine.js';
import { selectEngine } from '../../../../../src/engine/select.js';
import { createRandom } from '../../../../../src/random.js';
import { untrainedModel } from '../../../encoder/model-fixture.js';

const twin = untrainedModel({ widths: [4, 4, 6, 8] });
const sizes = { contextBlocks: 1, channels: 6, textUnits: 8, headUnits: 6 };
const network = heatmapNetwork(heatmapShapeOf(twin.model.shape, sizes));
const batch = { windows: 2, queries: 3, canvas: { width: 64, height: 96 } };
const n = batch.windows * batch.queries;
const { saved } = createHeatmapState(network.shape, twin, { shards: 1, seed: 3 });

let engine: Engine;
let program: CompiledProgram;
before(async () => {
  engine = await selectEngine({ need: 'train', prefer: 'onnxruntime' });
  const { losses } = heatmapRecipe.parse({});
  program = await engine.compile(heatmapProgram({ network, frozen: frozenLayers(network, twin), batch, losses }));
});
after(async () => {
  await program.close();
  await engine.close();
});

/** In each window one query of one box, one of two boxes, and one without an answer. */
function batchFeeds(): Record<string, Float32Array> {
  const random = createRandom(4);
  const marker = createTargetMarker(batch.canvas, 0.25);
  const floats = (length: number, draw: () => number): Float32Array => Float32Array.from({ length }, draw);
  const inside = new Float32Array(n * marker.places);
  const targets = new Float32Array(4 * n * marker.places);
  const answers = [
    [{ x1: 4, y1: 10, x2: 30, y2: 60 }],
    [
      { x1: 40, y1: 8, x2: 60, y2: 24 },
      { x1: 30, y1: 60, x2: 62, y2: 94 },
    ],
    [],
  ];
  for (let i = 0; i < n; i++) {
    marker.mark(answers[i % 3], {
      inside: inside.subarray(i * marker.places, (i + 1) * marker.places),
      sides: targets.subarray(4 * i * marker.places, 4 * (i + 1) * marker.places),
    });
  }
  return {
    photos: floats(batch.windows * 64 * 96 * 3, () => random.integer(256)),
    texts: floats(n * network.shape.textSize, () => random.normal() / 3),
    ...{ inside, targets },
    positive: Float32Array.of(0.25, 0.25, 0, 0.25, 0.25, 0),
    asked: new Float32Array(n).fill(1 / n),
    present: Float32Array.of(1, 1, 0, 1, 1, 0),
  };
}

const feeds = batchFeeds();
const lossAt = async (weights: Float32Array): Promise<number> => (await program.run({ ...feeds, weights })).losses[0];

test('the gradient of the whole program agrees with finite differences', async () => {
  const weights = Float32Array.from(saved.weights);
  const { gradient } = await program.run({ ...feeds, weights });
  const squares = gradient.reduce((sum, slope) => sum + slope * slope, 0);
  // Down the gradient and in directions that share something with it, so that float32 can tell the difference.
  const random = createRandom(5);
  for (let trial = 0; trial < 4; trial++) {
    const direction = gradient.map((slope) => (trial === 0 || random.next() < 0.5 ? slope : 0));
    const step = 1e-3 / Math.sqrt(squares);
    const moved = (sign: number): Float32Array => weights.map((weight, i) => weight + sign * step * direction[i]);
    const measured = ((await lossAt(moved(1))) - (await lossAt(moved(-1)))) / (2 * step);
    const expected = gradient.reduce((sum, slope, i) => sum + slope * direction[i], 0);
    assert.ok(Math.abs(measured - expected) < 0.03 * Math.abs(expected), `${measured} instead of ${expected}`);
  }
});

test('the total is the weighted sum of its parts', async () => {
  const { losses } = await program.run({ ...feeds, weights: Float32Array.from(saved.weights) });
  const [total, match, box, presence, overlap] = HEATMAP_LOSSES.map((_, i) => losses[i]);
  assert.ok(Math.abs(total - (match + box + 1.2 * presence)) < 1e-3);
  assert.ok(overlap > 0 && overlap < 1);
});

test('a query without an answer costs presence only, and a row that asks nothing costs nothing', async () => {
  const weights = Float32Array.from(saved.weights);
  const quiet = { ...feeds, weights, positive: new Float32Array(n) };
  const { losses } = await program.run(quiet);
  assert.equal(losses[1], 0);
  assert.equal(losses[2], 0);
  assert.ok(losses[3] > 0);
  const silent = await program.run({ ...quiet, asked: new Float32Array(n) });
  assert.deepEqual([...silent.losses], [0, 0, 0, 0, 0]);
  assert.ok(silent.gradient.every((slope) => slope === 0));
});
