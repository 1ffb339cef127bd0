import type { EncoderRecipe } from '../../src/encoder/recipe.js';
import { inverseTemperature, WORDS, type Embedded, type TwinModel } from '../../src/encoder/dual-encoder.js';
import { trainingLayers, type Layers, type NamedTensors } from '../../src/encoder/layers.js';
import { contrastiveLoss, crossEntropy, rankingLoss, symmetricInfoNce } from '../../src/encoder/losses.js';
import { layOut, splitTensor, statisticsLayout, type Layout } from '../../src/encoder/weights.js';
import type { Program, TensorSpec } from '../../src/engine/engine.js';
import * as tf from '../../src/engine/tensor.js';

/** How many rows of each kind one shard of one step has. */
export interface ShardSizes {
  /** Photos of this shard, and texts that have them. */
  readonly photos: number;
  /** Whole texts: those of the photos first, then the rest of the batch, then the extra ones. */
  readonly wholeTexts: number;
  /** Short texts: one for each product of the batch, those of the photos first; or none. */
  readonly shortTexts: number;
  /** Photos of earlier steps. */
  readonly memory: number;
}

export function shardSizes({ batchSize, shards, extraTexts, shortTexts, photoMemory }: EncoderRecipe): ShardSizes {
  return {
    photos: batchSize / shards,
    wholeTexts: batchSize + extraTexts,
    shortTexts: shortTexts > 0 ? batchSize : 0,
    memory: photoMemory,
  };
}

/** The parts of the total loss, in the order of the output `losses`. */
export const LOSS_NAMES = ['total', 'infoNce', 'shortTexts', 'contrastive', 'imageCategory', 'textCategory'] as const;
export type LossName = (typeof LOSS_NAMES)[number];

/**
 * One shard of a training step as a program: photos and texts in, gradient of the weighted losses out.
 *
 *     weights    [parameters]                      flat, see layOut
 *     photos     [photos, size, size, 3]           bytes as floats
 *     bags       [whole + short, words]            each row the normalised weights of a text's words
 *     labels     [photos, categories]              one-hot, or 0 without a category
 *     wholeTexts [photos, whole], wholePhotos [photos, photos + memory]   the right answers of InfoNCE
 *     shortTexts [photos, short], shortPhotos [photos, photos + memory]   the right answers for short texts
 *     others     [photos, whole]                   one-hot: a text of another category for the contrastive loss
 *     memory     [memory, dimensions], memoryBias [photos + memory]       photos of earlier steps
 *
 *     -> gradient [parameters], statistics [batch norms], losses [LOSS_NAMES], embeddings [photos, dimensions]
 */
export function gradientProgram(model: TwinModel, recipe: EncoderRecipe): Program {
  const layout = layOut(model.parameters);
  const statistics = statisticsLayout(model.layers);
  return {
    inputs: { weights: { shape: [layout.size] }, ...batchInputs(model, recipe) },
    build: (feeds) => {
      const parts = splitTensor(feeds.weights as tf.Tensor1D, layout);
      return lossGradients(model, recipe, { feeds, parts, layout, statistics });
    },
  };
}

/** The inputs of a step but for the weights. */
export function batchInputs({ shape }: TwinModel, recipe: EncoderRecipe): Record<string, TensorSpec> {
  const { photos, wholeTexts, shortTexts, memory } = shardSizes(recipe);
  const { losses } = recipe;
  const side = shape.photoSize;
  const rows = photos + memory;
  return {
    photos: { shape: [photos, side, side, 3] },
    bags: { shape: [wholeTexts + shortTexts, shape.words] },
    ...(losses.imageCategory + losses.textCategory > 0 && { labels: { shape: [photos, shape.categories] } }),
    ...(losses.infoNce > 0 && { wholeTexts: { shape: [photos, wholeTexts] }, wholePhotos: { shape: [photos, rows] } }),
    ...(losses.infoNce > 0 &&
      shortTexts > 0 && { shortTexts: { shape: [photos, shortTexts] }, shortPhotos: { shape: [photos, rows] } }),
    ...(losses.infoNce > 0 &&
      memory > 0 && { memory: { shape: [memory, shape.embeddingSize] }, memoryBias: { shape: [rows] } }),
    ...(losses.contrastive > 0 && { others: { shape: [photos, wholeTexts] }, isMatch: { shape: [2 * photos] } }),
  };
}

