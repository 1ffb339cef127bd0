import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolveWords } from '../../../src/text/resolve-words.js';
import { createVocabulary } from '../../../src/text/vocabulary.js';

const words = [
  'shirt',
  'man',
  'flip flop',
  'blue',
  'navy blue',
  'sunglasses',
  'sweater',
  't-shirt',
  'clutch',
  'night',
  'gown',
];
const counts = Uint32Array.from(words, (_, i) => 1000 - 50 * i);
const vocabulary = createVocabulary(words, counts, counts, { documents: 2000 });

function resolved(text: string): { words: string[]; corrections: string[] } {
  const { ids, corrections } = resolveWords(text, { vocabulary });
  return {
    words: [...ids].map((id) => words[id]),
    corrections: corrections.map(({ from, to }) => `${from}>${to}`),
  };
}

test('known words stand for themselves, in any form', () => {
  assert.deepEqual(resolved("men's blue shirts"), { words: ['man', 'blue', 'shirt'], corrections: [] });
  assert.deepEqual(resolved('navy blue'), { words: ['navy blue'], corrections: [] });
});

test('stop words are neither corrected nor kept', () => {
  assert.deepEqual(resolved('shirts for the man'), { words: ['shirt', 'man'], corrections: [] });
});

test('a misspelt word stands for the nearest known one', () => {
  assert.deepEqual(resolved('blue sweeater'), { words: ['blue', 'sweater'], corrections: ['sweeater>sweater'] });
  assert.deepEqual(resolved('clutcches'), { words: ['clutch'], corrections: ['clutcches>clutches'] });
});

test('a misspelt part of a compound makes the compound again', () => {
  assert.deepEqual(resolved('t shrit'), { words: ['t-shirt'], corrections: ['shrit>shirt'] });
});

test('words run together are parted, words parted are joined', () => {
  assert.deepEqual(resolved('flipflops'), { words: ['flip flop'], corrections: ['flipflops>flip flops'] });
  assert.deepEqual(resolved('nightgown'), { words: ['night', 'gown'], corrections: ['nightgown>night gown'] });
  assert.deepEqual(resolved('sun glasses'), { words: ['sunglasses'], corrections: ['sun glasses>sunglasses'] });
});

test('a part of a phrase brings the phrase', () => {
  assert.deepEqual(resolved('flip'), { words: ['flip flop'], corrections: ['flip>flip flop'] });
  assert.deepEqual(resolved('flip flops'), { words: ['flip flop'], corrections: [] });
});

test('what is like nothing known is left out', () => {
  assert.deepEqual(resolved('helicopter shirt'), { words: ['shirt'], corrections: [] });
  assert.deepEqual(resolved(''), { words: [], corrections: [] });
});
