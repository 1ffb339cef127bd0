import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAliasTable } from '../../../../indexer/train/alias-table.js';
import { createWindowTrainer, trainWindow } from '../../../../indexer/train/word2vec-window.js';
import { createRandom, type Random } from '../../../../src/random.js';

const WORDS = 9;
const DIMENSIONS = 7;

interface Vectors {
  input: Float64Array;
  output: Float64Array;
}

function randomVectors(random: Random): Vectors {
  const draw = (): Float64Array =>
    Float64Array.from({ length: WORDS * DIMENSIONS }, () => Math.fround(random.normal() / 2));
  return { input: draw(), output: draw() };
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

function dot(vectors: Vectors, context: number, output: number): number {
  let sum = 0;
  for (let d = 0; d < DIMENSIONS; d++) {
    sum += vectors.input[context * DIMENSIONS + d] * vectors.output[output * DIMENSIONS + d];
  }
  return sum;
}

/** The loss of one pair, written as in the paper. */
function pairLoss(vectors: Vectors, context: number, word: number, negatives: readonly number[]): number {
  const others = negatives.map((id) => -Math.log(sigmoid(-dot(vectors, context, id))));
  return others.reduce((sum, loss) => sum + loss, -Math.log(sigmoid(dot(vectors, context, word))));
}

/** One step on one pair by finite differences of the loss. */
function plainStep(vectors: Vectors, pair: { context: number; word: number; negatives: number[] }, rate: number): void {
  const { context, word, negatives } = pair;
  const loss = (): number => pairLoss(vectors, context, word, negatives);
  const h = 1e-5;
  const moves: (() => void)[] = [];
  for (const values of [vectors.input, vectors.output]) {
    for (let i = 0; i < values.length; i++) {
      const kept = values[i];
      values[i] = kept + h;
      const up = loss();
      values[i] = kept - h;
      const down = loss();
      values[i] = kept;
      moves.push(() => (values[i] = kept - (rate * (up - down)) / (2 * h)));
    }
  }
  for (const move of moves) move();
}

function trainer(vectors: Vectors, negativesPerWindow: number, random: Random): ReturnType<typeof createWindowTrainer> {
  return createWindowTrainer(
    {
      input: Float32Array.from(vectors.input),
      output: Float32Array.from([...vectors.output, ...new Array<number>(DIMENSIONS).fill(0)]),
      steps: new Uint32Array(2 * WORDS),
      negatives: createAliasTable(new Array<number>(WORDS).fill(1)),
      negativesPerWindow,
      dimensions: DIMENSIONS,
    },
    random,
  );
}

for (const negativesPerWindow of [1, 3, 5]) {
  test(`a window of ${negativesPerWindow} negatives goes down the gradient of the paper's loss`, () => {
    const random = createRandom(negativesPerWindow);
    const vectors = randomVectors(random);
    const fast = trainer(vectors, negativesPerWindow, random);
    const words = Int32Array.of(8, 3, 1, 4, 2);
    const loss = trainWindow(fast, { words, at: 2, from: 1, to: 4 }, 0.1);
    const negatives = [...fast.drawn.subarray(1)].filter((id) => id < WORDS);
    let plainLoss = 0;
    for (const context of [3, 4]) {
      plainLoss += pairLoss(vectors, context, 1, negatives);
      plainStep(vectors, { context, word: 1, negatives }, 0.1);
    }
    // The sigmoid comes from a table with steps of 1/128.
    assert.ok(Math.abs(loss - plainLoss) < 0.01 * plainLoss, `${loss} ${plainLoss}`);
    for (const [found, wanted] of [
      [fast.model.input, vectors.input],
      [fast.model.output, vectors.output],
    ]) {
      wanted.forEach((value, i) => {
        assert.ok(Math.abs(found[i] - value) < 1e-3, `${i}: ${found[i]} ${value}`);
      });
    }
  });
}

test('more negatives than one group holds are all used', () => {
  const random = createRandom(5);
  const fast = trainer(randomVectors(random), 40, random);
  trainWindow(fast, { words: Int32Array.of(0, 1), at: 0, from: 0, to: 2 }, 0.1);
  const drawn = [...fast.drawn].filter((id) => id < WORDS);
  assert.equal(new Set(drawn).size, drawn.length);
  assert.equal(drawn.length, WORDS);
  assert.ok(drawn.every((id) => fast.model.steps[WORDS + id] === 1));
});

test('steps are counted for each context and each output', () => {
  const random = createRandom(6);
  const fast = trainer(randomVectors(random), 1, random);
  trainWindow(fast, { words: Int32Array.of(3, 3, 4), at: 2, from: 0, to: 3 }, 0.1);
  assert.equal(fast.model.steps[3], 2);
  assert.equal(fast.model.steps[WORDS + 4], 2);
  assert.equal(fast.model.steps[4], 0);
});

test('an alias table draws each number as often as its weight says', () => {
  const weights = [0, 1, 2, 5, 8];
  const { chance, other } = createAliasTable(weights);
  const shares = new Float64Array(5);
  chance.forEach((value, i) => {
    shares[i] += value / 5;
    shares[other[i]] += (1 - value) / 5;
  });
  weights.forEach((weight, i) => {
    assert.ok(Math.abs(shares[i] - weight / 16) < 1e-6, `${i}`);
  });
});
