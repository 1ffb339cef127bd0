import type { Held, Program } from '../../../src/engine/engine.js';
import {
  add, div, logSoftmax, mul, sqrt, square, sub, sum, valueAndGrads,
  type Tensor, type Tensor1D, type Tensor2D, type Tensor4D,
} from '../../../src/engine/tensor.js'; // prettier-ignore
import { imageBranch } from '../../../src/encoder/image-branch.js';
import { answeringLayers, layerParameters, trainingLayers, type LayerSpec } from '../../../src/encoder/layers.js';
import {
  foldLayers,
  initialStatistics,
  initialWeights,
  layOut,
  splitTensor,
  statisticsLayout,
  viewsOf,
} from '../../../src/encoder/weights.js';
import { createRandom } from '../../../src/random.js';

const CLASSES = 128;
const SIZE = 64;
const BRANCH = imageBranch('residual', { photoSize: SIZE, embeddingSize: CLASSES, widths: [32, 64, 128, 256] });

export interface NetworkOptions {
  readonly batch: number;
  readonly stem: 1 | 2;
}

function layersWithStem(stem: number): LayerSpec[] {
  return BRANCH.layers.map((layer) => (layer.name === 'image/stem' ? { ...layer, stride: stem } : layer));
}

/** Random photos as bytes, and one-hot classes. */
export function randomBatch(batch: number): { photos: Float32Array; classes: Float32Array } {
  const random = createRandom('training benchmark');
  const photos = Float32Array.from({ length: batch * SIZE * SIZE * 3 }, () => random.integer(256));
  const classes = new Float32Array(batch * CLASSES);
  for (let i = 0; i < batch; i++) classes[i * CLASSES + random.integer(CLASSES)] = 1;
  return { photos, classes };
}

function inputs(batch: number): Program['inputs'] {
  return { photos: { shape: [batch, SIZE, SIZE, 3] }, classes: { shape: [batch, CLASSES] } };
}

interface Differentiated {
  readonly loss: Tensor;
  readonly gradient: Tensor1D;
}

function differentiate(tensors: Readonly<Record<string, Tensor>>, { batch, stem }: NetworkOptions): Differentiated {
  const layers = layersWithStem(stem);
  const parameters = layerParameters(layers);
  const layout = layOut(parameters);
  const loss = (flat: Tensor1D): Tensor => {
    const live = trainingLayers(layers, splitTensor(flat, layout), () => undefined);
    const logits: Tensor2D = BRANCH.embed(live, tensors.photos as Tensor4D);
    return mul(sum(mul(logSoftmax(logits), tensors.classes as Tensor2D)), -1 / batch);
  };
  const { value, grads } = valueAndGrads((flat) => loss(flat as Tensor1D))([tensors.weights]);
  return { loss: value, gradient: grads[0] as Tensor1D };
}

/** Flat, seeded. */
export function initialWeightsOf(stem: number): Float32Array {
  return initialWeights(layerParameters(layersWithStem(stem)), createRandom('weights'));
}

function startWeights(stem: number): Held {
  const data = initialWeightsOf(stem);
  return { shape: [data.length], data };
}

/** Cross-entropy and Adam (Kingma and Ba 2015) at 1e-3 as one program; the state is the weights and both moments. */
export function trainingProgram(options: NetworkOptions): Program {
  const weights = startWeights(options.stem);
  const zero = { shape: weights.shape, data: new Float32Array(weights.data.length) };
  return {
    inputs: inputs(options.batch),
    state: { weights, mean: zero, variance: zero },
    build: (tensors) => {
      const { loss, gradient } = differentiate(tensors, options);
      const moment = add(mul(tensors.mean, 0.9), mul(gradient, 0.1));
      const spread = add(mul(tensors.variance, 0.999), mul(square(gradient), 0.001));
      const step = mul(div(moment, add(sqrt(spread), 1e-8)), 1e-3);
      return { loss, weights: sub(tensors.weights, step), mean: moment, variance: spread };
    },
  };
}

/** The loss and the flat gradient only: what one of several workers computes. */
export function gradientProgram(options: NetworkOptions): Program {
  return {
    inputs: { ...inputs(options.batch), weights: { shape: startWeights(options.stem).shape } },
    build: (tensors) => ({ ...differentiate(tensors, options) }),
  };
}

/** The network as it answers: batch norms folded, weights as constants. */
export function inferenceProgram({ batch, stem }: NetworkOptions): Program {
  const layers = layersWithStem(stem);
  const statistics = statisticsLayout(layers);
  const folded = foldLayers(
    layers,
    viewsOf(startWeights(stem).data, layOut(layerParameters(layers))),
    viewsOf(initialStatistics(statistics), statistics),
  );
  return {
    inputs: { photos: inputs(batch).photos },
    constants: folded,
    build: (tensors) => ({ logits: BRANCH.embed(answeringLayers(layers, tensors), tensors.photos as Tensor4D) }),
  };
}
