import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { analyze, indexTerms, partsOf, plainWords, stems } from '../../../src/text/analyzer.js';
import { fold } from '../../../src/text/fold.js';

function compoundsOf(text: string): string[] {
  return analyze(text).compounds.map((compound) => compound.text);
}

test('words are cut at what is no letter, mark or digit, and folded', () => {
  assert.deepEqual(plainWords('Crème brûlée, façon œuf!'), ['creme', 'brulee', 'facon', 'oeuf']);
  assert.deepEqual(plainWords('🌱plants'), ['🌱', 'plants']);
  assert.deepEqual(plainWords('हिन्दी की किताब'), ['हिन्दी', 'की', 'किताब']);
  assert.deepEqual(plainWords('a_b\u200bc'), ['a', 'b', 'c']);
  assert.deepEqual(plainWords(' ,.- '), []);
});

test('a possessive s is no word, whatever the apostrophe', () => {
  assert.deepEqual(plainWords("Men's shoes, Levi’s jeans, KIDS'S toys"), [
    'men',
    'shoes',
    'levi',
    'jeans',
    'kids',
    'toys',
  ]);
  assert.deepEqual(plainWords('size s'), ['size', 's']);
});

test('what is written as one with a sign between is also one word', () => {
  assert.deepEqual(compoundsOf("T-Shirt, e‑bike, AT&T, M&Ms, H & M, O'Neill, l’Oréal"), [
    ...['tshirt', 'ebike', 'att', 'mms', 'hm', 'oneill', 'loreal'],
  ]);
  assert.deepEqual(compoundsOf('U.S.A. node.js Dr.Martens A/C'), ['usa', 'nodejs', 'drmartens', 'ac']);
  assert.deepEqual(compoundsOf('54-OR323014 978-3-16-148410-0'), ['54or323014', '9783161484100']);
  assert.deepEqual(compoundsOf('LG전자 T恤'), ['lg전자', 't恤']);
});

test('ranges, lists and ends of sentences are no compounds', () => {
  assert.deepEqual(compoundsOf('ages 3-4, black/white, soft cotton.Machine wash, red & blue, a-b-c-d-e-f-g'), []);
});

test('signs and points that tell words apart stay with them', () => {
  assert.deepEqual(new Set([...compoundsOf('C++'), ...compoundsOf('C#'), ...compoundsOf('c')]).size, 2);
  assert.deepEqual(compoundsOf('size 10.5'), compoundsOf('size 10,5'));
  assert.deepEqual(compoundsOf('1,299'), ['1299']);
  assert.notDeepEqual(compoundsOf('10.5'), ['105']);
});

test('a pair of sizes is one, however it is written', () => {
  for (const size of ['32x34', '32 x 34', '32/34', '32 × 34', 'W32 L34', 'W32/L34', 'w32l34', '32W 34L', '32" x 34"']) {
    assert.ok(compoundsOf(`jeans ${size} slim`).includes('32\u00d734'), size);
    assert.equal(compoundsOf(`jeans ${size} slim`).length, 1, size);
  }
  assert.deepEqual(compoundsOf('34x32'), ['34\u00d732']);
  assert.deepEqual(compoundsOf('10 cm x 20 cm x 5 cm'), ['10\u00d720\u00d75']);
  assert.deepEqual(compoundsOf('32 jeans 34'), []);
});

test('a compound knows its words', () => {
  const { words, compounds } = analyze('blue t-shirts W32 L34');
  const texts = compounds.map(({ term, first, count }) => [
    term,
    ...words.slice(first, first + count).map((word) => word.text),
  ]);
  assert.deepEqual(texts, [
    ['tshirt', 't', 'shirts'],
    ['32\u00d734', 'w32', 'l34'],
  ]);
});

test('scripts without spaces are cut into words', () => {
  assert.deepEqual(plainWords('東京バナナ'), ['東京', 'バナナ']);
  assert.deepEqual(plainWords('500円のiPhoneケース').includes('iphone'), true);
  assert.equal(plainWords('เสื้อยืดสีขาว').join(''), 'เสื้อยืดสีขาว');
  assert.ok(plainWords('เสื้อยืดสีขาว').length > 1);
});

test('any stretch of a run without spaces is a sequence of its parts', () => {
  const run = '日東電工株式会社のテープ';
  const parts = partsOf(run, { isEnd: true }).join(' ');
  for (let start = 0; start < run.length; start++) {
    for (let end = start + 2; end <= run.length; end++) {
      assert.ok(parts.includes(partsOf(run.slice(start, end), { isEnd: false }).join(' ')), run.slice(start, end));
    }
  }
  assert.deepEqual(partsOf('茶', { isEnd: true }), partsOf('茶', { isEnd: false }));
  assert.ok(indexTerms(run).length > stems(run).length);
});

test('words are found where they stand, and terms hold no space, bar, asterisk or quote', () => {
  const unit = fc.oneof(
    fc.constantFrom(...Array.from('aS1 -\'’&.,/xX+#*|"東京でกา한é\u0301\u00adﾊﾞ')),
    fc.string({ unit: 'grapheme', maxLength: 1 }),
  );
  fc.assert(
    fc.property(
      fc.array(unit).map((units) => units.join('')),
      (text) => {
        let last = 0;
        for (const { text: word, start, end } of analyze(text).words) {
          assert.ok(start >= 0 && end <= text.length && start < end);
          if (!/[\uff61-\uff9f]/.test(text)) {
            assert.ok(start >= last);
            assert.equal(fold(text.slice(start, end)).replace(/[^\p{L}\p{M}\p{N}\p{Emoji_Presentation}×]/gu, ''), word);
          }
          last = end;
        }
        for (const term of indexTerms(text)) assert.match(term, /^[^\s|*"A-Z]+$/u);
      },
    ),
    { seed: 11, numRuns: 1000 },
  );
});
