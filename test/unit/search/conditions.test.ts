import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Product } from '../../../src/product.js';
import type { SearchOptions } from '../../../src/search/query.js';
import { SearchIndex } from '../../../src/search/search-index.js';
import { search, type SearchResult } from '../../../src/search/search.js';
import { databaseOf, product, searchableCatalog, wardrobe } from './small-catalog.js';

const words = (products: readonly Product[]): SearchIndex => new SearchIndex({ database: databaseOf(products) });

const shop = searchableCatalog(wardrobe(4));

const WIDE: SearchOptions = {
  limit: 100,
  facets: ['color', 'price'],
  alternatives: ['color', 'price'],
  withProducts: true,
};

function found({ hits, total, facets, alternatives, confident }: SearchResult): unknown {
  return { hits, total, facets, alternatives, confident };
}

for (const [text, rest, filter] of [
  ['shirts under 60', 'shirts', 'price<60'],
  ['shirts up to 60', 'shirts', 'price<=60'],
  ['shirts over 60 euro', 'shirts', 'price>60'],
  ['red shirts between 40 and 80', 'red shirts', 'price=40..80'],
  ['red shirts €50', 'red shirts', 'price=40..60'],
] as const) {
  test(`'${text}' finds, counts and sorts as '${rest}' with the filter ${filter}`, async () => {
    for (const sort of ['relevance', 'price', '-price'] as const) {
      const options = { ...WIDE, sort, modes: ['words'] as const, alternatives: ['color'] };
      const read = await search(shop, { words: text }, options);
      assert.deepEqual(found(read), found(await search(shop, { words: rest, filters: [filter] }, options)));
      assert.ok(read.total > 0);
    }
    const { understood } = await search(shop, { words: text });
    assert.equal(understood.find(({ kind }) => kind === 'price')?.filter, filter);
  });
}

test('a price in words holds beside the filters on the price, and is no choice among them', async () => {
  const both = await search(shop, { words: 'shirts under 60', filters: ['price>=30'] }, WIDE);
  assert.ok(both.hits.every(({ price }) => price !== null && price >= 30 && price < 60));
  const [, prices] = both.alternatives ?? [];
  assert.equal(prices.total, (await search(shop, { words: 'shirts under 60' })).total);
  assert.ok((prices.maximum ?? 0) < 60);
});

test('what is negated is in no hit, and the rest of the set stays', async () => {
  const all = await search(shop, { words: 'shirts' }, { limit: 100, modes: ['words'], withProducts: true });
  const some = await search(shop, { words: 'not red shirts' }, { ...WIDE, modes: ['words'] });
  assert.ok(some.total > 0 && some.total < all.total);
  assert.deepEqual(
    some.hits.map(({ id }) => id),
    all.hits.filter(({ product: own }) => own?.color !== 'Red').map(({ id }) => id),
  );
  assert.equal(
    some.facets?.[0].values.find(({ value }) => value === 'Red'),
    undefined,
  );
  assert.deepEqual(
    some.understood.map(({ kind, text, label, name, values }) => ({ kind, text, label, name, values })),
    [
      { kind: 'not', text: 'not red', label: 'not red', name: 'color', values: ['Red'] },
      { kind: 'category', text: 'shirts', label: 'Shirts', name: 'category', values: ['Apparel > Topwear > Shirts'] },
    ],
  );
});

test('a negated word is looked for in titles, categories and values, and not in descriptions', async () => {
  const catalog = words([
    product('title', 'Striped shirt'),
    product('value', 'Shirt', { attributes: { Pattern: 'Stripes' } }),
    product('told', 'Shirt', { description: 'Goes well with striped trousers' }),
    product('denied', 'Shirt without stripes'),
    product('none', 'Shirt', { attributes: { Stripes: 'none' } }),
    product('some', 'Shirt', { attributes: { Stripes: 'narrow' } }),
    product('sentence', 'Shirt', { attributes: { Tip: 'Wear it with the striped trousers of our house' } }),
    product('plain', 'Shirt'),
  ]);
  const { hits } = await search(catalog, { words: 'shirt without stripes' });
  assert.deepEqual(hits.map(({ id }) => String(id)).sort(), ['denied', 'none', 'plain', 'sentence', 'told']);
});

