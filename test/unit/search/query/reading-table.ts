import assert from 'node:assert/strict';
import type { Condition, PriceRange } from '../../../../src/search/query/conditions.js';
import { readConditions } from '../../../../src/search/query/read-conditions.js';
import { smallFacts, type SmallCatalog } from './small-facts.js';

export const SHOP: SmallCatalog = {
  titles: [
    'Nike black running shoes',
    'Striped shirt with a high collar',
    'No show socks for women',
    'Levis 501 jeans',
    'Multivitamin for women over 50',
    'Coffee shop $25 gift card',
    'Patent leather clutch',
    'Leather belt without a trace',
    'Wool hood',
  ],
  values: {
    category: ['Shoes', 'Shirts', 'Socks', 'Jeans', 'Dresses'],
    color: ['Black', 'White', 'Red', 'Navy Blue', 'Pink'],
    gender: ['Men', 'Women', 'Boys', 'Girls'],
    brand: ['Nike', 'Under Armour', 'Cheap Monday', 'No 7', 'Not Your Daughters Jeans', 'Air Max 90', 'Max Factor'],
    Size: ['42', 'EU 43', 'UK 8', 'S', 'Medium', 'XL', 'W32/L34', '10.5'],
    Pattern: ['Striped', 'Dotted'],
  },
  prices: [5, 19.99, 45, 50, 899, 1499, 30_000],
  currency: 'EUR',
  slips: { balck: 'black' },
};

function written({ min, max, isOpen }: PriceRange): string {
  const [more, less] = isOpen ? ['>', '<'] : ['>=', '<='];
  return [min === undefined ? '' : `${more}${min}`, max === undefined ? '' : `${less}${max}`].join('');
}

function shown(condition: Condition): string {
  switch (condition.kind) {
    case 'price':
      return `price${written(condition.range)}`;
    case 'priceLevel':
      return condition.level;
    case 'not':
      return `not ${condition.excluded.map(({ words }) => words.join(' ')).join('|')}`;
    default:
      return condition.values.map(({ name, value }) => `${name}=${value}`).join('|');
  }
}

/** 'conditions; what was dropped ~ the words that are left' */
export function read(text: string, literal: readonly string[] = [], shop = SHOP): string {
  const { conditions, dropped, rest } = readConditions(text, smallFacts(shop), { literal });
  assert.equal(rest.length, text.length);
  const parts = [...conditions.map(shown), ...dropped.map(({ reason }) => `(${reason})`)];
  return `${parts.join('; ')} ~ ${rest.trim().replace(/\s+/gu, ' ')}`.trimEnd();
}

export function table(cases: Readonly<Record<string, string>>): void {
  for (const [text, expected] of Object.entries(cases)) assert.equal(read(text), expected, text);
}
