import type { CanvasSize } from '../../../src/detection/canvas.js';
import {
  ANSWER,
  ANSWER_SIZE,
  CENTER_UNIT,
  HALF_SIDE_UNIT,
  LOG_SIDE_RANGE,
  PLACE_STRIDE,
  placeCenters,
  type HeatmapNetwork,
} from '../../../src/detection/heatmap-network.js';
import {
  answeringLayers,
  layerParameters,
  trainingLayers,
  type Layers,
  type NamedTensors,
  type OnStatistics,
} from '../../../src/encoder/layers.js';
import type { FoldedWeights } from '../../../src/encoder/answering.js';
import { layOut, splitTensor, statisticsLayout } from '../../../src/encoder/weights.js';
import type { Program } from '../../../src/engine/engine.js';
import * as tf from '../../../src/engine/tensor.js';
import type { HeatmapLosses } from './recipe.js';

/** How many rows of each kind one shard of one step has. */
export interface HeatmapBatch {
  readonly windows: number;
  /** Of each window. */
  readonly queries: number;
  readonly canvas: CanvasSize;
}

/** The parts of the total loss, in the order of the output `losses`; `overlap` is no loss but is reported with them. */
export const HEATMAP_LOSSES = ['total', 'match', 'box', 'presence', 'overlap'] as const;

/** Far below every logit. */
const NEVER = 1e9;
/** Box sides below this many pixels count as so many where an error is measured in sides. */
const LEAST_SIDE = 8;
/** Where the smooth L1 loss turns from a parabola into a line (Girshick 2015, eq. 3, scaled). */
const SMOOTH = 0.1;

export interface HeatmapProgramOptions {
  readonly network: HeatmapNetwork;
  /** Of the frozen layers. */
  readonly frozen: FoldedWeights;
  readonly batch: HeatmapBatch;
  readonly losses: HeatmapLosses;
}

/**
 * One shard of a step as a program: windows and queries in, gradient of the weighted losses out. `n` counts the queries
 * of all windows, `places` the places of the map.
 *
 *     weights  [parameters]                  flat, see layOut
 *     photos   [windows, height, width, 3]   bytes as floats
 *     texts    [n, textSize]                 see textFeatures
 *     inside   [n, places]                   1 where a right answer may stand, else 0
 *     targets  [n, 4, places]                centre x and y, width and height in pixels of the box that a place answers with
 *     positive [n]                           1 / queries with an answer, or 0
 *     asked    [n]                           1 / queries that ask something, or 0
 *     present  [n]                           1 for a query with an answer, else 0
 *
 *     -> gradient [parameters], statistics [batch norms], losses [HEATMAP_LOSSES]
 */
export function heatmapProgram(options: HeatmapProgramOptions): Program {
  const { network, frozen, batch } = options;
  const { canvas, windows } = batch;
  const n = windows * batch.queries;
  const places = (canvas.width / PLACE_STRIDE) * (canvas.height / PLACE_STRIDE);
  const centers = placeCenters(canvas);
  const layout = layOut(layerParameters(network.trained));
  return {
    inputs: {
      weights: { shape: [layout.size] },
      photos: { shape: [windows, canvas.height, canvas.width, 3] },
      texts: { shape: [n, network.shape.textSize] },
      inside: { shape: [n, places] },
      targets: { shape: [n, 4, places] },
      positive: { shape: [n] },
      asked: { shape: [n] },
      present: { shape: [n] },
    },
    constants: {
      ...frozen,
      placesX: { shape: [places], data: centers.x },
      placesY: { shape: [places], data: centers.y },
    },
    build: (feeds) => lossGradients(options, feeds, splitTensor(feeds.weights as tf.Tensor1D, layout)),
  };
}