test('cheap is the cheapest quarter of what the rest of the query finds, and a filter only takes away', async () => {
  const all = await search(shop, { words: 'shirts' }, { limit: 100, sort: 'price', modes: ['words'] });
  const cheap = await search(shop, { words: 'cheap shirts' }, { limit: 100, sort: 'price', modes: ['words'] });
  assert.equal(cheap.total, Math.ceil(all.total / 4));
  assert.deepEqual(cheap.hits, all.hits.slice(0, cheap.total));
  const most = cheap.hits.at(-1)?.price;
  const [level] = cheap.understood;
  assert.deepEqual([level.label, level.filter], [`cheapest quarter: up to ${most}`, `price<=${most}`]);
  const men = await search(shop, { words: 'cheap shirts', filters: ['gender=Men'] }, { limit: 100, modes: ['words'] });
  assert.deepEqual(
    men.hits.map(({ id }) => id).sort(),
    (
      await search(
        shop,
        { words: 'shirts', filters: ['gender=Men', `price<=${most}`] },
        { limit: 100, modes: ['words'] },
      )
    ).hits
      .map(({ id }) => id)
      .sort(),
  );
  const { alternatives = [] } = await search(
    shop,
    { words: 'cheap shirts', filters: ['gender=Men'] },
    { alternatives: ['gender'], modes: ['words'] },
  );
  assert.equal(alternatives[0].total, cheap.total);
  const dear = await search(shop, { words: 'expensive shirts' }, { limit: 100, sort: '-price', modes: ['words'] });
  assert.ok((dear.hits.at(-1)?.price ?? 0) > (cheap.hits.at(-1)?.price ?? 0));
});

test('conditions alone browse the catalog', async () => {
  const { hits, total, confident } = await search(shop, { words: 'under 20' }, { limit: 100 });
  assert.deepEqual([total, confident], [10, true]);
  assert.deepEqual(
    hits.map(({ id }) => id),
    hits.map(({ id }) => id).sort(),
  );
  const without = await search(shop, { words: '-red' }, WIDE);
  assert.equal(without.total, 96);
  assert.ok(without.hits.every(({ product: own }) => own?.color !== 'Red'));
});

test('the person that something is for, and a size, rank as if they were named', async () => {
  const gift = await search(shop, { words: 'shirt for my wife' }, { modes: ['words'], withProducts: true });
  const named = await search(shop, { words: 'shirt women' }, { modes: ['words'], withProducts: true });
  assert.deepEqual(
    gift.hits.map(({ id }) => id),
    named.hits.map(({ id }) => id),
  );
  assert.deepEqual(
    gift.understood.map(({ kind, text, label }) => [kind, text, label]),
    [
      ['category', 'shirt', 'Shirts'],
      ['gender', 'wife', 'Women'],
    ],
  );
  const sized = words([
    product('s', 'Shirt', { attributes: { Size: 'Small' } }),
    product('m', 'Shirt', { attributes: { Size: 'Medium' } }),
  ]);
  const { hits, understood } = await search(sized, { words: 'shirt size m' });
  assert.equal(hits[0].id, 'm');
  assert.deepEqual(
    understood.map(({ kind, text, label, name, filter }) => [kind, text, label, name, filter]),
    [['size', 'size m', 'Medium', 'Size', 'Size=Medium']],
  );
  assert.equal((await search(sized, { words: 'size m' })).hits[0].id, 'm');
});

test('every part of a query is told with its place in what was typed, also with accents and other scripts', async () => {
  const catalog = words([
    product('a', 'Robe d’été', { color: 'Écru', price: 20, currency: 'EUR', category: 'Robes' }),
    product('b', 'Robe noire', { color: 'Noir', price: 90, currency: 'EUR', category: 'Robes' }),
  ]);
  const text = '  Robes E\u0301CRU  🙂 moins de 50 €, not noir the qwert';
  const { understood, ignored } = await search(catalog, { words: text });
  assert.deepEqual(
    understood.map(({ kind, text: part, label }) => [kind, part, label]),
    [
      ['category', 'Robes', 'Robes'],
      ['color', 'E\u0301CRU', 'Écru'],
      ['price', 'moins de 50 €', 'under 50'],
      ['not', 'not noir', 'not noir'],
    ],
  );
  assert.deepEqual(
    ignored.map(({ text: part, reason }) => [part, reason]),
    [
      ['🙂', 'unknown'],
      ['the', 'filler'],
      ['qwert', 'unknown'],
    ],
  );
  for (const { text: part, start, end } of [...understood, ...ignored]) assert.equal(text.slice(start, end), part);
});

