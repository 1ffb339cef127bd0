import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConditions } from '../../../../src/search/query/read-conditions.js';
import { read, SHOP, table } from './reading-table.js';
import { smallFacts } from './small-facts.js';

test('what follows a negation is excluded, as far as one value goes', () => {
  table({
    'not black shoes': 'not black ~ shoes',
    'shoes not black': 'not black ~ shoes',
    'shoes but not black': 'not black ~ shoes',
    'shoes but not in black': 'not black ~ shoes',
    'shoes, not black, size 42': 'not black; Size=42 ~ shoes, ,',
    'not navy blue shirts': 'not navy blue ~ shirts',
    'without stripes shirt': 'not stripes ~ shirt',
    'shirt without any stripes': 'not stripes ~ shirt',
    'shirt w/o collar': 'not collar ~ shirt',
    'shirt no collar': 'not collar ~ shirt',
    'shirt with no collar': 'not collar ~ shirt',
    'nike -red': 'not red ~ nike',
    'nike -red -black': 'not red; not black ~ nike',
    'nike −red': 'not red ~ nike',
    '-red': 'not red ~',
    'shirt -"navy blue"': 'not navy blue ~ shirt',
    'anything but black': 'not black ~',
    'shoes other than nike': 'not nike ~ shoes',
    'shoes excluding nike': 'not nike ~ shoes',
    'shoes except black': 'not black ~ shoes',
    'red instead of black': 'not black ~ red',
    'not black or red shoes': 'not black|red ~ shoes',
    'not black and white shoes': 'not black|white ~ shoes',
    'not black but red shoes': 'not black ~ but red shoes',
    'without stripes or hood': 'not stripes|hood ~',
    'not black and striped': 'not black ~ and striped',
    'shoes not for women': 'not women ~ shoes',
    'not patent leather bag': 'not patent leather ~ bag',
    'non striped shirt': 'not striped ~ shirt',
    'non-striped shirt': 'not striped ~ shirt',
    'red-free shirt': 'not red ~ shirt',
    "shirt don't want black": 'not black ~ shirt',
    'shirt i dont want black': 'not black ~ shirt i',
    'neither black nor red': 'not black|red ~',
    'shirt minus stripes': 'not stripes ~ shirt',
    'shirt ohne collar': 'not collar ~ shirt',
    'not balck shoes': 'not black ~ shoes',
  });
});

test('a negation that is part of a name, a phrase of the shop or of speech excludes nothing', () => {
  for (const text of [
    'not your daughters jeans',
    'no 7 cream',
    'no. 5 perfume',
    'no show socks',
    'belt without a trace',
    'nike - red',
    't-shirt',
    'navy-blue shirt',
    'non slip shoes',
    'nike free run',
    'free shipping',
    'not just shoes',
    'no one',
    'not',
    'no',
    '-',
    '--',
    'without',
    'no men',
    'no iron shirt',
    'shoes -42',
  ]) {
    assert.equal(read(text), ` ~ ${text}`, text);
  }
});

test('a negation of what the shop does not have is left out and told', () => {
  table({
    'shoes not magenta': '(nothing to exclude) ~ shoes',
    'shoes -adidas': '(nothing to exclude) ~ shoes',
    'shoes without laces': '(nothing to exclude) ~ shoes',
  });
});

test('the person whom something is for is a gender', () => {
  table({
    'gift for dad': 'gender=Men ~ gift for',
    "gift for my wife's birthday": 'gender=Women ~ gift for my birthday',
    'watch for my wife': 'gender=Women ~ watch for my',
    'shoes for him': 'gender=Men ~ shoes for',
    'perfume for her under 50': 'gender=Women; price<50 ~ perfume for',
    'shoes for my little son': 'gender=Boys ~ shoes for my little',
    'shoes for my 7 year old daughter': 'gender=Girls ~ shoes for my 7 year old',
    'dad gifts': 'gender=Men ~ gifts',
    "mother's day shirt": 'gender=Women ~ day shirt',
    'for her daughter': 'gender=Girls ~ for her',
    'for mom and dad': 'gender=Women; gender=Men ~ for and',
    'for my wife red dress': 'gender=Women ~ for my red dress',
  });
  for (const text of ['boyfriend jeans', 'mom jeans', 'dad hat', 'ink for brother printer', 'father christmas']) {
    assert.equal(read(text), ` ~ ${text}`, text);
  }
  const values = { ...SHOP.values, gender: [] };
  assert.equal(read('gift for dad', [], { ...SHOP, values }), ' ~ gift for dad');
  assert.equal(
    read('ink for brother', [], { ...SHOP, values: { ...SHOP.values, brand: ['Brother'] } }),
    ' ~ ink for brother',
  );
});

