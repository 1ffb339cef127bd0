import { DamagedError } from '../errors.js';
import { createMatrix, normalizeRows, rowOf, type Matrix } from '../vector/matrix.js';
import { tokenize } from './normalize.js';
import { vocabularyFromJson, type Vocabulary } from './vocabulary.js';

/** Words and what word2vec learned of them. */
export interface WordVectors {
  readonly vocabulary: Vocabulary;
  /** [vocabulary.size, dimensions] as trained, not normalised. */
  readonly vectors: Matrix;
  /**
   * The words used most like a term, best first; ties by falling frequency. Words that were seen only a little more
   * often than the rarest have learned too little to be neighbours: most of them are slips and cut-off words.
   * @param term one word or several, which are averaged: 'blue', 'Navy Blue'
   * @returns at most k; none when no word of the term is known
   */
  nearest(term: string, k: number): NearWord[];
}

export interface NearWord {
  readonly word: string;
  /** Cosine, -1 to 1. */
  readonly similarity: number;
}

export function createWordVectors(vocabulary: Vocabulary, vectors: Matrix): WordVectors {
  let unit: Matrix | undefined;
  return {
    vocabulary,
    vectors,
    nearest(term, k) {
      const ids = vocabulary.encode(tokenize(term));
      if (ids.length === 0) return [];
      unit ??= normalizeRows(createMatrix(vectors.rows, vectors.columns, vectors.data.slice()));
      const common = vocabulary.counts.findLastIndex((count) => count >= RARITY * (vocabulary.counts.at(-1) ?? 0)) + 1;
      const rows = common >= k + ids.length ? common : vocabulary.size;
      return nearestRows(unit, ids, { k, rows }).map(({ row, similarity }) => ({
        word: vocabulary.words[row],
        similarity,
      }));
    },
  };
}

/** How many times the count of the rarest word a neighbour has at least. Words come by falling count. */
const RARITY = 4;

function nearestRows(
  unit: Matrix,
  ids: Int32Array,
  { k, rows }: { k: number; rows: number },
): { row: number; similarity: number }[] {
  const target = new Float32Array(unit.columns);
  for (const id of ids) rowOf(unit, id).forEach((x, i) => (target[i] += x));
  const length = Math.hypot(...target) || 1;
  const asked = new Set(ids);
  const found: { row: number; similarity: number }[] = [];
  for (let row = 0; row < rows; row++) {
    if (asked.has(row)) continue;
    let sum = 0;
    for (let i = 0, at = row * unit.columns; i < unit.columns; i++) sum += target[i] * unit.data[at + i];
    found.push({ row, similarity: sum / length });
  }
  return found.sort((a, b) => b.similarity - a.similarity || a.row - b.row).slice(0, k);
}

/** The two files of a model that hold its words: vocabulary.json (text) and word2vec.f32 (row-major, little-endian). */
export interface WordVectorsFiles {
  readonly vocabulary: string;
  readonly vectors: Uint8Array;
}

export function wordVectorsToFiles({ vocabulary, vectors }: WordVectors): WordVectorsFiles {
  const bytes = new DataView(new ArrayBuffer(4 * vectors.data.length));
  vectors.data.forEach((value, i) => {
    bytes.setFloat32(4 * i, value, true);
  });
  return { vocabulary: JSON.stringify(vocabulary.toJson()), vectors: new Uint8Array(bytes.buffer) };
}

/**
 * @param place named in errors: the folder of the model
 * @throws DamagedError when the two do not belong together
 */
export function wordVectorsFromFiles({ vocabulary, vectors }: WordVectorsFiles, place = '.'): WordVectors {
  const words = vocabularyFromJson(parseJson(vocabulary, `${place}/vocabulary.json`), `${place}/vocabulary.json`);
  const dimensions = vectors.byteLength / 4 / Math.max(1, words.size);
  if (!Number.isInteger(dimensions) || (dimensions === 0 && words.size > 0)) {
    throw new DamagedError({
      file: `${place}/word2vec.f32`,
      reason: `${vectors.byteLength} bytes are no vectors for ${words.size} words`,
      remedy: 'train the model again',
    });
  }
  const bytes = new DataView(vectors.buffer, vectors.byteOffset, vectors.byteLength);
  const data = Float32Array.from({ length: words.size * dimensions }, (_, i) => bytes.getFloat32(4 * i, true));
  return createWordVectors(words, createMatrix(words.size, dimensions, data));
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DamagedError({ file, reason: 'not JSON', remedy: 'train the model again', cause });
  }
}