interface Step {
  readonly feeds: NamedTensors;
  readonly parts: NamedTensors;
  readonly layout: Layout;
  readonly statistics: Layout;
}

function lossGradients(model: TwinModel, recipe: EncoderRecipe, step: Step): Record<string, tf.Tensor> {
  const names = step.layout.places.map(({ name }) => name);
  const aside: Record<string, tf.Tensor> = {};
  // What leaves besides the loss is kept, or the tape's scope would dispose it.
  const keep = (name: string, tensor: tf.Tensor): void => {
    aside[name] = tf.keep(tensor);
  };
  const total = (...values: tf.Tensor[]): tf.Scalar => {
    const parameters = Object.fromEntries(names.map((name, i) => [name, values[i]]));
    return totalLoss(model, recipe, { feeds: step.feeds, parameters, keep });
  };
  const { value, grads } = tf.valueAndGrads(total)(names.map((name) => step.parts[name]));
  const losses = LOSS_NAMES.map((name) => (name === 'total' ? value : (aside[name] ?? tf.scalar(0))));
  const outputs = {
    gradient: tf.concat(grads.map((gradient) => tf.reshape(gradient, [-1]))),
    statistics: tf.concat(step.statistics.places.map(({ name }) => aside[name])),
    losses: tf.stack(losses),
    embeddings: tf.clone(aside.embeddings),
  };
  for (const tensor of Object.values(aside)) tensor.dispose();
  return outputs;
}

interface Forward {
  readonly feeds: NamedTensors;
  readonly parameters: NamedTensors;
  readonly keep: (name: string, tensor: tf.Tensor) => void;
}

function totalLoss(model: TwinModel, recipe: EncoderRecipe, { feeds, parameters, keep }: Forward): tf.Scalar {
  const layers = trainingLayers(model.layers, parameters, (layer, { mean, variance }) => {
    keep(`${layer}/mean`, mean);
    keep(`${layer}/variance`, variance);
  });
  const photos = model.embedPhotos(layers, feeds.photos as tf.Tensor4D);
  const pooled: tf.Tensor2D = tf.matMul(feeds.bags, parameters[WORDS]);
  const texts = model.embedTexts(layers, pooled);
  keep('embeddings', photos.unit);
  const parts: Twins = { model, layers, recipe, feeds, parameters, photos, texts };
  const weighted: tf.Scalar[] = [];
  const include = (name: LossName, weight: number, loss: () => tf.Scalar): void => {
    if (weight === 0) return;
    const value = loss();
    keep(name, value);
    weighted.push(tf.mul(value, weight));
  };
  const { losses, shortTexts } = recipe;
  include('infoNce', losses.infoNce * (1 - shortTexts), () => wholeTextLoss(parts));
  include('shortTexts', losses.infoNce * shortTexts, () => shortTextLoss(parts));
  include('contrastive', losses.contrastive, () => pairLoss(parts));
  include('imageCategory', losses.imageCategory, () =>
    crossEntropy(model.classifyPhotos(layers, photos), feeds.labels as tf.Tensor2D),
  );
  include('textCategory', losses.textCategory, () =>
    crossEntropy(model.classifyTexts(layers, ownTexts(parts)), feeds.labels as tf.Tensor2D),
  );
  return [...weighted, ...unusedParameters(recipe, parameters)].reduce((sum, part) => tf.add(sum, part));
}

