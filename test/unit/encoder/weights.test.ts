import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { imageBranch } from '../../../src/encoder/image-branch.js';
import { answeringLayers, layerParameters, trainingLayers, type LayerSpec } from '../../../src/encoder/layers.js';
import { twinModel } from '../../../src/encoder/dual-encoder.js';
import {
  foldLayers,
  initialStatistics,
  initialWeights,
  layOut,
  splitTensor,
  statisticsLayout,
  viewsOf,
} from '../../../src/encoder/weights.js';
import * as tf from '../../../src/engine/tensor.js';
import { createRandom } from '../../../src/random.js';
import { randomTensor, useCpu } from './gradient-check.js';

before(useCpu);

const SIZES = { photoSize: 64, embeddingSize: 128, widths: [32, 64, 128, 256] };

function count(layers: readonly LayerSpec[]): number {
  return layOut(layerParameters(layers)).size;
}

test('the residual branch has the 1,258,400 parameters of the benchmark network', () => {
  assert.equal(count(imageBranch('residual', SIZES).layers), 1_258_400);
});

test('the AlexNet-like branch has its weights where its layers say', () => {
  const convolutions = 5 * 5 * 3 * 48 + 5 * 5 * 48 * 96 + 9 * 96 * 192 + 9 * 192 * 192 + 9 * 192 * 128;
  const dense = 4 * 4 * 128 * 512 + 512 * 512 + 512 * 128 + 128;
  const norms = 2 * (48 + 96 + 192 + 192 + 128 + 512 + 512);
  assert.equal(count(imageBranch('alexnet', SIZES).layers), convolutions + dense + norms);
});

test('both branches end in vectors of the embedding size, for any photo size they allow', () => {
  for (const name of ['residual', 'alexnet'] as const) {
    const branch = imageBranch(name, { photoSize: 32, embeddingSize: 6, widths: [4, 8] });
    const parameters = layerParameters(branch.layers);
    const parts = splitTensor(tf.tensor1d(initialWeights(parameters, createRandom(1))), layOut(parameters));
    const layers = trainingLayers(branch.layers, parts, () => undefined);
    const photos = randomTensor([2, 32, 32, 3], 5, 255) as tf.Tensor4D;
    assert.deepEqual(branch.embed(layers, photos).shape, [2, 6]);
  }
});

test('parts of the flat weights lie one after another, and only kernels and matrices decay', () => {
  const model = twinModel({ image: 'residual', ...SIZES, textUnits: 16, words: 7, wordSize: 5, categories: 3 });
  let end = 0;
  for (const { offset, size } of layOut(model.parameters).places) {
    assert.equal(offset, end);
    end += size;
  }
  const decaying = model.parameters.filter(({ decay }) => decay).map(({ name }) => name);
  assert.ok(decaying.every((name) => name.endsWith('/weights')));
});

test('a folded layer answers as batch norm with the running statistics does', () => {
  const layers: LayerSpec[] = [{ name: 'a', shape: [3, 2], then: 'norm' }];
  const parameters = layerParameters(layers);
  const weights = initialWeights(parameters, createRandom(2));
  const statistics = initialStatistics(statisticsLayout(layers));
  const stats = viewsOf(statistics, statisticsLayout(layers));
  stats.get('a/mean')!.set([0.5, -1]);
  stats.get('a/variance')!.set([4, 0.25]);
  const views = viewsOf(weights, layOut(parameters));
  views.get('a/scale')!.set([2, 3]);
  views.get('a/offset')!.set([1, -1]);
  const folded = foldLayers(layers, views, stats);
  const tensors = Object.fromEntries(
    Object.entries(folded).map(([name, { shape, data }]) => [name, tf.tensor(data, [...shape])]),
  );
  const x = tf.tensor2d([[1, 2, 3]]);
  const answer = answeringLayers(layers, tensors).connect('a', x).dataSync();
  const product = tf.matMul(x, tf.tensor2d(views.get('a/weights')!, [3, 2])).dataSync();
  const expected = [
    (2 * (product[0] - 0.5)) / Math.sqrt(4 + 1e-5) + 1,
    (3 * (product[1] + 1)) / Math.sqrt(0.25 + 1e-5) - 1,
  ];
  for (const [i, value] of expected.entries()) assert.ok(Math.abs(answer[i] - value) < 1e-4);
});