function lossGradients(
  options: HeatmapProgramOptions,
  feeds: NamedTensors,
  parts: NamedTensors,
): Record<string, tf.Tensor> {
  const { network, losses: weights } = options;
  const names = Object.keys(parts);
  const aside: Record<string, tf.Tensor> = {};
  // What leaves besides the loss is kept, or the tape's scope would dispose it.
  const keep = (name: string, tensor: tf.Tensor): void => {
    aside[name] = tf.keep(tensor);
  };
  const total = (...values: tf.Tensor[]): tf.Scalar => {
    const parameters = Object.fromEntries(names.map((name, i) => [name, values[i]]));
    const losses = forward(options, feeds, parameters, (layer, { mean, variance }) => {
      keep(`${layer}/mean`, mean);
      keep(`${layer}/variance`, variance);
    });
    for (const [name, loss] of Object.entries(losses)) keep(name, loss);
    return tf.add(losses.match, tf.add(losses.box, tf.mul(losses.presence, weights.presence)));
  };
  const { value, grads } = tf.valueAndGrads(total)(names.map((name) => parts[name]));
  const outputs = {
    gradient: tf.concat(grads.map((gradient) => tf.reshape(gradient, [-1]))),
    statistics: tf.concat(statisticsLayout(network.trained).places.map(({ name }) => aside[name])),
    losses: tf.stack(HEATMAP_LOSSES.map((name) => (name === 'total' ? value : aside[name]))),
  };
  for (const tensor of Object.values(aside)) tensor.dispose();
  return outputs;
}

type LossParts = Record<'match' | 'box' | 'presence' | 'overlap', tf.Scalar>;

function forward(
  { network, batch, losses }: HeatmapProgramOptions,
  feeds: NamedTensors,
  parameters: NamedTensors,
  onStatistics: OnStatistics,
): LossParts {
  const live = trainingLayers(network.trained, parameters, onStatistics);
  const layers = frozenOrLive(network, answeringLayers(network.frozen, feeds), live);
  const map = network.map(layers, feeds.photos as tf.Tensor4D);
  const condition = network.condition(layers, feeds.texts as tf.Tensor2D);
  const answers = network.answer(layers, map, condition);
  const n = batch.windows * batch.queries;
  const byKind = tf.transpose(tf.reshape(answers, [n, -1, ANSWER_SIZE]), [0, 2, 1]);
  const places = byKind.shape[2]!;
  const pick = (kind: number): tf.Tensor2D => tf.reshape(tf.slice(byKind, [0, kind, 0], [n, 1, places]), [n, places]);
  return lossParts(pick, feeds, losses);
}

function frozenOrLive({ frozen }: HeatmapNetwork, still: Layers, live: Layers): Layers {
  const names = new Set(frozen.map(({ name }) => name));
  const of = (name: string): Layers => (names.has(name) ? still : live);
  return {
    convolve: (name, x) => of(name).convolve(name, x),
    connect: (name, x) => of(name).connect(name, x),
  };
}

/** @param pick one of the numbers of ANSWER for every query and place, [n, places] */
function lossParts(pick: (kind: number) => tf.Tensor2D, feeds: NamedTensors, weights: HeatmapLosses): LossParts {
  const inside = feeds.inside as tf.Tensor2D;
  const positive = feeds.positive as tf.Tensor1D;
  const answered = tf.maximum(tf.sum(inside, 1), 1);
  /** Mean over the places inside, then over the queries with an answer. */
  const meanInside = (x: tf.Tensor2D): tf.Scalar =>
    tf.sum(tf.mul(positive, tf.div(tf.sum(tf.mul(x, inside), 1), answered)));
  const match = pick(ANSWER.match);
  const { overlap, error } = boxErrors(pick, feeds, weights);
  const short: tf.Tensor2D = tf.mul(tf.sub(overlap, 1), 1 / weights.overlapTemperature);
  return {
    match: tf.sum(tf.mul(positive, matchLoss(match, short, inside))),
    box: meanInside(error),
    presence: presenceLoss(pick(ANSWER.presence), match, feeds),
    overlap: meanInside(overlap),
  };
}

/**
 * How surprising a right answer is, where a place inside answers the better the more its box overlaps the right one:
 *
 *     L = - log sum over places inside of  softmax(match) exp((overlap - 1) / temperature)
 *
 * @param short (overlap - 1) / temperature, [n, places]
 * @returns [n]
 */
function matchLoss(match: tf.Tensor2D, short: tf.Tensor2D, inside: tf.Tensor2D): tf.Tensor1D {
  const within = tf.add(tf.add(match, short), tf.mul(tf.sub(inside, 1), NEVER));
  return tf.sub(tf.logSumExp(match, 1), tf.logSumExp(within, 1));
}

/**
 * Binary cross entropy of the presence of each text, whose logit is the mean of the places' by how far the match believes
 * in them.
 */
function presenceLoss(presence: tf.Tensor2D, match: tf.Tensor2D, { asked, present }: NamedTensors): tf.Scalar {
  const believed = withoutGradient(tf.softmax(match));
  const logit = tf.sum(tf.mul(presence, believed), 1);
  return tf.sum(tf.mul(asked, tf.sub(tf.softplus(logit), tf.mul(present, logit))));
}

