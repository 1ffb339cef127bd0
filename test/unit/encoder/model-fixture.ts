import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { twinModel } from '../../../src/encoder/dual-encoder.js';
import { encodeModel, type StoredModel } from '../../../src/encoder/format.js';
import { initialStatistics, initialWeights, layOut, statisticsLayout } from '../../../src/encoder/weights.js';
import { createRandom } from '../../../src/random.js';
import { createVocabulary } from '../../../src/text/vocabulary.js';
import { createMatrix } from '../../../src/vector/matrix.js';

const WORDS = ['red', 'blue', 'shirt', 'shoe'];

/** A model that was never trained, but has everything. */
export function untrainedModel({ widths = [4, 8] }: { widths?: readonly number[] } = {}): StoredModel {
  const model = twinModel({
    ...{ image: 'residual', photoSize: 32, embeddingSize: 6, widths, textUnits: 8 },
    ...{ words: WORDS.length, wordSize: 5, categories: 2 },
  });
  const random = createRandom(9);
  const weights = initialWeights(model.parameters, random);
  const words = layOut(model.parameters).places.find(({ name }) => name === 'words')!;
  for (let i = 0; i < words.size; i++) weights[words.offset + i] = random.normal();
  const counts = Uint32Array.from(WORDS, () => 3);
  return {
    model,
    weights,
    statistics: initialStatistics(statisticsLayout(model.layers)),
    categories: ['Apparel > Shirts', 'Footwear > Shoes'],
    vocabulary: createVocabulary(WORDS, counts, counts, { documents: 6 }),
    words: createMatrix(WORDS.length, 5, weights.slice(words.offset, words.offset + words.size)),
    card: { name: 'untrained', data: 'none', licence: 'none', epochs: 0 },
  };
}

/** @returns the folder */
export function writeModel(folder: string, stored: StoredModel): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of encodeModel(stored)) writeFileSync(join(folder, name), bytes);
  return folder;
}
