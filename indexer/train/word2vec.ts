import { availableParallelism } from 'node:os';
import { BadInputError } from '../../src/errors.js';
import { throwIfCancelled, type WorkOptions } from '../../src/progress.js';
import { createRandom } from '../../src/random.js';
import type { Vocabulary } from '../../src/text/vocabulary.js';
import { createMatrix, type Matrix } from '../../src/vector/matrix.js';
import { WorkerPool } from '../../src/workers/pool.js';
import { createAliasTable } from './alias-table.js';
import type { MergeTask, Shard, SharedModel, TrainResult, TrainTask } from './word2vec-shard.js';

/** Texts as ids of a vocabulary: text t is ids[offsets[t] .. offsets[t + 1]). */
export interface Word2vecCorpus {
  readonly ids: Int32Array;
  readonly offsets: Int32Array;
}

export interface Word2vecOptions extends WorkOptions {
  /** Length of a word's vector. Default 100. */
  readonly dimensions?: number | undefined;
  /** How many words to each side count as near, at most. Default 5. */
  readonly window?: number | undefined;
  /** Random words that each window learns to tell from its own. Default 5. */
  readonly negatives?: number | undefined;
  /** Passes over the corpus. Default 5. */
  readonly epochs?: number | undefined;
  /** Words more frequent than this share of the corpus are skipped now and then; 0 skips none. Default 1e-4. */
  readonly subsample?: number | undefined;
  /** At the start; it falls to a hundredth of that. Default 0.025. */
  readonly learningRate?: number | undefined;
  readonly seed?: number | string | undefined;
  /** Worker threads, of which more than four have nothing to do. The result is the same. Default: one for each core. */
  readonly threads?: number | undefined;
}

/**
 * The corpus is cut into rounds, a round into this many blocks, whatever the number of threads: that makes the result
 * the same everywhere. More shards would use more cores and see each other's progress later.
 */
const SHARDS = 4;
/** Words of a block. With much more, four shards learn the same from one start and their sum overshoots. */
const BLOCK_WORDS = 2500;
const LAST_RATE = 0.01;

/**
 * Word vectors by skip-gram with negative sampling and subsampling (Mikolov et al. 2013). In each round every shard
 * trains on a copy of the vectors; then what they learned is added up in a fixed order:
 *
 *     round 1              round 2
 *     block 1 -> shard 1 \          block 5 -> shard 1 \
 *     block 2 -> shard 2  + merge   block 6 -> shard 2  + merge ...
 *     block 3 -> shard 3 /          block 7 -> shard 3 /
 *
 * @returns [vocabulary.size, dimensions] not normalised; the same for the same corpus, options and seed
 * @throws BadInputError when the corpus does not fit the vocabulary, CancelledError when the signal is raised
 */
export async function trainWord2vec(
  corpus: Word2vecCorpus,
  vocabulary: Pick<Vocabulary, 'size'>,
  options: Word2vecOptions = {},
): Promise<Matrix> {
  const { seed = 7, threads = availableParallelism(), signal } = options;
  checkCorpus(corpus, vocabulary.size);
  throwIfCancelled(signal);
  const model = createModel(corpus, vocabulary.size, options);
  const shards = Array.from({ length: SHARDS }, () => createShard(model));
  const pool = new WorkerPool({
    module: new URL('./word2vec-shard.js', import.meta.url),
    threads: Math.min(SHARDS, Math.max(1, threads)),
  });
  try {
    await runRounds({ pool, model, shards, seed: String(seed) }, options);
  } finally {
    await pool.close();
  }
  return createMatrix(vocabulary.size, model.dimensions, Float32Array.from(model.input));
}

interface Training {
  readonly pool: WorkerPool;
  readonly model: SharedModel;
  readonly shards: readonly Shard[];
  readonly seed: string;
}

async function runRounds(training: Training, options: Word2vecOptions): Promise<void> {
  const { epochs = 5, learningRate = 0.025, signal, onProgress } = options;
  const { model, seed } = training;
  const words = model.ids.length;
  const texts = model.offsets.length - 1;
  const rounds = Math.max(1, Math.round(words / (SHARDS * BLOCK_WORDS)));
  const started = performance.now();
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = createRandom(`${seed}/word2vec/order/${epoch}`).shuffle(
      Int32Array.from({ length: texts }, (_, i) => i),
    );
    for (let round = 0; round < rounds; round++) {
      throwIfCancelled(signal);
      const done = epoch * rounds + round;
      const rate = learningRate * Math.max(LAST_RATE, 1 - done / (epochs * rounds));
      const { loss, pairs } = await runRound(training, {
        order,
        round,
        rounds,
        rate,
        label: `${epoch}/${round}`,
        signal,
      });
      const wordsDone = Math.round(((done + 1) / rounds) * words);
      const perSecond = Math.round(wordsDone / ((performance.now() - started) / 1000));
      onProgress?.({
        step: 'word2vec',
        done: wordsDone,
        total: epochs * words,
        detail: `epoch ${epoch + 1}/${epochs}, loss ${(loss / Math.max(1, pairs)).toFixed(3)}, ${perSecond} words/s`,
      });
    }
  }
}

