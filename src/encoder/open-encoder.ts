import type { CompiledProgram, Engine, Program } from '../engine/engine.js';
import type { Vocabulary } from '../text/vocabulary.js';
import { createMatrix, rowOf, type Matrix } from '../vector/matrix.js';
import { photoProgram, textProgram } from './answering.js';
import { bagOfWords, poolWords } from './bag.js';
import { WORDS } from './dual-encoder.js';
import { readModel, type ModelCard, type StoredModel } from './format.js';
import { foldLayers, layOut, statisticsLayout, viewsOf } from './weights.js';

/** A trained twin model, ready to answer. Calls may overlap; they are answered one after another. */
export interface DualEncoder {
  readonly card: ModelCard;
  readonly embeddingSize: number;
  /** Side of the photos that it wants, in pixels. */
  readonly photoSize: number;
  readonly vocabulary: Vocabulary;
  /** [vocabulary, dimensions] as word2vec made them. */
  readonly words: Matrix;
  /** Leaf categories as paths: the columns of classifyPhotos and classifyTexts. */
  readonly categories: readonly string[];
  /**
   * @param pixels [count, photoSize, photoSize, 3] RGB bytes, letterboxed on white
   * @returns [count, embeddingSize], rows of length 1
   */
  embedPhotos(pixels: Uint8Array, count: number): Promise<Matrix>;
  /** @returns [texts, embeddingSize], rows of length 1; zeros for a text of which no word is known */
  embedTexts(texts: readonly string[]): Promise<Matrix>;
  /**
   * What the text branch begins with.
   * @returns [texts, dimensions], the weighted means of the tuned word vectors; zeros as above
   */
  poolWords(texts: readonly string[]): Matrix;
  /** @returns [count, categories], rows sum to 1; no columns when it was trained without categories */
  classifyPhotos(pixels: Uint8Array, count: number): Promise<Matrix>;
  /** @returns [texts, categories], rows sum to 1 */
  classifyTexts(texts: readonly string[]): Promise<Matrix>;
  close(): Promise<void>;
}

/** Rows of the larger of the two programs of each branch; the other answers single queries. */
const BATCH = 64;

type Answer = 'embeddings' | 'categories';

/**
 * Reads a model folder and makes it ready on an engine. The engine stays the caller's.
 * @throws NotFoundError, DamagedError
 */
export function openEncoder(folder: string, engine: Engine): Promise<DualEncoder> {
  return Promise.resolve(encoderOf(readModel(folder), engine));
}

/** A model in memory made ready on an engine; programs are compiled when they are first needed. */
export function encoderOf(stored: StoredModel, engine: Engine): DualEncoder {
  const { model, categories, vocabulary, words, card } = stored;
  const weights = viewsOf(stored.weights, layOut(model.parameters));
  const folded = foldLayers(model.layers, weights, viewsOf(stored.statistics, statisticsLayout(model.layers)));
  const { photoSize, embeddingSize, wordSize } = model.shape;
  const widths: Record<Answer, number> = { embeddings: embeddingSize, categories: categories.length };
  const photoBytes = photoSize * photoSize * 3;
  const photos = new Branch(engine, {
    name: 'photos',
    width: photoBytes,
    program: (n) => photoProgram(model, folded, n),
  });
  const texts = new Branch(engine, { name: 'pooled', width: wordSize, program: (n) => textProgram(model, folded, n) });
  const tuned = weights.get(WORDS) ?? new Float32Array(0);

  const answerPhotos = (pixels: Uint8Array, count: number, what: Answer): Promise<Matrix> =>
    photos.answer(count, { what, width: widths[what] }, (i, into) => {
      into.set(pixels.subarray(i * photoBytes, (i + 1) * photoBytes));
    });
  const answerTexts = async (queries: readonly string[], what: Answer): Promise<Matrix> => {
    const bags = queries.map((text) => bagOfWords(vocabulary.encodeText(text), vocabulary.idf));
    const answers = await texts.answer(queries.length, { what, width: widths[what] }, (i, into) => {
      poolWords(bags[i], tuned, into);
    });
    for (const [i, { ids }] of bags.entries()) {
      if (ids.length === 0 && what === 'embeddings') answers.data.fill(0, i * embeddingSize, (i + 1) * embeddingSize);
    }
    return answers;
  };
  const poolTexts = (queries: readonly string[]): Matrix => {
    const pooled = createMatrix(queries.length, wordSize);
    for (const [i, text] of queries.entries()) {
      poolWords(bagOfWords(vocabulary.encodeText(text), vocabulary.idf), tuned, rowOf(pooled, i));
    }
    return pooled;
  };
  return {
    ...{ card, embeddingSize, photoSize, vocabulary, words, categories },
    embedPhotos: (pixels, count) => answerPhotos(pixels, count, 'embeddings'),
    classifyPhotos: (pixels, count) => answerPhotos(pixels, count, 'categories'),
    embedTexts: (queries) => answerTexts(queries, 'embeddings'),
    poolWords: poolTexts,
    classifyTexts: (queries) => answerTexts(queries, 'categories'),
    close: async () => {
      await photos.close();
      await texts.close();
    },
  };
}

interface BranchOptions {
  /** Of the program's input, and the floats of one row of it. */
  readonly name: string;
  readonly width: number;
  readonly program: (batch: number) => Program;
}

/** One branch with a program for a single row and one for many. */
class Branch {
  private readonly programs = new Map<number, Promise<CompiledProgram>>();
  /** Runs of one program must not overlap, so each call waits for the one before it. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly engine: Engine,
    private readonly options: BranchOptions,
  ) {}

  answer(
    count: number,
    wanted: { readonly what: Answer; readonly width: number },
    fill: (row: number, into: Float32Array) => void,
  ): Promise<Matrix> {
    const answered = this.last.then(() => this.answerNow(count, wanted, fill));
    this.last = answered.catch(() => undefined); // its caller is told; the next one is not concerned
    return answered;
  }

  private async answerNow(
    count: number,
    { what, width }: { readonly what: Answer; readonly width: number },
    fill: (row: number, into: Float32Array) => void,
  ): Promise<Matrix> {
    const result = createMatrix(count, width);
    if (width === 0) return result;
    const { name, width: inputWidth } = this.options;
    for (let start = 0; start < count;) {
      const batch = count - start === 1 ? 1 : BATCH;
      const rows = Math.min(batch, count - start);
      const input = new Float32Array(batch * inputWidth);
      for (let i = 0; i < rows; i++) fill(start + i, input.subarray(i * inputWidth, (i + 1) * inputWidth));
      const program = await this.compiled(batch);
      const outputs = await program.run({ [name]: input });
      result.data.set(outputs[what].subarray(0, rows * width), start * width);
      start += rows;
    }
    return result;
  }

  private compiled(batch: number): Promise<CompiledProgram> {
    const known = this.programs.get(batch);
    if (known !== undefined) return known;
    const compiling = this.engine.compile(this.options.program(batch));
    this.programs.set(batch, compiling);
    return compiling;
  }

  async close(): Promise<void> {
    await this.last;
    for (const program of this.programs.values()) await (await program).close();
    this.programs.clear();
  }
}
