/**
 * How fast word2vec learns a catalog's texts, and whether what it learned makes sense.
 *
 *     npm run --silent bench -- word2vec [--catalog FILE] [--threads N] [--dimensions 100] [--epochs 5] [--json]
 *
 * `rawWords` counts words of the texts as they stand, stop words and numbers included, once; `wordsPerSecond` counts
 * them as often as they were passed over. Training is timed by itself, reading and counting words apart.
 */
import { parseArgs } from 'node:util';
import { openSource } from '../../indexer/import/formats/formats.js';
import { parseProductRow } from '../../indexer/import/product-row.js';
import { trainWord2vec } from '../../indexer/train/word2vec.js';
import { buildVocabulary, type Segments } from '../../src/text/build-vocabulary.js';
import { tokenizeSegments } from '../../src/text/normalize.js';
import { productText } from '../../src/text/product-text.js';
import type { Vocabulary } from '../../src/text/vocabulary.js';
import { createWordVectors } from '../../src/text/word-vectors.js';

const EXAMPLES = ['blue', 'shirt', 'watch', 'sandal', 'kurta'];

export async function bench(args: readonly string[]): Promise<unknown> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      catalog: { type: 'string', default: '../shared/catalogs/fashion/train.jsonl.gz' },
      threads: { type: 'string', default: '2' },
      dimensions: { type: 'string', default: '100' },
      epochs: { type: 'string', default: '5' },
      seed: { type: 'string', default: '7' },
    },
  });
  const [threads, dimensions, epochs] = [values.threads, values.dimensions, values.epochs].map(Number);
  const texts = await readTexts(values.catalog);
  const prepared = performance.now();
  const documents = texts.map(tokenizeSegments);
  const vocabulary = buildVocabulary(() => documents);
  const corpus = encode(documents, vocabulary);
  const started = performance.now();
  const vectors = await trainWord2vec(corpus, vocabulary, { threads, dimensions, epochs, seed: values.seed });
  const seconds = (performance.now() - started) / 1000;
  const rawWords = texts.reduce((sum, text) => sum + (text.match(/\S+/g)?.length ?? 0), 0);
  const learned = createWordVectors(vocabulary, vectors);
  return {
    ...{ texts: texts.length, rawWords, tokens: corpus.ids.length, vocabulary: vocabulary.size },
    ...{ threads, dimensions, epochs },
    preparationSeconds: round((started - prepared) / 1000),
    seconds: round(seconds),
    wordsPerSecond: Math.round((rawWords * epochs) / seconds),
    nearest: Object.fromEntries(
      EXAMPLES.map((word) => [
        word,
        learned
          .nearest(word, 8)
          .map((near) => near.word)
          .join(', '),
      ]),
    ),
  };
}

async function readTexts(catalog: string): Promise<string[]> {
  const { rows } = await openSource(catalog, {});
  const texts: string[] = [];
  for await (const row of rows) {
    if (row.kind !== 'row') continue;
    const parsed = parseProductRow(row);
    if ('product' in parsed) texts.push(productText(parsed.product));
  }
  return texts;
}

function encode(documents: readonly Segments[], vocabulary: Vocabulary): { ids: Int32Array; offsets: Int32Array } {
  const encoded = documents.map((segments) => segments.flatMap((segment) => [...vocabulary.encode(segment)]));
  const offsets = new Int32Array(encoded.length + 1);
  for (const [i, ids] of encoded.entries()) offsets[i + 1] = offsets[i] + ids.length;
  return { ids: Int32Array.from(encoded.flat()), offsets };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