/** Parameters of parts that the recipe leaves out, times 0: a gradient is asked of every parameter. */
function unusedParameters({ losses, shortTexts }: EncoderRecipe, parameters: NamedTensors): tf.Scalar[] {
  const isUsed = (name: string): boolean => {
    if (name.startsWith('image/category')) return losses.imageCategory > 0;
    if (name.startsWith('text/category')) return losses.textCategory > 0;
    if (name === 'temperature/whole') return losses.infoNce * (1 - shortTexts) > 0;
    return name !== 'temperature/short' || losses.infoNce * shortTexts > 0;
  };
  const unused = Object.entries(parameters).filter(([name]) => !isUsed(name));
  return unused.map(([, tensor]) => tf.mul(tf.sum(tensor), 0));
}

interface Twins {
  readonly model: TwinModel;
  readonly layers: Layers;
  readonly recipe: EncoderRecipe;
  readonly feeds: NamedTensors;
  readonly parameters: NamedTensors;
  readonly photos: Embedded;
  readonly texts: Embedded;
}

function rows(matrix: tf.Tensor2D, from: number, count: number): tf.Tensor2D {
  return tf.slice(matrix, [from, 0], [count, matrix.shape[1]]);
}

/** The whole texts of the shard's own photos. */
function ownTexts({ texts, recipe }: Twins): Embedded {
  const { photos } = shardSizes(recipe);
  return { raw: rows(texts.raw, 0, photos), unit: rows(texts.unit, 0, photos) };
}

function wholeTextLoss(twins: Twins): tf.Scalar {
  const { feeds, parameters, photos, texts, recipe } = twins;
  const sizes = shardSizes(recipe);
  return symmetricInfoNce(
    photos.unit,
    rows(texts.unit, 0, sizes.photos),
    { imageToText: feeds.wholeTexts as tf.Tensor2D, textToImage: feeds.wholePhotos as tf.Tensor2D },
    {
      scale: inverseTemperature(parameters, 'temperature/whole'),
      others: {
        texts: restOf(texts.unit, sizes.photos, sizes.wholeTexts),
        photos: feeds.memory as tf.Tensor2D | undefined,
        photoBias: feeds.memoryBias as tf.Tensor1D | undefined,
      },
    },
  );
}

function restOf(matrix: tf.Tensor2D, from: number, to: number): tf.Tensor2D | undefined {
  return to > from ? rows(matrix, from, to - from) : undefined;
}

/** As InfoNCE, but a short text is right for every photo that it describes, and has its own temperature. */
function shortTextLoss({ feeds, parameters, photos, texts, recipe }: Twins): tf.Scalar {
  const sizes = shardSizes(recipe);
  const scale = inverseTemperature(parameters, 'temperature/short');
  const short = rows(texts.unit, sizes.wholeTexts, sizes.shortTexts);
  const memory = feeds.memory as tf.Tensor2D | undefined;
  const pictures = memory === undefined ? photos.unit : tf.concat([photos.unit, memory], 0);
  const findPhotos: tf.Scalar = rankingLoss(rows(short, 0, sizes.photos), pictures, feeds.shortPhotos as tf.Tensor2D, {
    scale,
    bias: feeds.memoryBias as tf.Tensor1D | undefined,
  });
  const findTexts: tf.Scalar = rankingLoss(photos.unit, short, feeds.shortTexts as tf.Tensor2D, { scale });
  return tf.mul(tf.add(findPhotos, findTexts), 0.5);
}

/** Each photo once with its own text and once with a text of another category. */
function pairLoss(twins: Twins): tf.Scalar {
  const { feeds, photos, texts, recipe } = twins;
  const whole = rows(texts.unit, 0, shardSizes(recipe).wholeTexts);
  const others: tf.Tensor2D = tf.matMul(feeds.others, whole);
  return contrastiveLoss(
    tf.concat([photos.unit, photos.unit], 0),
    tf.concat([ownTexts(twins).unit, others], 0),
    feeds.isMatch as tf.Tensor1D,
    { margin: recipe.margin },
  );
}