interface Round {
  /** The texts of the epoch, shuffled. */
  readonly order: Int32Array;
  readonly round: number;
  readonly rounds: number;
  readonly rate: number;
  readonly label: string;
  readonly signal: AbortSignal | undefined;
}

async function runRound({ pool, model, shards, seed }: Training, round: Round): Promise<TrainResult> {
  const { order, rounds, rate, label, signal } = round;
  const cutAt = (block: number): number => Math.floor((block / (rounds * SHARDS)) * order.length);
  const results = await Promise.all(
    shards.map((shard, i) => {
      const block = round.round * SHARDS + i;
      const texts = order.slice(cutAt(block), cutAt(block + 1));
      const task: TrainTask = { model, shard, texts, learningRate: rate, seed: `${seed}/word2vec/${label}/${i}` };
      return pool.run<TrainTask, TrainResult>(task, { name: 'trainShard', signal });
    }),
  );
  const rows = model.changed.length;
  const parts = Array.from({ length: pool.threads }, (_, i): MergeTask => {
    const from = Math.floor((i / pool.threads) * rows);
    return { model, shards, from, to: Math.floor(((i + 1) / pool.threads) * rows) };
  });
  await Promise.all(parts.map((part) => pool.run<MergeTask, undefined>(part, { name: 'mergeShards', signal })));
  return results.reduce((sum, { loss, pairs }) => ({ loss: sum.loss + loss, pairs: sum.pairs + pairs }));
}

function createModel(corpus: Word2vecCorpus, words: number, options: Word2vecOptions): SharedModel {
  const { dimensions = 100, window = 5, negatives = 5, subsample = 1e-4, seed = 7 } = options;
  const random = createRandom(`${seed}/word2vec/start`);
  const counts = new Float64Array(words);
  for (const id of corpus.ids) counts[id]++;
  const input = sharedFloats(words * dimensions);
  for (let i = 0; i < input.length; i++) input[i] = (random.next() - 0.5) / dimensions;
  const changed = new Uint8Array(new SharedArrayBuffer(2 * words));
  changed.fill(1);
  return {
    ids: sharedInts(corpus.ids),
    offsets: sharedInts(corpus.offsets),
    input,
    output: sharedFloats(words * dimensions),
    changed,
    keep: keepProbabilities(counts, corpus.ids.length, subsample),
    // 3/4: Mikolov et al. 2013, section 2.2. Words of the vocabulary that the corpus lacks are drawn once in a while.
    negatives: createAliasTable(counts.map((count) => Math.max(count, 1) ** 0.75)),
    dimensions,
    window,
    negativesPerWindow: negatives,
  };
}

function createShard({ input, output, changed, dimensions }: SharedModel): Shard {
  return {
    input: sharedFloats(input.length),
    output: sharedFloats(output.length + dimensions),
    steps: new Uint32Array(new SharedArrayBuffer(4 * changed.length)),
  };
}

/** sqrt(t / f) + t / f for a word of frequency f, as the authors' program has it; the paper's eq. 5 lacks the second term. */
function keepProbabilities(counts: Float64Array, total: number, subsample: number): Float32Array {
  const keep = sharedFloats(counts.length);
  for (const [word, count] of counts.entries()) {
    const ratio = (subsample * total) / count;
    keep[word] = subsample === 0 || count === 0 ? 1 : Math.min(1, Math.sqrt(ratio) + ratio);
  }
  return keep;
}

function checkCorpus({ ids, offsets }: Word2vecCorpus, words: number): void {
  const remedy = 'encode the texts with this vocabulary';
  if (words === 0 || ids.length === 0) {
    throw new BadInputError({
      reason: 'there is no word to learn: the texts are empty, or every word is rarer than minCount',
      remedy: 'import products with texts, or lower minCount in the recipe',
    });
  }
  if (offsets[0] !== 0 || offsets.at(-1) !== ids.length) {
    throw new BadInputError({ reason: `offsets must run from 0 to ${ids.length}`, remedy });
  }
  const wrong = ids.find((id) => id < 0 || id >= words);
  if (wrong !== undefined) throw new BadInputError({ reason: `the corpus holds word ${wrong} of ${words}`, remedy });
}

function sharedFloats(length: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(4 * length));
}

function sharedInts(values: Int32Array): Int32Array {
  const shared = new Int32Array(new SharedArrayBuffer(4 * values.length));
  shared.set(values);
  return shared;
}
