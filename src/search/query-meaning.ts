import { conditionFacts } from './condition-facts.js';
import type { Allowed } from './filters.js';
import type { Condition, Dropped } from './query/conditions.js';
import { lexemesOf, placesOf, type Stretch } from './query/lexemes.js';
import { readConditions } from './query/read-conditions.js';
import type { ParsedQuery } from './query.js';
import type { Ignored, QueryUnit, ReadQuery } from './query-units.js';
import { allowedByConditions, both } from './restrictions.js';
import type { SearchIndex } from './search-index.js';

/** What a query means in one state of the catalog. */
export interface QueryMeaning {
  /** The query as it was asked, with spaces in place of its conditions. */
  readonly asked: ParsedQuery;
  /** Its words as units; undefined when there is nothing left of them and no condition that ranks. */
  readonly read: ReadQuery | undefined;
  /** Words that count for nothing. */
  readonly ignored: readonly Ignored[];
  readonly conditions: readonly Condition[];
  readonly dropped: readonly Dropped[];
  /** The products that meet the conditions of its words; undefined when none restricts. */
  readonly byConditions: Allowed | undefined;
  /** The same, and its filters. */
  readonly allow: Allowed | undefined;
}

const NOTHING_READ: ReadQuery = {
  ...{
    units: [],
    kind: undefined,
    corrections: [],
    readings: [],
    didYouMean: [],
    unknown: [],
    isLacking: false,
    ignored: [],
  },
};

/** Reads the words of a query. Ask within `atOnce`. */
export function meaningOf(index: SearchIndex, asked: ParsedQuery): QueryMeaning {
  const { words, literal, filters } = asked;
  if (words === '') {
    const allow = index.allowed(filters);
    return { asked, read: undefined, ignored: [], conditions: [], dropped: [], byConditions: undefined, allow };
  }
  const { conditions, dropped, rest } = readConditions(words, conditionFacts(index), { literal });
  const literals: readonly Stretch[] = placesOf(literal, lexemesOf(words));
  const left = rest.trim() === '' ? '' : rest;
  const named = conditions.flatMap((condition) => unitsOf(index, condition));
  const read =
    left === '' ? NOTHING_READ : index.words.read(left, { literal: literals, isPart: conditions.length > 0 });
  // Behind the others: what says the kind is told by its position.
  const units = [...read.units, ...named];
  const byConditions = allowedByConditions(index, conditions);
  const isEmpty = units.length === 0 && (left === '' || read.unknown.length === 0);
  return {
    asked: { ...asked, words: isEmpty ? '' : rest },
    read: isEmpty ? undefined : { ...read, units },
    ...{ ignored: read.ignored, conditions, dropped, byConditions },
    allow: both(byConditions, index.allowed(filters)),
  };
}

/** A condition that ranks is a unit as if the words named its values. */
function unitsOf({ words: { fullText } }: SearchIndex, condition: Condition): QueryUnit[] {
  if (condition.kind !== 'gender' && condition.kind !== 'size') return [];
  const { start, end, values, words } = condition;
  const stems = words.map((word) => fullText.stems(word)[0] ?? word);
  return [{ words, stems, values, start, end, first: NOWHERE, last: NOWHERE }];
}

/** The place of a unit that stands beside no other. */
const NOWHERE = -2;
