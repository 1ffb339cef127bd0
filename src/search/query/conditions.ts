import type { CatalogValue } from '../value-dictionary.js';
import type { Stretch } from './lexemes.js';

/** Prices from one bound to another; an open range is without the bounds themselves. */
export interface PriceRange {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly isOpen: boolean;
}

/** 'under 50', 'between 20 and 40', '€50' */
export interface PriceCondition extends Stretch {
  readonly kind: 'price';
  readonly range: PriceRange;
  /** 'about 50': the range is around an amount. */
  readonly about?: number | undefined;
  /** Codes of the currency that was written, as far as it was; which of them is meant is open. */
  readonly currencies: readonly string[] | undefined;
}

/** 'cheap': the lower quarter of the prices of what is found otherwise; 'expensive': the upper one. */
export interface PriceLevelCondition extends Stretch {
  readonly kind: 'priceLevel';
  readonly level: 'low' | 'high';
}

/** 'not black', 'without stripes', '-red': products that have none of these. */
export interface ExclusionCondition extends Stretch {
  readonly kind: 'not';
  readonly excluded: readonly Excluded[];
}

/** What products must not have: words as the query or the catalog writes them, and the values that they name. */
export interface Excluded {
  readonly words: readonly string[];
  readonly values: readonly CatalogValue[];
}

/** A value that words of the query mean and do not say: 'for dad', 'size medium'. It ranks as if it were named. */
export interface ValueCondition extends Stretch {
  readonly kind: 'gender' | 'size';
  readonly words: readonly string[];
  readonly values: readonly CatalogValue[];
}

export type Condition = PriceCondition | PriceLevelCondition | ExclusionCondition | ValueCondition;

/** A stretch that was read as a condition which no product of the catalog can meet, or that says nothing. */
export interface Dropped extends Stretch {
  readonly reason: 'no prices' | 'no such price' | 'no such size' | 'nothing to exclude';
}

/** A query with its conditions taken out. */
export interface ReadConditions {
  /** In the order of the query; their stretches do not overlap. */
  readonly conditions: readonly Condition[];
  readonly dropped: readonly Dropped[];
  /** The query with spaces in place of the conditions and of what was dropped, as long as the query. */
  readonly rest: string;
}

/** What reading a query must know of the catalog. */
export interface CatalogFacts {
  /** The code of the currency of all prices; undefined when unknown or mixed. */
  readonly currency: () => string | undefined;
  /** Whether any product has a price, or one in a range. */
  readonly hasPrice: (range?: PriceRange) => boolean;
  /** Values that words name, taken as one stretch: 'navy', 'blue' is color = Navy Blue. */
  readonly named: (words: readonly string[]) => readonly CatalogValue[];
  /** The most words of a value. */
  readonly longestName: number;
  /** How many products have these words one after the other in their title or their values. */
  readonly saying: (words: readonly string[]) => number;
  /** The word of the catalog that a misspelt one stands for. */
  readonly meant: (word: string) => string | undefined;
  /** Values of attributes that are sizes. */
  readonly sizes: () => readonly CatalogValue[];
}
