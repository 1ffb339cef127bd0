import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NotReadyError, explainFileError } from '../errors.js';
import { PRECISIONS, WORD_VECTORS_FILE, numbersOf } from './format.js';
import { modelFolder } from '../storage/model-folder.js';
import { workspacePaths } from '../storage/workspace.js';
import { tokenize } from '../text/normalize.js';
import { resolveWords } from '../text/resolve-words.js';
import { wordVectorsFromFiles, type NearWord, type WordVectors } from '../text/word-vectors.js';

/** What the current model thinks of a word. */
export interface NearestWords {
  readonly term: string;
  /** False when the model knows no word of the term; `nearest` is then for what was probably meant, if anything. */
  readonly known: boolean;
  readonly nearest: readonly NearWord[];
}

export interface NearestWordsOptions {
  readonly limit?: number | undefined;
  /** Id of a model of the workspace, name of a shipped one, or a model's folder; the current one by default. */
  readonly model?: string | undefined;
}

/**
 * The words that a workspace's catalog uses most like a term, by word2vec.
 * @throws NotReadyError before the first training, NotFoundError for an unknown model, DamagedError
 */
export function nearestWords(
  workspace: string,
  term: string,
  { limit = 10, model }: NearestWordsOptions = {},
): NearestWords {
  const words = readWordVectors(modelFolder(workspacePaths(workspace), model));
  const isKnown = words.vocabulary.encode(tokenize(term)).length > 0;
  if (isKnown) return { term, known: true, nearest: words.nearest(term, limit) };
  const ids = [...new Set(resolveWords(term, words).ids)];
  const meant = ids.map((id) => words.vocabulary.words[id]);
  const around = meant.length > 0 ? words.nearest(meant.join(' '), limit) : [];
  return {
    term,
    known: false,
    nearest: [...meant.map((word) => ({ word, similarity: 1 })), ...around].slice(0, limit),
  };
}

/** Only the words of a model folder, without its weights: a few megabytes. */
export function readWordVectors(folder: string): WordVectors {
  const read = (name: string): Buffer => {
    const file = join(folder, name);
    try {
      return readFileSync(file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw explainFileError(error, file);
      throw new NotReadyError({ file, reason: 'this model has no words', remedy: "run 'vitrine train' first" });
    }
  };
  const precision = PRECISIONS.find((name) => existsSync(join(folder, WORD_VECTORS_FILE[name]))) ?? 'float32';
  const stored = read(WORD_VECTORS_FILE[precision]);
  const vectors = precision === 'float32' ? stored : new Uint8Array(numbersOf(stored, precision).buffer);
  return wordVectorsFromFiles({ vocabulary: read('vocabulary.json').toString(), vectors }, folder);
}
