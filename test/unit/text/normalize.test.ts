import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foldCharacters, surfaceWords, tokenize, tokenizeSegments } from '../../../src/text/normalize.js';

test('numbers and punctuation go, letters become small', () => {
  assert.deepEqual(surfaceWords('100% Cotton, (2-Piece) SUIT!'), ['cotton', 'piece', 'suit']);
});

test('a t-shirt is one word however it is written', () => {
  for (const written of ['T-Shirt', 't shirt', 'Tshirt', 'tee-shirt', 'tee shirt']) {
    assert.deepEqual(tokenize(written), ['t-shirt'], written);
  }
  assert.deepEqual(tokenize('Tshirts'), ['t-shirt']);
});

test('so are v-neck, a-line and off-white', () => {
  assert.deepEqual(tokenize('v neck, vneck, V-necked'), ['v-neck', 'v-neck', 'v-neck']);
  assert.deepEqual(tokenize('A line skirt in off white'), ['a-line', 'skirt', 'off-white']);
});

test('other hyphens part words, except before a particle', () => {
  assert.deepEqual(surfaceWords('half-sleeved machine-wash'), ['half', 'sleeved', 'machine', 'wash']);
  assert.deepEqual(surfaceWords('lace-ups, slip-on'), ['lace-ups', 'slip-on']);
  assert.deepEqual(tokenize('lace-ups'), ['lace-up']);
});

test('a possessive is its owner', () => {
  assert.deepEqual(tokenize("men's, women’s, Levi's"), ['man', 'woman', 'levi']);
});

test('contractions are stop words and leave no crumbs', () => {
  assert.deepEqual(tokenize("you'll love what it's made of, don't you've"), ['love']);
});

test('model numbers and measures go, short names with a digit stay', () => {
  assert.deepEqual(surfaceWords('Seven7 903C1220 32mm mp3 3D U2 t20 501'), ['seven', 'mp3', '3d', 'u2', 't20']);
});

test('three quarters are words', () => {
  assert.deepEqual(tokenize('3/4th sleeves'), ['three', 'quarter', 'sleeve']);
  assert.deepEqual(tokenize('¾ sleeve'), ['three', 'quarter', 'sleeve']);
});

test('accents, ligatures, widths and trade marks make no difference', () => {
  assert.equal(foldCharacters('Café ﬁt ＮＩＫＥ® Lacoste™'), 'cafe fit nike lacoste');
});

test('the letters of any script survive, with the marks that are vowels there', () => {
  assert.deepEqual(surfaceWords('Синяя рубашка'), ['синяя', 'рубашка']);
  assert.deepEqual(surfaceWords('नीली कमीज़'), ['नीली', 'कमीज़'.normalize('NFKC')]);
  assert.deepEqual(surfaceWords('قميص أزرق'), ['قميص', 'أزرق']);
});

test('words are found in scripts without spaces', () => {
  assert.deepEqual(surfaceWords('青いシャツ').includes('シャツ'), true);
});

test('stop words go, words of fashion that look like them stay', () => {
  assert.deepEqual(tokenize('the shirt for you without a collar'), ['shirt', 'without', 'collar']);
});

test('a text of stop words alone keeps them', () => {
  assert.deepEqual(tokenize('all about you'), ['all', 'about', 'you']);
  assert.deepEqual(tokenize(' 12 % '), []);
});

test('punctuation ends a segment, a decimal point does not', () => {
  assert.deepEqual(tokenizeSegments('navy, blue. Price 3.5 cm\nWarm // Soft'), [
    ['navy'],
    ['blue'],
    ['price', 'cm'],
    ['warm'],
    ['soft'],
  ]);
});

test('markup does not glue words together', () => {
  assert.deepEqual(tokenize('soft<br>cotton<li>blue</li>red'), ['soft', 'cotton', 'blue', 'red']);
});
