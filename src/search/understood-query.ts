import { categoryLevels } from '../product.js';
import type { Condition, Dropped, Excluded, PriceCondition, PriceRange } from './query/conditions.js';
import type { Stretch } from './query/lexemes.js';
import { isSizeName } from './query/sizes.js';
import type { Ignored, ReadQuery } from './query-units.js';
import type { IgnoredWords, Understood, UnderstoodKind } from './understood.js';
import type { LearnedValues } from './word-ranking.js';
import type { CatalogValue } from './value-dictionary.js';

/** Values that a label names; a word may be one of very many. */
const MOST_NAMED = 3;

/**
 * What the parts of a query were read as, in their order: its conditions, the values that its words name, and words that
 * were read as others.
 * @param text as it was typed
 * @param learned what its word for the kind of thing stands for in this catalog
 * @param level the prices that 'cheap' or 'expensive' came to
 */
export function understoodOf(
  text: string,
  {
    conditions,
    read,
    learned,
    level,
  }: {
    readonly conditions: readonly Condition[];
    readonly read: ReadQuery | undefined;
    readonly learned: LearnedValues | undefined;
    readonly level: PriceRange | undefined;
  },
): Understood[] {
  const parts = [
    ...conditions.flatMap((condition) => sayingsOf(condition, level).map((saying) => placed(condition, saying))),
    ...(read?.readings ?? []).map((reading) => placed(reading, { kind: reading.kind, label: reading.to })),
    ...(learned === undefined ? [] : [placed(learned.unit, learnedSaying(learned.values))]),
    ...(read?.units ?? [])
      .filter(({ values }) => values.length > 0)
      .map((unit) => placed(unit, valuesSaying(unit.values))),
  ];
  return parts
    .map(({ kind, start, end, label, name, values, filter }) => ({
      ...{ kind, text: text.slice(start, end), start, end, label },
      ...(name === undefined ? {} : { name }),
      ...(values === undefined ? {} : { values }),
      ...(filter === undefined ? {} : { filter }),
    }))
    .sort((a, b) => a.start - b.start || a.end - b.end);
}

/** What of a query counts for nothing, in the order of the query. */
export function ignoredOf(
  text: string,
  { ignored, dropped }: { readonly ignored: readonly Ignored[]; readonly dropped: readonly Dropped[] },
): IgnoredWords[] {
  const parts = [...ignored, ...dropped.map((each) => ({ ...each, reason: 'impossible' as const }))];
  return parts
    .map(({ start, end, reason }) => ({ text: text.slice(start, end), start, end, reason }))
    .sort((a, b) => a.start - b.start);
}

type Saying = Pick<Understood, 'kind' | 'label' | 'name' | 'values' | 'filter'>;

/** Those of values are said by the unit that they are in the ranking. */
function sayingsOf(condition: Condition, level: PriceRange | undefined): Saying[] {
  switch (condition.kind) {
    case 'price':
      return [{ kind: 'price', label: priceLabel(condition), name: 'price', filter: filterOf(condition.range) }];
    case 'priceLevel':
      return [levelSaying(condition.level, level)];
    case 'not':
      return [exclusionSaying(condition.excluded)];
    default:
      return [];
  }
}

function placed({ start, end }: Stretch, saying: Saying): Saying & Stretch {
  return { ...saying, start, end };
}

/** 'under 50', 'up to 50', 'over 50', 'from 50', '20 to 40', 'about 50' */
function priceLabel({ range: { min, max, isOpen }, about }: PriceCondition): string {
  if (about !== undefined) return `about ${about}`;
  if (min !== undefined && max !== undefined) return `${min} to ${max}`;
  if (max !== undefined) return `${isOpen ? 'under' : 'up to'} ${max}`;
  return `${isOpen ? 'over' : 'from'} ${min}`;
}

function filterOf({ min, max, isOpen }: PriceRange): string {
  if (min !== undefined && max !== undefined) return `price=${min}..${max}`;
  const equal = isOpen ? '' : '=';
  return max === undefined ? `price>${equal}${min}` : `price<${equal}${max}`;
}

/** What it came to is said, since it depends on what was found. */
function levelSaying(level: 'low' | 'high', range: PriceRange | undefined): Saying {
  const quarter = level === 'low' ? 'cheapest quarter' : 'dearest quarter';
  if (range === undefined) return { kind: 'price', label: quarter, name: 'price' };
  const label = level === 'low' ? `${quarter}: up to ${range.max}` : `${quarter}: from ${range.min}`;
  return { kind: 'price', label, name: 'price', filter: filterOf(range) };
}

function exclusionSaying(excluded: readonly Excluded[]): Saying {
  const values = excluded.flatMap((one) => one.values);
  const names = new Set(values.map(({ name }) => name));
  const label = `not ${excluded.map(spokenExclusion).join(' or ')}`;
  if (values.length === 0) return { kind: 'not', label };
  return {
    kind: 'not',
    label,
    ...(names.size === 1 ? { name: [...names][0] } : {}),
    values: unique(values.map(({ value }) => value)),
  };
}

/** As the query says it, for the value may be one of several; of a person the gender. */
function spokenExclusion({ words, values }: Excluded): string {
  const isGender = values.length > 0 && values.every(({ name }) => name === 'gender');
  return isGender ? unique(values.map(({ value }) => value)).join(', ') : words.join(' ');
}

function valuesSaying(values: readonly CatalogValue[]): Saying {
  const names = unique(values.map(({ name }) => name));
  const spoken = unique(values.map((value) => (value.name === 'category' ? leafOf(value.value) : value.value)));
  const label =
    spoken.slice(0, MOST_NAMED).join(', ') +
    (spoken.length > MOST_NAMED ? ` and ${spoken.length - MOST_NAMED} more` : '');
  const isOne = values.length === 1;
  return {
    kind: kindOf(names),
    label,
    ...(names.length === 1 ? { name: names[0] } : {}),
    values: unique(values.map(({ value }) => value)),
    ...(isOne ? { filter: `${values[0].name}=${values[0].value}` } : {}),
  };
}

/** A word may stand for more than one value, none of which is a condition. */
function learnedSaying(values: readonly CatalogValue[]): Saying {
  const { label, name, values: all } = valuesSaying(values);
  return {
    kind: 'synonym',
    label,
    ...(name === undefined ? {} : { name }),
    ...(all === undefined ? {} : { values: all }),
  };
}

function leafOf(category: string): string {
  return categoryLevels(category).at(-1) ?? category;
}

const OWN_KINDS: ReadonlySet<string> = new Set(['category', 'color', 'gender', 'brand'] satisfies UnderstoodKind[]);

function kindOf(names: readonly string[]): UnderstoodKind {
  const [first = ''] = names;
  if (names.length === 1 && OWN_KINDS.has(first)) return first as UnderstoodKind;
  return names.every(isSizeName) ? 'size' : 'attribute';
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
