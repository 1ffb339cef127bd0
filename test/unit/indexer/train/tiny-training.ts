import { encoderRecipe, type EncoderRecipe } from '../../../../src/encoder/recipe.js';
import { shapeOf } from '../../../../src/encoder/format.js';
import type { Product, ProductId } from '../../../../src/product.js';
import { createRandom } from '../../../../src/random.js';
import { createVocabulary, type Vocabulary } from '../../../../src/text/vocabulary.js';
import { createMatrix, type Matrix } from '../../../../src/vector/matrix.js';
import type { BatchSource } from '../../../../indexer/train/batches.js';
import { createTrainingSet, type TrainingSet } from '../../../../indexer/train/training-set.js';

export const COLORS = ['red', 'green', 'blue', 'black'];
export const KINDS = ['shirt', 'shoe', 'hat', 'skirt'];
const SIZE = 32;
const WORD_SIZE = 6;

/** Every kind in every colour: product i is KINDS[i >> 2] in COLORS[i % 4]. */
export function tinyProducts(): Product[] {
  return Array.from({ length: 16 }, (_, i) => ({
    id: `t${i}` as ProductId,
    title: `${COLORS[i % 4]} ${KINDS[i >> 2]}`,
    color: COLORS[i % 4],
    category: `Apparel > ${KINDS[i >> 2]}`,
    attributes: {},
    images: [],
  }));
}

export function tinyVocabulary(): Vocabulary {
  const words = [...COLORS, ...KINDS, 'apparel'];
  const counts = Uint32Array.from(words, (word) => (word === 'apparel' ? 16 : 4));
  return createVocabulary(words, counts, counts, { documents: 16 });
}

export function tinySet(): TrainingSet {
  const categories = KINDS.map((kind) => `Apparel > ${kind}`).sort();
  const products = tinyProducts().map((product, slot) => ({ product, slot }));
  return createTrainingSet(products, tinyVocabulary(), categories);
}

/** Colour and shape as the titles say, on white. */
export function tinyPixels(): Uint8Array {
  const pixels = new Uint8Array(new SharedArrayBuffer(16 * SIZE * SIZE * 3)).fill(255);
  const inside = [
    (x: number) => x > 8 && x < 24,
    (_: number, y: number) => y > 20,
    (x: number, y: number) => Math.hypot(x - 16, y - 16) < 10,
    (x: number, y: number) => x + y < 24,
  ];
  for (let i = 0; i < 16; i++) {
    for (let at = 0; at < SIZE * SIZE; at++) {
      if (!inside[i >> 2](at % SIZE, Math.floor(at / SIZE))) continue;
      const start = (i * SIZE * SIZE + at) * 3;
      for (let channel = 0; channel < 3; channel++) pixels[start + channel] = channel === i % 4 ? 230 : 20;
    }
  }
  return pixels;
}

export function tinyRecipe(changes: object = {}): EncoderRecipe {
  return encoderRecipe.parse({
    ...{ photoSize: SIZE, batchSize: 8, widths: [4, 8], embeddingSize: 8, textUnits: 16, learningRate: 0.02 },
    ...{ extraTexts: 4, photoMemory: 0, heldOut: 0, augment: { shift: 0, flip: false, light: 0 }, ...changes },
  });
}

export function tinySource(recipe = tinyRecipe(), rows = 16): BatchSource {
  const set = tinySet();
  const shape = shapeOf(recipe, { words: set.words, wordSize: WORD_SIZE, categories: set.categoryNames.length });
  return { set, rows: Uint32Array.from({ length: rows }, (_, i) => i), pixels: tinyPixels(), shape, recipe, seed: 5 };
}

export function tinyWords(): Matrix {
  const random = createRandom(8);
  const rows = COLORS.length + KINDS.length + 1;
  return createMatrix(
    rows,
    WORD_SIZE,
    Float32Array.from({ length: rows * WORD_SIZE }, () => random.normal()),
  );
}
