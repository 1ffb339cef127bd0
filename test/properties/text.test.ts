import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lemmatize } from '../../src/text/lemmatize.js';
import { foldCharacters, surfaceWords, tokenize } from '../../src/text/normalize.js';
import { parseTagSeries } from '../../src/text/product-text.js';
import { createSpelling } from '../../src/text/spelling.js';

const settings = { seed: 7, numRuns: 300 };
const anyText = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.lorem());

test('any text at all becomes words without spaces, marks of punctuation or capitals', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (const word of [...surfaceWords(text), ...tokenize(text)]) {
        assert.match(word, /^[\p{L}\p{M}\p{N}-]+$/u);
        assert.equal(word, word.toLowerCase());
      }
    }),
    settings,
  );
});

test('words of words are the same words', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const words = surfaceWords(text);
      assert.deepEqual(surfaceWords(words.join(' ')), words);
    }),
    settings,
  );
});

test('folding twice is folding once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      assert.equal(foldCharacters(foldCharacters(text)), foldCharacters(text));
    }),
    settings,
  );
});

test('a lemma is a word and never empty', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{1,14}(?:es|s|ies|ves|men)?$/), (word) => {
      assert.match(lemmatize(word), /^[a-z]+$/);
    }),
    settings,
  );
});

test('a series of tags that is written is read', () => {
  const name = fc.stringMatching(/^[A-Za-z]{1,10}( [A-Za-z]{1,10}){0,3}$/);
  const value = fc.stringMatching(/^[A-Za-z0-9,.]{1,10}( [A-Za-z0-9,.]{1,10}){0,5}$/);
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value), { minLength: 2 }), (tags) => {
      const written = tags.map(([tag, content]) => `${tag}: ${content}`).join(' // ');
      assert.deepEqual(parseTagSeries(written)?.tags, tags);
    }),
    settings,
  );
});

test('one slip in a long word of a small dictionary is always seen through', () => {
  const dictionary = ['sunglasses', 'sweatshirt', 'backpacks', 'trousers', 'handkerchief'];
  const spelling = createSpelling(dictionary.map((word) => [word, 10]));
  fc.assert(
    fc.property(fc.constantFrom(...dictionary), fc.nat(), fc.constantFrom(0, 1, 2, 3), (word, where, kind) => {
      const at = 1 + (where % (word.length - 2));
      const [before, after] = [word.slice(0, at), word.slice(at)];
      const slipped = [
        before + 'q' + after,
        before + after.slice(1),
        before + 'q' + after.slice(1),
        before + after[1] + after[0] + after.slice(2),
      ][kind];
      if (slipped !== word) assert.equal(spelling.correct(slipped)?.word, word, slipped);
    }),
    settings,
  );
});
