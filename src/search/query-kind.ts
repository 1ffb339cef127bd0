import type { QueryUnit } from './query-units.js';

/** Words behind which a query no longer names what is looked for, but what it is for, made of, or comes with. */
const PREPOSITIONS: ReadonlySet<string> = new Set('for with without in on from by to at of under over'.split(' '));

/** What describes a thing and is no thing itself. */
const DESCRIBING: ReadonlySet<string> = new Set(['color', 'gender', 'brand', 'season', 'usage']);

/** The number of the word behind the last one that may name what is looked for: the first preposition, or the end. */
export function endOfThing(written: readonly string[]): number {
  const preposition = written.findIndex((word, place) => place > 0 && PREPOSITIONS.has(word));
  return preposition < 0 ? written.length : preposition;
}

/**
 * The unit that says what kind of thing is looked for: the last one that names a category, or else the last one that is
 * a mere word, in front of the first preposition. 'laptop case for men' is a case, 'shirt navy' a shirt.
 * @param written all words of the query
 * @returns its position in `units`
 */
export function kindUnit(units: readonly QueryUnit[], written: readonly string[]): number | undefined {
  const end = endOfThing(written);
  const lastWith = (isWanted: (unit: QueryUnit) => boolean): number | undefined => {
    const found = units.findLastIndex((unit) => unit.last < end && isWanted(unit));
    return found < 0 ? undefined : found;
  };
  return (
    lastWith(({ values }) => values.some(({ name }) => name === 'category')) ??
    lastWith(({ values, words }) => values.length === 0 && !/^\p{N}/u.test(words[words.length - 1])) ??
    lastWith(({ values }) => values.length > 0 && !values.some(({ name }) => DESCRIBING.has(name)))
  );
}
