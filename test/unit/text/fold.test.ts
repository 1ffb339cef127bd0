import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fold } from '../../../src/text/fold.js';

const SAME: readonly (readonly [string, string])[] = [
  ['Café', 'cafe'],
  ['cafe\u0301', 'CAFÉ'],
  ['żółta Łódź', 'zolta lodz'],
  ['œuf', 'oeuf'],
  ['Straße', 'STRASSE'],
  ['GRÖẞE', 'grosse'],
  ['Smørrebrød', 'smorrebrod'],
  ['Đà Nẵng', 'da nang'],
  ['KIRMIZI IŞIK İPEK', 'kırmızı ışık ipek'],
  ['ＮＩＫＥ　１０', 'nike 10'],
  ['ﬁne', 'fine'],
  ['so\u00adfa', 'sofa'],
  ['Зелёный', 'зеленый'],
  ['за\u0301мок', 'замок'],
  ['ΚΌΚΚΙΝΟΣ', 'κόκκινος'],
  ['αϋλος', 'αυλος'],
  ['أحمر', 'احمر'],
  ['فُسْتَان', 'فستان'],
  ['فســتان', 'فستان'],
  ['کتاب', 'كتاب'],
  ['שָׁלוֹם', 'שלום'],
  ['ज़मीन', 'जमीन'],
  ['चाँद', 'चांद'],
  ['ﾊﾞｯｸﾞ', 'バッグ'],
  ['\u1100\u1161\u11bc', '강'],
  ['٤٢', '42'],
  ['๔๒', '42'],
];

test('what people type and what catalogs print for a word is folded to the same, in every script', () => {
  for (const [a, b] of SAME) assert.equal(fold(a), fold(b), `${a} ${b}`);
});

test('marks that make another letter stay', () => {
  const others = [
    ['が', 'か'],
    ['パン', 'ハン'],
    ['й', 'и'],
    ['ї', 'і'],
    ['ў', 'у'],
    ['ќ', 'к'],
    ['빨간', '빨가'],
    ['की', 'का'],
    ['दिन', 'दन'],
    ['มา', 'ม่า'],
    ['ເສື້ອ', 'ເສອ'],
  ];
  for (const [a, b] of others) assert.notEqual(fold(a), fold(b), `${a} ${b}`);
});

test('Thai and Lao vowels that NFKC takes apart are put together again', () => {
  assert.equal(fold('น้ำ'), 'น้ำ');
  assert.equal(fold('นํ้า'), 'น้ำ');
  assert.equal(fold('ນ້ຳ'), 'ນ້ຳ');
});

test('folding twice changes nothing more', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      assert.equal(fold(fold(text)), fold(text));
    }),
    { seed: 7, numRuns: 300 },
  );
});
