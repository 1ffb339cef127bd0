import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../../src/random.js';
import { createSpelling } from '../../../src/text/spelling.js';

const spelling = createSpelling([
  ['shoes', 20000],
  ['shirts', 8000],
  ['shorts', 4000],
  ['sandals', 5000],
  ['sweater', 900],
  ['sunglasses', 3000],
  ['watches', 4000],
  ['pocket', 5000],
  ['maroon', 1000],
  ['marooon', 1],
  ['flip', 3000],
  ['flops', 3000],
  ['night', 500],
  ['gown', 30],
  ['tie', 400],
  ['navy blue', 4000],
  ['footbed', 100],
  ['footbeds', 1],
]);
const corrected = (word: string): string | undefined => spelling.correct(word)?.word;

test('one slip of any kind is seen through', () => {
  for (const [typed, meant] of [
    ['sheos', 'shoes'],
    ['soes', 'shoes'],
    ['shoees', 'shoes'],
    ['shpes', 'shoes'],
    ['sandlas', 'sandals'],
    ['sweeater', 'sweater'],
    ['watcehs', 'watches'],
  ]) {
    assert.deepEqual(spelling.correct(typed), { word: meant, distance: 1, isSure: true }, typed);
  }
});

test('long words may hold two slips, short ones only one', () => {
  assert.deepEqual(spelling.correct('sunglssees'), { word: 'sunglasses', distance: 2, isSure: true });
  assert.equal(corrected('sxyes'), undefined);
});

test('among words equally near the more frequent one was meant', () => {
  assert.equal(corrected('shors'), 'shoes');
});

test('a known word is never touched', () => {
  for (const word of ['shoes', 'shorts', 'gown', 'footbeds']) assert.equal(spelling.correct(word), undefined, word);
});

test('unless it is a rare slip of a very frequent word, as catalogs hold them', () => {
  assert.equal(corrected('marooon'), 'maroon');
});

test('very short words are left alone', () => {
  assert.equal(corrected('ti'), undefined);
  assert.equal(corrected('tee'), undefined);
});

test('a short word with another first letter is another word', () => {
  assert.equal(corrected('locket'), undefined);
  assert.equal(corrected('hsoes'), 'shoes');
});

test('what is like nothing known has no correction', () => {
  assert.equal(corrected('helicopter'), undefined);
  assert.equal(corrected(''), undefined);
});

test('two words that were run together are parted', () => {
  assert.deepEqual(spelling.split('flipflops'), ['flip', 'flops']);
  assert.deepEqual(spelling.split('nightgown'), ['night', 'gown']);
  assert.equal(spelling.split('helicopter'), undefined);
});

test('letters outside a to z are letters too', () => {
  const cyrillic = createSpelling([['рубашка', 10]]);
  assert.deepEqual(cyrillic.correct('рубшака'), { word: 'рубашка', distance: 1, isSure: true });
});

test('it agrees with trying every word', () => {
  const random = createRandom(3);
  const word = (): string => Array.from({ length: 4 + random.integer(4) }, () => 'abcd'[random.integer(4)]).join('');
  const words = new Set(Array.from({ length: 200 }, word));
  const all = createSpelling([...words].map((known) => [known, 5]));
  for (let i = 0; i < 300; i++) {
    const typed = word();
    const found = all.correct(typed);
    if (found !== undefined) assert.ok(words.has(found.word) && found.distance <= 2, typed);
    assert.equal(all.correct(typed)?.word, found?.word);
  }
});