test('a size is one where the catalog has it', () => {
  table({
    'shoes size 42': 'Size=42 ~ shoes',
    'shoes size: 42': 'Size=42 ~ shoes',
    'shoes size eu 43': 'Size=EU 43 ~ shoes',
    'shoes eu 43': 'Size=EU 43 ~ shoes',
    'shoes size 43': 'Size=EU 43 ~ shoes',
    'shoes uk 8': 'Size=UK 8 ~ shoes',
    'shoes us 8': ' ~ shoes us 8',
    'shoes size 10,5': 'Size=10.5 ~ shoes',
    'shirt size medium': 'Size=Medium ~ shirt',
    'shirt size m': 'Size=Medium ~ shirt',
    'shirt size small': 'Size=S ~ shirt',
    'shirt xl': 'Size=XL ~ shirt',
    'shirt extra large': ' ~ shirt extra large',
    'shirt size extra large': 'Size=XL ~ shirt',
    'jeans W32 L34': 'Size=W32/L34 ~ jeans',
    'jeans w32/l34': 'Size=W32/L34 ~ jeans',
    'jeans 32/34': 'Size=W32/L34 ~ jeans',
    'jeans 32 x 34': 'Size=W32/L34 ~ jeans',
    'shirt xxl': ' ~ shirt xxl',
    'large shirt': ' ~ large shirt',
    'king size bed': ' ~ king size bed',
    'plus size dress': ' ~ plus size dress',
    'size 5 piece set': ' ~ size 5 piece set',
    '2x4 board': ' ~ 2x4 board',
    '3/4 sleeve': ' ~ 3/4 sleeve',
    'shoes size 50': '(no such size) ~ shoes',
  });
  const values = { ...SHOP.values, Size: [] };
  for (const text of ['shoes size 42', 'shirt xl', 'jeans W32 L34']) {
    assert.equal(read(text, [], { ...SHOP, values }), ` ~ ${text}`, text);
  }
});

test('a phrase that is taken literally is no condition, and others stay', () => {
  assert.equal(read('not black shoes under 50', ['under 50']), 'not black ~ shoes under 50');
  assert.equal(read('NOT Black shoes under 50', ['not black']), 'price<50 ~ NOT Black shoes');
  assert.equal(read('cheap shoes size 42', ['cheap', 'size 42']), ' ~ cheap shoes size 42');
  assert.equal(read('gift for dad', ['dad']), ' ~ gift for dad');
});

test('offsets are those of the text as it was typed', () => {
  for (const [text, expected] of [
    ['  Schuhe für Größe 42 unter 50 €', ['Größe 42', 'unter 50 €']],
    ['re\u0301tro 🙂 shoes NOT Black', ['NOT Black']],
    ['赤い 🙂 under 50', ['under 50']],
    ["gift for Dad's birthday", ["Dad's"]],
  ] as const) {
    const { conditions } = readConditions(text, smallFacts(SHOP));
    assert.deepEqual(
      conditions.map(({ start, end }) => text.slice(start, end)),
      expected,
      text,
    );
  }
});

test('whatever is typed is read without a fault, and what is left fits its places', () => {
  const parts = [
    'under',
    '50',
    '€',
    '-',
    'not',
    'no',
    '"',
    'between',
    'and',
    '20',
    'k',
    'size',
    'for',
    'dad',
    '$',
    ',',
    '🙂',
    'W',
    '/',
    '.',
  ];
  for (let i = 0; i < 4000; i++) {
    const text = Array.from({ length: 6 }, (_, k) => parts[(i * 7 + k * k * 13 + (i >> k)) % parts.length]).join(
      i % 3 === 0 ? '' : ' ',
    );
    const { conditions, dropped, rest } = readConditions(text, smallFacts(SHOP));
    assert.equal(rest.length, text.length);
    const places = [...conditions, ...dropped].sort((a, b) => a.start - b.start);
    for (const [n, { start, end }] of places.entries()) {
      assert.ok(start < end && start >= (places[n - 1]?.end ?? 0), text);
      assert.equal(rest.slice(start, end).trim(), '', text);
    }
  }
});

test("what titles say of somebody who is 'not' something is no reason to read 'not black shoes' as words", () => {
  const titles = ['I am not black t-shirt'];
  assert.equal(read('not black shoes', [], { ...SHOP, titles }), 'not black ~ shoes');
  assert.equal(read('not black t-shirt', [], { ...SHOP, titles }), ' ~ not black t-shirt');
});
