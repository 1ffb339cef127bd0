import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trainWord2vec, type Word2vecCorpus } from '../../../../indexer/train/word2vec.js';
import { BadInputError, CancelledError } from '../../../../src/errors.js';
import type { Progress } from '../../../../src/progress.js';
import { createRandom } from '../../../../src/random.js';
import { normalizeRows, rowOf, type Matrix } from '../../../../src/vector/matrix.js';

const GROUPS = 5;
const GROUP_WORDS = 8;
const WORDS = GROUPS * GROUP_WORDS;

/** Each text speaks of one subject: its words come from one group of eight. */
function subjects(texts: number, seed: number): Word2vecCorpus {
  const random = createRandom(seed);
  const length = 12;
  const ids = Int32Array.from({ length: texts * length }, (_, i) => Math.floor(i / length));
  const offsets = Int32Array.from({ length: texts + 1 }, (_, i) => i * length);
  const topics = Array.from({ length: texts }, () => random.integer(GROUPS));
  return { ids: ids.map((text) => topics[text] * GROUP_WORDS + random.integer(GROUP_WORDS)), offsets };
}

const vocabulary = { size: WORDS };
const small = { dimensions: 16, window: 4, epochs: 3, subsample: 0 };

/** The share of nearest neighbours that are of the word's own group. */
function purity(vectors: Matrix): number {
  const unit = normalizeRows(vectors);
  let right = 0;
  for (let word = 0; word < WORDS; word++) {
    const similarities = Array.from({ length: WORDS }, (_, other) =>
      other === word ? -2 : rowOf(unit, word).reduce((sum, x, i) => sum + x * rowOf(unit, other)[i], 0),
    );
    const nearest = similarities.indexOf(Math.max(...similarities));
    if (Math.floor(nearest / GROUP_WORDS) === Math.floor(word / GROUP_WORDS)) right++;
  }
  return right / WORDS;
}

test('words of one subject end up side by side', async () => {
  assert.equal(purity(await trainWord2vec(subjects(1500, 1), vocabulary, { ...small, seed: 3 })), 1);
});

test('the same seed gives the same vectors on one thread and on two', async () => {
  const corpus = subjects(1000, 2);
  const one = await trainWord2vec(corpus, vocabulary, { ...small, seed: 5, threads: 1 });
  const two = await trainWord2vec(corpus, vocabulary, { ...small, seed: 5, threads: 2 });
  const other = await trainWord2vec(corpus, vocabulary, { ...small, seed: 6, threads: 2 });
  assert.deepEqual(one, two);
  assert.notDeepEqual(one, other);
});

test('few words that occur very often do not overshoot when the shards are added up', async () => {
  const vectors = await trainWord2vec(subjects(3000, 3), vocabulary, { ...small, epochs: 1, learningRate: 0.1 });
  assert.ok(vectors.data.every((value) => Math.abs(value) < 10));
  assert.equal(purity(vectors), 1);
});

test('progress counts words, says epoch, loss and speed, and the loss falls', async () => {
  const seen: Progress[] = [];
  const corpus = subjects(1200, 4);
  await trainWord2vec(corpus, vocabulary, { ...small, onProgress: (progress) => seen.push(progress) });
  const total = 3 * corpus.ids.length;
  assert.ok(seen.every((progress) => progress.step === 'word2vec' && progress.total === total));
  assert.equal(seen.at(-1)?.done, total);
  const losses = seen.map(({ detail }) => Number(/loss ([\d.]+)/.exec(detail ?? '')?.[1]));
  assert.ok(losses[losses.length - 1] < losses[0], losses.join(' '));
  assert.match(seen.at(-1)?.detail ?? '', /^epoch 3\/3, loss \d\.\d{3}, \d+ words\/s$/);
});

test('training stops when it is cancelled', async () => {
  const stop = new AbortController();
  const training = trainWord2vec(subjects(4000, 5), vocabulary, {
    ...small,
    epochs: 1000,
    signal: stop.signal,
    onProgress: () => {
      stop.abort();
    },
  });
  await assert.rejects(training, CancelledError);
});

test('texts that are empty or a single word are no hindrance', async () => {
  const corpus = { ids: Int32Array.of(0, 1, 1, 0), offsets: Int32Array.of(0, 0, 1, 4, 4) };
  const vectors = await trainWord2vec(corpus, { size: 3 }, small);
  assert.equal(vectors.rows, 3);
  assert.ok(vectors.data.every(Number.isFinite));
});

test('a corpus that does not fit the vocabulary is refused', async () => {
  const offsets = Int32Array.of(0, 2);
  await assert.rejects(trainWord2vec({ ids: Int32Array.of(0, 7), offsets }, { size: 3 }), BadInputError);
  await assert.rejects(trainWord2vec({ ids: Int32Array.of(0), offsets }, { size: 3 }), BadInputError);
  await assert.rejects(trainWord2vec({ ids: new Int32Array(0), offsets: Int32Array.of(0) }, { size: 3 }), /empty/);
});