test('a corrected word is told with what it was read as', async () => {
  const { understood } = await search(shop, { words: 'bleu shirts' });
  assert.deepEqual(
    understood.map(({ kind, text, label }) => [kind, text, label]),
    [
      ['correction', 'bleu', 'blue'],
      ['color', 'bleu', 'Blue'],
      ['category', 'shirts', 'Shirts'],
    ],
  );
});

test('what is taken literally is neither a condition nor a value nor a slip', async () => {
  const { understood, corrections, total } = await search(
    shop,
    { words: 'bleu red shirts under 60' },
    { literal: ['under 60', 'red', 'BLEU'], modes: ['words'] },
  );
  assert.deepEqual([understood.map(({ text }) => text), corrections], [['shirts'], []]);
  assert.ok(total > (await search(shop, { words: 'red shirts under 60' }, { modes: ['words'] })).total);
});

const codes = ({ warnings }: SearchResult): string[] => warnings.map(({ code }) => code);

test('what does not count is told to shoppers', async () => {
  const free = words([product('a', 'Shirt', { color: 'Red' })]);
  const priceless = await search(free, { words: 'shirt under 50' }, { modes: ['words'] });
  assert.deepEqual([codes(priceless), priceless.total], [['no-prices'], 1]);
  assert.equal(priceless.warnings[0].text, "No product here has a price: 'under 50' was left out.");
  assert.deepEqual(priceless.ignored, [{ text: 'under 50', start: 6, end: 14, reason: 'impossible' }]);

  const modes = ['words'] as const;
  assert.deepEqual(codes(await search(shop, { words: 'shirts under 2' }, { modes })), ['no-such-price']);
  assert.deepEqual(codes(await search(shop, { words: 'shirts not magenta' }, { modes })), ['nothing-excluded']);
  const unknown = await search(shop, { words: 'qwert shirts asdfg' }, { modes });
  assert.deepEqual(unknown.warnings, [
    { code: 'words-unknown', text: "No product here has the words 'qwert' and 'asdfg'.", audience: 'shopper' },
  ]);
});

test('a condition that leaves nothing of what is found is named, with what there is without it', async () => {
  const catalog = words([
    product('shirt', 'Shirt', { category: 'Shirts', price: 80, color: 'Red' }),
    product('socks', 'Socks', { category: 'Socks', price: 5, color: 'Red' }),
  ]);
  const { total, warnings } = await search(catalog, { words: 'shirt under 20' }, { modes: ['words'] });
  assert.equal(total, 0);
  assert.deepEqual(warnings, [
    {
      code: 'conditions-leave-nothing',
      text: "Nothing that was found meets 'under 20': without it there is one product.",
      audience: 'shopper',
    },
  ]);
});

test('an amount in another currency than that of the catalog is told', async () => {
  const catalog = words([product('a', 'Shirt', { price: 20, currency: 'EUR' })]);
  const { hits, warnings } = await search(catalog, { words: 'shirt below $50' }, { modes: ['words'] });
  assert.equal(hits.length, 1);
  assert.deepEqual(
    warnings.map(({ code, text }) => [code, text]),
    [['other-currency', "Prices here are in EUR: the amount in 'below $50' was read as EUR."]],
  );
  assert.deepEqual(codes(await search(catalog, { words: 'shirt below €50' }, { modes: ['words'] })), []);
});

test('names of the catalog win over conditions', async () => {
  const catalog = words([
    product('armour', 'Running shirt', { brand: 'Under Armour', price: 30 }),
    product('seven', 'Protect cream', { brand: 'No 7', price: 10 }),
    product('knee', 'Over the knee boots', { price: 90 }),
    product('jeans', 'Slim jeans', { brand: 'Not Your Daughters Jeans', price: 50 }),
    product('show', 'No show socks', { price: 5 }),
    product('socks', 'Long socks', { price: 5 }),
  ]);
  for (const [text, id] of [
    ['under armour', 'armour'],
    ['no 7 cream', 'seven'],
    ['over the knee boots', 'knee'],
    ['not your daughters jeans', 'jeans'],
    ['no show socks', 'show'],
  ]) {
    const { hits, understood } = await search(catalog, { words: text });
    assert.equal(hits[0].id, id, text);
    assert.ok(!understood.some(({ kind }) => kind === 'price' || kind === 'not'), text);
  }
});
