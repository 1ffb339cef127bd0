import { photoProgram, textProgram } from '../../src/encoder/answering.js';
import { poolWords } from '../../src/encoder/bag.js';
import { twinModel, WORDS } from '../../src/encoder/dual-encoder.js';
import { foldLayers, layOut, statisticsLayout, viewsOf } from '../../src/encoder/weights.js';
import type { CompiledProgram, Engine } from '../../src/engine/engine.js';
import { rankingMetrics, type RankingMetrics } from '../../src/evaluation/ranking.js';
import type { BatchSource } from './batches.js';
import type { SharedTraining } from './training-memory.js';
import { listAt, sharedFloats } from './training-set.js';

/** Products kept out of training, and where the workers put their vectors. */
export interface HeldOut {
  /** Rows of the training set. */
  readonly rows: Uint32Array;
  /** [rows, embeddingSize] */
  readonly photos: Float32Array;
  readonly texts: Float32Array;
}

export interface ValidationMetrics {
  readonly products: number;
  readonly textToImage: RankingMetrics;
  readonly imageToText: RankingMetrics;
}

const BATCH = 32;

export function createHeldOut(rows: Uint32Array, embeddingSize: number): HeldOut {
  const floats = rows.length * embeddingSize;
  return { rows, photos: sharedFloats(floats), texts: sharedFloats(floats) };
}

/** Embeds the held-out products numbered [from, to) with the weights as they are now. */
export async function embedHeldOut(
  engine: Engine,
  source: BatchSource,
  shared: SharedTraining,
  { heldOut, from, to }: { heldOut: HeldOut; from: number; to: number },
): Promise<void> {
  const model = twinModel(source.shape);
  const weights = viewsOf(shared.saved.weights, layOut(model.parameters));
  const statistics = viewsOf(shared.saved.statistics, statisticsLayout(model.layers));
  const folded = foldLayers(model.layers, weights, statistics);
  const { photoSize, wordSize, embeddingSize } = source.shape;
  const bytes = photoSize * photoSize * 3;
  const { set, pixels } = source;
  const rowOf = (i: number): number => heldOut.rows[i];
  const range = { from, to, embeddingSize };
  await withProgram(engine.compile(photoProgram(model, folded, BATCH)), (program) =>
    embedRange(program, { name: 'photos', width: bytes, into: heldOut.photos, ...range }, (i, input) => {
      input.set(pixels.subarray(rowOf(i) * bytes, (rowOf(i) + 1) * bytes));
    }),
  );
  await withProgram(engine.compile(textProgram(model, folded, BATCH)), (program) =>
    embedRange(program, { name: 'pooled', width: wordSize, into: heldOut.texts, ...range }, (i, input) => {
      const row = rowOf(i);
      const bagWeights = set.bagWeights.subarray(set.bags.offsets[row], set.bags.offsets[row + 1]);
      poolWords({ ids: listAt(set.bags, row), weights: bagWeights }, weights.get(WORDS)!, input);
    }),
  );
}

async function withProgram(compiling: Promise<CompiledProgram>, work: (program: CompiledProgram) => Promise<void>) {
  const program = await compiling;
  try {
    await work(program);
  } finally {
    await program.close();
  }
}

interface Range {
  /** Of the program's input, and the floats of one row of it. */
  readonly name: string;
  readonly width: number;
  readonly into: Float32Array;
  readonly from: number;
  readonly to: number;
  readonly embeddingSize: number;
}

async function embedRange(
  program: CompiledProgram,
  { name, width, into, from, to, embeddingSize }: Range,
  fill: (i: number, input: Float32Array) => void,
): Promise<void> {
  const input = new Float32Array(BATCH * width);
  for (let start = from; start < to; start += BATCH) {
    const count = Math.min(BATCH, to - start);
    for (let i = 0; i < count; i++) fill(start + i, input.subarray(i * width, (i + 1) * width));
    const { embeddings } = await program.run({ [name]: input });
    into.set(embeddings.subarray(0, count * embeddingSize), start * embeddingSize);
  }
}

/** Exact ranking of the held-out products among themselves, both ways. */
export function validationMetrics({ rows, photos, texts }: HeldOut): ValidationMetrics {
  const count = rows.length;
  return {
    products: count,
    textToImage: rankingMetrics(ranksOf(texts, photos, count), count),
    imageToText: rankingMetrics(ranksOf(photos, texts, count), count),
  };
}

/** For each query 1 + the number of other answers at least as near as its own. */
function ranksOf(queries: Float32Array, answers: Float32Array, count: number): Uint32Array {
  const width = queries.length / Math.max(1, count);
  const scores = new Float32Array(count);
  return Uint32Array.from({ length: count }, (_, i) => {
    for (let j = 0; j < count; j++) {
      let score = 0;
      for (let d = 0; d < width; d++) score += queries[i * width + d] * answers[j * width + d];
      scores[j] = score;
    }
    const own = scores[i];
    let rank = 1;
    for (let j = 0; j < count; j++) if (j !== i && scores[j] >= own) rank++;
    return rank;
  });
}
