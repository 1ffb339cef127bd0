import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import type { WorkOptions } from '../../src/progress.js';
import { throwIfCancelled } from '../../src/progress.js';
import type { WorkspacePaths } from '../../src/storage/workspace.js';
import { sha256Of } from '../../src/encoder/format.js';
import { buildVocabulary, type Segments } from '../../src/text/build-vocabulary.js';
import { tokenizeSegments } from '../../src/text/normalize.js';
import type { TextRecipe } from '../../src/text/recipe.js';
import {
  wordVectorsFromFiles,
  wordVectorsToFiles,
  createWordVectors,
  type WordVectors,
} from '../../src/text/word-vectors.js';
import { writeFolderAtomic, writeFileAtomic } from '../atomic-file.js';
import { trainWord2vec, type Word2vecCorpus } from './word2vec.js';

/** What word vectors are made of. */
export interface WordSource {
  /** Whole texts of the products. */
  readonly texts: readonly string[];
  readonly recipe: TextRecipe;
  readonly seed: number;
}

/** Changes when words or vectors come out differently for the same input. */
const VERSION = 1;

/**
 * Vocabulary and word2vec of a catalog's texts. They are kept in the workspace and used again as long as texts, recipe
 * and seed are the same.
 */
export async function prepareWords(
  paths: WorkspacePaths,
  source: WordSource,
  options: WorkOptions = {},
): Promise<WordVectors> {
  const { texts, recipe, seed } = source;
  const id = sha256Of(JSON.stringify([VERSION, recipe, seed, sha256Of(texts.join('\u0000'))])).slice(0, 16);
  const folder = join(paths.checkpoints, `words-${id}`);
  const known = readWords(folder);
  if (known !== undefined) return known;
  const words = await trainWords(source, options);
  const files = wordVectorsToFiles(words);
  await writeFolderAtomic(folder, async (temporary) => {
    await writeFileAtomic(join(temporary, 'vocabulary.json'), files.vocabulary);
    await writeFileAtomic(join(temporary, 'word2vec.f32'), files.vectors);
  });
  return words;
}

async function trainWords({ texts, recipe, seed }: WordSource, options: WorkOptions): Promise<WordVectors> {
  const documents: Segments[] = [];
  for (const [i, text] of texts.entries()) {
    if (i % 500 === 0) {
      throwIfCancelled(options.signal);
      options.onProgress?.({ step: 'words', done: i, total: texts.length });
      await new Promise(setImmediate);
    }
    documents.push(tokenizeSegments(text));
  }
  const vocabulary = buildVocabulary(() => documents, { minCount: recipe.minCount });
  const encoded = documents.map((segments) =>
    Int32Array.from(segments.flatMap((segment) => [...vocabulary.encode(segment)])),
  );
  const { dimensions, window, negatives, epochs, subsample } = recipe;
  const vectors = await trainWord2vec(corpusOf(encoded), vocabulary, {
    ...{ dimensions, window, negatives, epochs, subsample, seed },
    ...options,
  });
  return createWordVectors(vocabulary, vectors);
}

function corpusOf(documents: readonly Int32Array[]): Word2vecCorpus {
  const offsets = new Int32Array(documents.length + 1);
  for (const [i, { length }] of documents.entries()) offsets[i + 1] = offsets[i] + length;
  const ids = new Int32Array(offsets[documents.length]);
  for (const [i, document] of documents.entries()) ids.set(document, offsets[i]);
  return { ids, offsets };
}

function readWords(folder: string): WordVectors | undefined {
  try {
    const vocabulary = readFileSync(join(folder, 'vocabulary.json'), 'utf8');
    return wordVectorsFromFiles({ vocabulary, vectors: readFileSync(join(folder, 'word2vec.f32')) }, folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
