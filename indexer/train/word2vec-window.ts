import type { Random } from '../../src/random.js';

/** Outputs (a word and its negatives) are worked on six at a time: 1 + 5 is the usual number. */
const GROUP = 6;

/** The vectors that a window is learned on, and where negatives come from. */
export interface WindowModel {
  /** [words x dimensions] word vectors, changed. */
  readonly input: Float32Array;
  /** [(words + 1) x dimensions] context vectors, changed; the last row is spare: it stands where no negative does. */
  readonly output: Float32Array;
  /** [2 x words] how many steps each row of `input`, then of `output`, has made; counted on. */
  readonly steps: Uint32Array;
  readonly negatives: AliasTable;
  readonly negativesPerWindow: number;
  readonly dimensions: number;
}

/** Column i stands for word i with chance[i], else for other[i]; see alias-table.ts. */
export interface AliasTable {
  readonly chance: Float32Array;
  readonly other: Int32Array;
}

/** What stays the same from window to window, allocated once. */
export interface WindowTrainer {
  readonly model: WindowModel;
  readonly random: Random;
  /** The word at the middle, then its negatives, then the spare row up to a multiple of six. */
  readonly drawn: Int32Array;
  /** [6] scores, then steps, of one pair. */
  readonly scores: Float64Array;
}

export function createWindowTrainer(model: WindowModel, random: Random): WindowTrainer {
  const groups = Math.ceil((1 + model.negativesPerWindow) / GROUP);
  return { model, random, drawn: new Int32Array(groups * GROUP), scores: new Float64Array(GROUP) };
}

/** A text without the words that subsampling left out, and the window in it. */
export interface Window {
  readonly words: Int32Array;
  /** The middle, and where the window begins and ends (exclusive). */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/**
 * One step of gradient descent on a window: for the word w at its middle and each context c in it
 *     loss = -ln s(in_c . out_w) - sum over negatives n of ln s(-in_c . out_n),   s(x) = 1 / (1 + e^-x)
 * Mikolov et al. 2013, eq. 4. Our deviation: the negatives are drawn once for a window, not for each pair (Ji et al.
 * 2016), so that they stay in the processor's nearest cache from context to context.
 * @returns the sum of the losses, in nats, before the step
 */
export function trainWindow(trainer: WindowTrainer, { words, at, from, to }: Window, learningRate: number): number {
  const { drawn } = trainer;
  const { steps } = trainer.model;
  const spare = steps.length / 2;
  drawNegatives(trainer, words[at], spare);
  let loss = 0;
  for (let first = 0; first < drawn.length; first += GROUP) {
    for (let i = from; i < to; i++) {
      if (i === at) continue;
      scoreGroup(trainer, words[i], first);
      loss += scoresToSteps(trainer, first, { rate: learningRate, spare });
      stepGroup(trainer, words[i], first);
      if (first === 0) steps[words[i]]++;
    }
  }
  for (const id of drawn) if (id !== spare) steps[spare + id] += to - from - 1;
  return loss;
}

/** A negative that is the word itself, or there already, is left out, as in the authors' program. */
function drawNegatives({ model, drawn, random }: WindowTrainer, word: number, spare: number): void {
  const { chance, other } = model.negatives;
  drawn.fill(spare);
  drawn[0] = word;
  for (let n = 1; n <= model.negativesPerWindow; n++) {
    const column = random.integer(chance.length);
    const id = random.next() < chance[column] ? column : other[column];
    if (!drawn.includes(id)) drawn[n] = id;
  }
}

/** scores[k] = in_context . out_k */
function scoreGroup({ model, drawn, scores }: WindowTrainer, context: number, first: number): void {
  const { input, output, dimensions } = model;
  const at = context * dimensions;
  const o0 = drawn[first] * dimensions;
  const o1 = drawn[first + 1] * dimensions;
  const o2 = drawn[first + 2] * dimensions;
  const o3 = drawn[first + 3] * dimensions;
  const o4 = drawn[first + 4] * dimensions;
  const o5 = drawn[first + 5] * dimensions;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let s4 = 0;
  let s5 = 0;
  for (let d = 0; d < dimensions; d++) {
    const x = input[at + d];
    s0 += x * output[o0 + d];
    s1 += x * output[o1 + d];
    s2 += x * output[o2 + d];
    s3 += x * output[o3 + d];
    s4 += x * output[o4 + d];
    s5 += x * output[o5 + d];
  }
  scores[0] = s0;
  scores[1] = s1;
  scores[2] = s2;
  scores[3] = s3;
  scores[4] = s4;
  scores[5] = s5;
}

/** Moves the context's word vector and the six output rows, each by the other's values before the step. */
function stepGroup({ model, drawn, scores }: WindowTrainer, context: number, first: number): void {
  const { input, output, dimensions } = model;
  const at = context * dimensions;
  const o0 = drawn[first] * dimensions;
  const o1 = drawn[first + 1] * dimensions;
  const o2 = drawn[first + 2] * dimensions;
  const o3 = drawn[first + 3] * dimensions;
  const o4 = drawn[first + 4] * dimensions;
  const o5 = drawn[first + 5] * dimensions;
  const g0 = scores[0];
  const g1 = scores[1];
  const g2 = scores[2];
  const g3 = scores[3];
  const g4 = scores[4];
  const g5 = scores[5];
  for (let d = 0; d < dimensions; d++) {
    const x = input[at + d];
    const y0 = output[o0 + d];
    const y1 = output[o1 + d];
    const y2 = output[o2 + d];
    const y3 = output[o3 + d];
    const y4 = output[o4 + d];
    const y5 = output[o5 + d];
    input[at + d] = x + (g0 * y0 + g1 * y1 + (g2 * y2 + g3 * y3) + (g4 * y4 + g5 * y5));
    output[o0 + d] = y0 + g0 * x;
    output[o1 + d] = y1 + g1 * x;
    output[o2 + d] = y2 + g2 * x;
    output[o3 + d] = y3 + g3 * x;
    output[o4 + d] = y4 + g4 * x;
    output[o5 + d] = y5 + g5 * x;
  }
}

/** Sigmoid and its -ln at steps of 1/128 between -8 and 8; beyond, the gradient is as good as 0 or 1. */
const TABLE_REACH = 8;
const TABLE_STEPS = 128;
const SIGMOID = Float64Array.from(
  { length: 2 * TABLE_REACH * TABLE_STEPS + 1 },
  (_, i) => 1 / (1 + Math.exp(TABLE_REACH - i / TABLE_STEPS)),
);
const LOSS = Float64Array.from(SIGMOID, (value) => -Math.log(value));

/**
 * Turns the six scores into the steps rate x (label - s(score)), 0 where nothing was drawn.
 * @returns the loss of the group
 */
function scoresToSteps(
  { scores, drawn }: WindowTrainer,
  first: number,
  { rate, spare }: { rate: number; spare: number },
): number {
  let loss = 0;
  for (let k = 0; k < GROUP; k++) {
    if (drawn[first + k] === spare) {
      scores[k] = 0;
      continue;
    }
    const isWord = first + k === 0;
    const score = Math.max(-TABLE_REACH, Math.min(TABLE_REACH, scores[k]));
    const at = Math.round((score + TABLE_REACH) * TABLE_STEPS);
    loss += LOSS[isWord ? at : LOSS.length - 1 - at];
    scores[k] = rate * ((isWord ? 1 : 0) - SIGMOID[at]);
  }
  return loss;
}
