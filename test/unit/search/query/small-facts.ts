import type { CatalogFacts } from '../../../../src/search/query/conditions.js';
import { lexemesOf, wordsOf } from '../../../../src/search/query/lexemes.js';
import { isSizeName } from '../../../../src/search/query/sizes.js';
import { porterStem } from '../../../../src/text/porter-stem.js';
import type { CatalogValue } from '../../../../src/search/value-dictionary.js';

/** A catalog as the reader of conditions sees it. */
export interface SmallCatalog {
  readonly titles?: readonly string[];
  /** By the name of their attribute. */
  readonly values?: Readonly<Record<string, readonly string[]>>;
  readonly prices?: readonly number[];
  readonly currency?: string | undefined;
  readonly slips?: Readonly<Record<string, string>>;
}

const GENDERS: Readonly<Record<string, string>> = { men: 'Men', women: 'Women', boys: 'Boys', girls: 'Girls' };

const stemsOf = (text: string): string[] => wordsOf(lexemesOf(text)).map(porterStem);

export function smallFacts({
  titles = [],
  values = {},
  prices = [],
  currency,
  slips = {},
}: SmallCatalog): CatalogFacts {
  const all: CatalogValue[] = Object.entries(values).flatMap(([name, some]) =>
    some.map((value) => ({ name, value, key: value.toLowerCase(), documents: 1 })),
  );
  const texts = [...titles, ...all.map(({ value }) => value)].map((text) => ` ${stemsOf(text).join(' ')} `);
  return {
    currency: () => currency,
    hasPrice: (range) =>
      prices.some((price) => {
        const { min = -Infinity, max = Infinity, isOpen = false } = range ?? {};
        return isOpen ? price > min && price < max : price >= min && price <= max;
      }),
    named: (words) => {
      const key = words.flatMap(stemsOf).join('');
      return all.filter(({ name, value }) =>
        name === 'gender' ? value === GENDERS[words.join(' ')] : stemsOf(value).join('') === key,
      );
    },
    longestName: 5,
    saying: (words) => {
      const phrase = ` ${words.flatMap(stemsOf).join(' ')} `;
      return texts.filter((text) => text.includes(phrase)).length;
    },
    meant: (word) => slips[word],
    sizes: () => all.filter(({ name }) => isSizeName(name)),
  };
}
