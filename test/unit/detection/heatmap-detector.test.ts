import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Detector } from '../../../src/detection/detection.js';
import type { StoredDetector } from '../../../src/detection/format.js';
import { createHeatmapDetector, HEATMAP_LOOK } from '../../../src/detection/heatmap-detector.js';
import { heatmapNetwork, heatmapShapeOf } from '../../../src/detection/heatmap-network.js';
import { encoderOf, type DualEncoder } from '../../../src/encoder/open-encoder.js';
import { layerParameters } from '../../../src/encoder/layers.js';
import {
  foldLayers,
  initialStatistics,
  initialWeights,
  layOut,
  statisticsLayout,
  viewsOf,
} from '../../../src/encoder/weights.js';
import type { Engine } from '../../../src/engine/engine.js';
import { selectEngine } from '../../../src/engine/select.js';
import { DamagedError, UsageError } from '../../../src/errors.js';
import type { Photo } from '../../../src/image/transforms.js';
import { createRandom } from '../../../src/random.js';
import { untrainedModel } from '../encoder/model-fixture.js';

const twin = untrainedModel({ widths: [4, 4, 6, 8] });
const sizes = { contextBlocks: 2, channels: 6, textUnits: 8, headUnits: 6 };
const network = heatmapNetwork(heatmapShapeOf(twin.model.shape, sizes));

let engine: Engine;
let encoder: DualEncoder;
let detector: Detector;
before(async () => {
  engine = await selectEngine({ need: 'answer', prefer: 'onnxruntime' });
  encoder = encoderOf(twin, engine);
  detector = await createHeatmapDetector(stored(), { encoder, engine });
});
after(async () => {
  await detector.close();
  await engine.close();
});

/** Random weights, folded. */
function stored(): StoredDetector {
  const layers = [...network.frozen, ...network.trained];
  const parameters = layerParameters(layers);
  const statistics = statisticsLayout(layers);
  return {
    recipe: 'heatmap',
    twin: { name: 'untrained', vocabulary: '' },
    card: { data: 'none', licence: 'none', seed: 1, epochs: 0, metrics: {} },
    labels: ['shirt', 'shoe', 'unheard'],
    shape: { network: network.shape, ...HEATMAP_LOOK, garmentScore: 0 },
    precision: 'float32',
    weights: foldLayers(
      layers,
      viewsOf(initialWeights(parameters, createRandom(1)), layOut(parameters)),
      viewsOf(initialStatistics(statistics), statistics),
    ),
  };
}

function noise(width: number, height: number): Photo {
  const random = createRandom(`${width} ${height}`);
  return { width, height, data: Uint8Array.from({ length: width * height * 3 }, () => random.integer(256)) };
}

for (const [width, height] of [
  [1, 1],
  [31, 7],
  [2, 900],
  [700, 5],
  [200, 300],
] as const) {
  test(`a photo of ${width} x ${height} pixels has answers inside it, best first`, async () => {
    const seen = await detector.look(noise(width, height));
    const [found, unknown] = await seen.find(['red shirt', 'unheard of'], 4);
    assert.ok(found.length >= 1 && found.length <= 4);
    assert.deepEqual(unknown, []);
    for (const [i, { box, score }] of found.entries()) {
      assert.ok(box.x1 >= 0 && box.y1 >= 0 && box.x2 <= width + 1e-4 && box.y2 <= height + 1e-4);
      assert.ok(score >= 0 && score <= (found[i - 1]?.score ?? 1));
    }
    const proposals = await seen.proposals(20);
    assert.ok(proposals.count >= 1 && proposals.count <= 20);
    assert.ok(proposals.boxes.every((side, i) => side >= 0 && side <= (i % 2 === 0 ? width : height)));
  });
}

test('a photo of one colour is answered too', async () => {
  const photo = { width: 40, height: 60, data: new Uint8Array(40 * 60 * 3).fill(255) };
  const seen = await detector.look(photo);
  assert.equal((await seen.find(['shoe'], 1))[0].length, 1);
});

test('garments carry the labels of the training, and no more than asked for', async () => {
  const seen = await detector.look(noise(64, 96));
  const garments = await seen.garments(2);
  assert.ok(garments.length >= 1 && garments.length <= 2);
  assert.ok(garments.every(({ label }) => label === 'shirt' || label === 'shoe'));
});

test('calls that overlap answer as calls one after another', async () => {
  const photos = [noise(64, 96), noise(96, 64), noise(64, 96)];
  const texts = ['red shirt', 'blue shoe'];
  const together = await Promise.all(photos.map(async (photo) => (await detector.look(photo)).find(texts, 2)));
  for (const [i, photo] of photos.entries()) {
    assert.deepEqual(await (await detector.look(photo)).find(texts, 2), together[i]);
  }
});

test('a mirrored photo has the mirrored answers', async () => {
  const photo = noise(160, 160);
  const turned = photo.data.slice();
  for (let i = 0; i < 160 * 160; i++) {
    const mirror = i - (i % 160) + 159 - (i % 160);
    turned.set(photo.data.subarray(mirror * 3, mirror * 3 + 3), i * 3);
  }
  const [[best]] = await (await detector.look(photo)).find(['shirt'], 1);
  const [[other]] = await (await detector.look({ ...photo, data: turned })).find(['shirt'], 1);
  assert.ok(Math.abs(best.box.x1 - (160 - other.box.x2)) < 0.5);
  assert.ok(Math.abs(best.score - other.score) < 1e-3);
});

test('a detector whose weights do not fit is damaged; an image branch of another kind is refused', async () => {
  const { 'map/weights': map, ...others } = stored().weights;
  const weights = { ...others, 'map/weights': { ...map, shape: [1] } };
  await assert.rejects(createHeatmapDetector({ ...stored(), weights }, { encoder, engine }), DamagedError);
  await assert.rejects(createHeatmapDetector({ ...stored(), shape: {} }, { encoder, engine }), DamagedError);
  assert.throws(() => heatmapShapeOf({ ...twin.model.shape, image: 'alexnet' }, sizes), UsageError);
});
