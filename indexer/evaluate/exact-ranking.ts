import { setImmediate } from 'node:timers/promises';
import { rankingMetrics, type RankingMetrics } from '../../src/evaluation/ranking.js';
import { throwIfCancelled, type WorkOptions } from '../../src/progress.js';
import { dotRows } from '../../src/vector/distance.js';
import { rowOf, type Matrix } from '../../src/vector/matrix.js';

/** How well two sets of vectors, row i of one belonging to row i of the other, find each other. */
export interface ExactRanking {
  readonly textToImage: RankingMetrics;
  readonly imageToText: RankingMetrics;
  /** Mean Euclidean distances of belonging and of other pairs. */
  readonly separation: { readonly matching: number; readonly others: number; readonly difference: number };
}

/**
 * Compares every text with every photo, one row of the table at a time.
 *
 *               photo 0  photo 1  ..
 *     text 0    [ s00      s01    .. ]    rank of photo 0 = 1 + others in the row at least as near as s00
 *     text 1    [ s10      s11    .. ]    rank of text 1 = 1 + others in the column at least as near as s11
 *
 * @param texts  [n, d] unit rows
 * @param images [n, d] unit rows
 */
export async function rankExactly(texts: Matrix, images: Matrix, options: WorkOptions = {}): Promise<ExactRanking> {
  const count = texts.rows;
  const own = new Float32Array(count);
  const row = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    dotRows(images, rowOf(texts, i), 0, row);
    own[i] = row[i];
  }
  const byText = new Float64Array(count).fill(1);
  const byImage = new Float64Array(count).fill(1);
  let otherDistances = 0;
  for (let i = 0; i < count; i++) {
    dotRows(images, rowOf(texts, i), 0, row);
    for (let j = 0; j < count; j++) {
      if (j === i) continue;
      const score = row[j];
      if (score >= own[i]) byText[i]++;
      if (score >= own[j]) byImage[j]++;
      otherDistances += Math.sqrt(Math.max(0, 2 - 2 * score));
    }
    if (i % 200 === 0) await pause(options, i, count);
  }
  const matching = meanOf(own.map((score) => Math.sqrt(Math.max(0, 2 - 2 * score))));
  const others = otherDistances / Math.max(1, count * (count - 1));
  return {
    textToImage: rankingMetrics(byText, count),
    imageToText: rankingMetrics(byImage, count),
    separation: { matching, others, difference: others - matching },
  };
}

async function pause({ signal, onProgress }: WorkOptions, done: number, total: number): Promise<void> {
  await setImmediate();
  throwIfCancelled(signal);
  onProgress?.({ step: 'rank', done, total });
}

function meanOf(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / Math.max(1, values.length);
}
