import { ByteCache } from '../indexes/byte-cache.js';
import { WORD_COLUMNS, type FullTextIndex, type Postings, type WordColumn } from '../indexes/full-text.js';

/** How much one occurrence counts by its column, and how fast more of them stop counting. */
export interface WordWeights {
  readonly columns: Readonly<Record<WordColumn, number>>;
  /** Occurrences at which half of the full score is reached (k1 of BM25). */
  readonly saturation: number;
  /** How much longer fields weigh down their words, in [0, 1] (b of BM25). */
  readonly lengthShare: number;
}

/** Products with a score in (0, 1), in the order of their rows. */
export interface RowScores {
  readonly rows: Uint32Array;
  readonly scores: Float32Array;
}

/**
 * Scores the occurrences of one stem by BM25F (Robertson, Zaragoza and Taylor 2004), without the inverse document
 * frequency: occurrences are weighted by column and by the column's length, summed, and saturated:
 *
 *     w = sum over columns of weight x occurrences / (1 - b + b x length / mean length),   score = w / (k1 + w)
 */
export class WordScores {
  private readonly cache = new ByteCache<RowScores>(48 * 2 ** 20);
  private readonly meanLengths: readonly number[];

  constructor(
    private readonly fullText: FullTextIndex,
    private readonly weights: WordWeights,
  ) {
    this.meanLengths = WORD_COLUMNS.map((_, column) => meanOfUsed(fullText.lengths(column)));
  }

  /** Scores of every product that holds the stem. */
  ofStem(stem: string): RowScores {
    const kept = this.cache.get(stem);
    if (kept !== undefined) return kept;
    const scores = this.score(this.fullText.postings(stem));
    this.cache.set(stem, scores, 8 * scores.rows.length + 200);
    return scores;
  }

  private score(postings: Postings): RowScores {
    const rows = new Uint32Array(postings.documents);
    const scores = new Float32Array(postings.documents);
    let next = -1;
    for (let i = 0; i < postings.rows.length; i++) {
      const row = postings.rows[i];
      if (next < 0 || rows[next] !== row) rows[++next] = row;
      scores[next] += this.occurrenceWeight(row, postings.columns[i]);
    }
    const { saturation } = this.weights;
    for (let i = 0; i < scores.length; i++) scores[i] /= saturation + scores[i];
    return { rows, scores };
  }

  private occurrenceWeight(row: number, column: number): number {
    const { columns, lengthShare } = this.weights;
    const relative = this.fullText.lengths(column)[row] / this.meanLengths[column];
    return columns[WORD_COLUMNS[column]] / (1 - lengthShare + lengthShare * relative);
  }
}

function meanOfUsed(lengths: Uint16Array): number {
  let sum = 0;
  let used = 0;
  for (const length of lengths) {
    if (length === 0) continue;
    sum += length;
    used++;
  }
  return used === 0 ? 1 : sum / used;
}