/** The same numbers, through which no gradient flows. */
function withoutGradient(x: tf.Tensor2D): tf.Tensor2D {
  return tf.customGrad((value) => ({ value: (value as tf.Tensor2D).clone(), gradFunc: (dy) => tf.zerosLike(dy) }))(
    x,
  ) as tf.Tensor2D;
}

interface Sides {
  readonly center: tf.Tensor2D;
  readonly half: tf.Tensor2D;
  /** Logarithm of the whole side, in pixels. */
  readonly log: tf.Tensor2D;
}

/** One axis of the answer's boxes. */
function answered(center: tf.Tensor2D, side: tf.Tensor2D, places: tf.Tensor): Sides {
  const log: tf.Tensor2D = tf.clipByValue(side, LOG_SIDE_RANGE[0], LOG_SIDE_RANGE[1]);
  return {
    center: tf.add(tf.mul(center, CENTER_UNIT), places),
    half: tf.mul(tf.exp(log), HALF_SIDE_UNIT),
    log: tf.add(side, Math.log(2 * HALF_SIDE_UNIT)),
  };
}

/**
 * Generalised intersection over union (Rezatofighi et al., CVPR 2019, algorithm 1) and smooth L1 of centre and logarithm
 * of the sides, for every place: [n, places].
 */
function boxErrors(
  pick: (kind: number) => tf.Tensor2D,
  feeds: NamedTensors,
  { giou, sides }: HeatmapLosses,
): { overlap: tf.Tensor2D; error: tf.Tensor2D } {
  const [n, , places] = feeds.targets.shape as [number, number, number];
  const target = (axis: number): tf.Tensor2D =>
    tf.reshape(tf.slice(feeds.targets, [0, axis, 0], [n, 1, places]), [n, places]);
  const across = sideErrors(answered(pick(ANSWER.x), pick(ANSWER.width), feeds.placesX), target(0), target(2));
  const down = sideErrors(answered(pick(ANSWER.y), pick(ANSWER.height), feeds.placesY), target(1), target(3));
  const shared = tf.mul(across.shared, down.shared);
  const area = tf.add(tf.mul(across.own, down.own), tf.mul(across.right, down.right));
  const union = tf.sub(area, shared);
  const overlap: tf.Tensor2D = tf.div(shared, union);
  const hull = tf.mul(across.hull, down.hull);
  const generalised = tf.sub(overlap, tf.div(tf.sub(hull, union), hull));
  const error: tf.Tensor2D = tf.add(
    tf.mul(tf.sub(1, generalised), giou),
    tf.mul(tf.add(across.error, down.error), sides),
  );
  return { overlap, error };
}

interface SideErrors {
  /** Lengths in pixels: of both sides together, of the answer's and the right one, of the shortest that holds both. */
  readonly shared: tf.Tensor2D;
  readonly own: tf.Tensor2D;
  readonly right: tf.Tensor2D;
  readonly hull: tf.Tensor2D;
  readonly error: tf.Tensor2D;
}

function sideErrors({ center, half, log }: Sides, rightCenter: tf.Tensor2D, right: tf.Tensor2D): SideErrors {
  const rightHalf = tf.mul(right, 0.5);
  const [low, high] = [tf.sub(center, half), tf.add(center, half)];
  const [rightLow, rightHigh] = [tf.sub(rightCenter, rightHalf), tf.add(rightCenter, rightHalf)];
  const shift = tf.mul(tf.div(tf.sub(center, rightCenter), tf.maximum(right, LEAST_SIDE)), 2);
  const stretch = tf.sub(log, tf.log(tf.maximum(right, 1)));
  return {
    shared: tf.relu(tf.sub(tf.minimum(high, rightHigh), tf.maximum(low, rightLow))),
    own: tf.sub(high, low),
    right,
    hull: tf.sub(tf.maximum(high, rightHigh), tf.minimum(low, rightLow)),
    error: tf.add(smoothL1(shift), smoothL1(stretch)),
  };
}

function smoothL1(x: tf.Tensor): tf.Tensor2D {
  const size = tf.abs(x);
  const bent = tf.minimum(size, SMOOTH);
  return tf.add(tf.mul(tf.square(bent), 0.5 / SMOOTH), tf.sub(size, bent));
}
