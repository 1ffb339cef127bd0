import type { Random } from '../../src/random.js';

/** Outputs (a word and its negatives) are worked on six at a time: 1 + 5 is the usual number. */
const GROUP = 6;

/** The vectors that a window is learned on, and where negatives come from. */
export interface WindowModel {
  /** [words x dimensions] word vectors and context vectors; both are changed. */
  readonly input: Float32Array;
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
  /** The word at the middle, then its negatives; -1 where there is none. */
  readonly drawn: Int32Array;
  /**
   * [dimensions x 6] the output rows of a group, interleaved, so that the inner loops walk through them once, in order:
   *
   *     word[0] neg1[0] .. neg5[0] | word[1] neg1[1] .. neg5[1] | ...
   */
  readonly rows: Float64Array;
  /** [6] scores, then steps, of one pair. */
  readonly scores: Float64Array;
}

export function createWindowTrainer(model: WindowModel, random: Random): WindowTrainer {
  const groups = Math.ceil((1 + model.negativesPerWindow) / GROUP);
  return {
    model,
    random,
    drawn: new Int32Array(groups * GROUP),
    rows: new Float64Array(model.dimensions * GROUP),
    scores: new Float64Array(GROUP),
  };
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
 * 2016), so that the output rows are fetched and stored once.
 * @returns the sum of the losses, in nats, before the step
 */
export function trainWindow(trainer: WindowTrainer, { words, at, from, to }: Window, learningRate: number): number {
  const { model, drawn } = trainer;
  const { steps, input, dimensions } = model;
  const size = steps.length / 2;
  drawNegatives(trainer, words[at]);
  let loss = 0;
  for (let first = 0; first < drawn.length; first += GROUP) {
    fetchRows(trainer, first);
    for (let i = from; i < to; i++) {
      if (i === at) continue;
      scoreGroup(trainer, input, words[i] * dimensions);
      loss += scoresToSteps(trainer, first, learningRate);
      stepGroup(trainer, input, words[i] * dimensions);
      if (first === 0) steps[words[i]]++;
    }
    storeRows(trainer, first);
  }
  for (const id of drawn) if (id >= 0) steps[size + id] += to - from - 1;
  return loss;
}

/** A negative that is the word itself, or there already, is left out, as in the authors' program. */
function drawNegatives({ model, drawn, random }: WindowTrainer, word: number): void {
  const { chance, other } = model.negatives;
  drawn.fill(-1);
  drawn[0] = word;
  for (let n = 1; n <= model.negativesPerWindow; n++) {
    const column = random.integer(chance.length);
    const id = random.next() < chance[column] ? column : other[column];
    drawn[n] = drawn.includes(id) ? -1 : id;
  }
}

function fetchRows({ model, rows, drawn }: WindowTrainer, first: number): void {
  const { output, dimensions } = model;
  for (let k = 0; k < GROUP; k++) {
    const from = drawn[first + k] * dimensions;
    for (let d = 0; d < dimensions; d++) rows[d * GROUP + k] = from < 0 ? 0 : output[from + d];
  }
}

function storeRows({ model, rows, drawn }: WindowTrainer, first: number): void {
  const { output, dimensions } = model;
  for (let k = 0; k < GROUP; k++) {
    const to = drawn[first + k] * dimensions;
    if (to < 0) continue;
    for (let d = 0; d < dimensions; d++) output[to + d] = rows[d * GROUP + k];
  }
}

/** scores[k] = in_context . out_k */
function scoreGroup({ model, rows, scores }: WindowTrainer, input: Float32Array, at: number): void {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let s4 = 0;
  let s5 = 0;
  for (let i = at, r = 0; i < at + model.dimensions; i++, r += GROUP) {
    const x = input[i];
    s0 += x * rows[r];
    s1 += x * rows[r + 1];
    s2 += x * rows[r + 2];
    s3 += x * rows[r + 3];
    s4 += x * rows[r + 4];
    s5 += x * rows[r + 5];
  }
  scores[0] = s0;
  scores[1] = s1;
  scores[2] = s2;
  scores[3] = s3;
  scores[4] = s4;
  scores[5] = s5;
}

/** Moves the context's word vector and the six output rows, each by the other's values before the step. */
function stepGroup({ model, rows, scores }: WindowTrainer, input: Float32Array, at: number): void {
  const g0 = scores[0];
  const g1 = scores[1];
  const g2 = scores[2];
  const g3 = scores[3];
  const g4 = scores[4];
  const g5 = scores[5];
  for (let i = at, r = 0; i < at + model.dimensions; i++, r += GROUP) {
    const x = input[i];
    const o0 = rows[r];
    const o1 = rows[r + 1];
    const o2 = rows[r + 2];
    const o3 = rows[r + 3];
    const o4 = rows[r + 4];
    const o5 = rows[r + 5];
    input[i] = x + (g0 * o0 + g1 * o1 + (g2 * o2 + g3 * o3) + (g4 * o4 + g5 * o5));
    rows[r] = o0 + g0 * x;
    rows[r + 1] = o1 + g1 * x;
    rows[r + 2] = o2 + g2 * x;
    rows[r + 3] = o3 + g3 * x;
    rows[r + 4] = o4 + g4 * x;
    rows[r + 5] = o5 + g5 * x;
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
function scoresToSteps({ scores, drawn }: WindowTrainer, first: number, rate: number): number {
  let loss = 0;
  for (let k = 0; k < GROUP; k++) {
    if (drawn[first + k] < 0) {
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
