import type { WordColumn } from '../catalog/searchable.js';
import type { Excluded } from './query/conditions.js';
import type { CatalogValue } from './value-dictionary.js';
import { columnBit } from './word-scores.js';
import type { WordSide } from './word-side.js';

/** Values with more words than this are sentences: what they mention, the product need not be. */
const MOST_WORDS = 6;

/** Words that deny what follows, and words that as a value say that there is none of it. */
const DENYING: ReadonlySet<string> = new Set(
  'no non not without free none nil na false 0 absent nein kein keine ohne sans sin senza zonder aucun ninguno nessuno'.split(
    ' ',
  ),
);

/**
 * The products that have what is excluded: as a value, as words of a value, of the title or of the category. One that
 * says that it has none of it stays: 'Shirt without collar', 'Collar: none'.
 */
export function rowsWithExcluded(side: WordSide, { words, values }: Excluded): Set<number> {
  const rows = new Set(rowsSaying(side, words, ['title', 'category']));
  for (const denial of denials(words)) for (const row of rowsSaying(side, denial, ['title'])) rows.delete(row);
  const mentioned = [...values, ...mentions(side, side.fullText.stems(words.join(' ')))];
  for (const value of mentioned) for (const row of side.dictionary.rows(value)) rows.add(row);
  return rows;
}

/** How a product says that it has none of something. */
function denials(words: readonly string[]): string[][] {
  return [
    ['no', ...words],
    ['without', ...words],
    ['non', ...words],
    [...words, 'free'],
  ];
}

/** The products that have words one after the other in one of some columns. */
function rowsSaying(side: WordSide, words: readonly string[], columns: readonly WordColumn[]): Uint32Array {
  const found = side.placesOf(side.fullText.stems(words.join(' ')).join(' '));
  const wanted = columns.reduce((bits, column) => bits | columnBit(column), 0);
  return found.rows.filter((_, i) => (wanted & found.columns[i]) !== 0);
}

/** The values that have the words, and those of an attribute that is named so. */
function mentions(side: WordSide, stems: readonly string[]): CatalogValue[] {
  const { dictionary, fullText } = side;
  return dictionary.names.flatMap((name) => {
    const isNamedSo = fullText.stems(name).join(' ') === stems.join(' ');
    return dictionary.valuesOf(name).filter((value) => {
      const own = stemsOf(side, value);
      return isNamedSo ? !isDenial(own) : isMentioned(own, stems);
    });
  });
}

/** Cutting thousands of values into stems takes long: it is done once for each. */
const knownStems = new WeakMap<CatalogValue, readonly string[]>();

function stemsOf({ fullText }: WordSide, value: CatalogValue): readonly string[] {
  const kept = knownStems.get(value);
  if (kept !== undefined) return kept;
  const stems = fullText.stems(value.value);
  knownStems.set(value, stems);
  return stems;
}

function isDenial([first = '']: readonly string[]): boolean {
  return DENYING.has(first) || first.endsWith('less');
}

/** Whether a value has these stems one after the other, and does not deny them. */
function isMentioned(own: readonly string[], stems: readonly string[]): boolean {
  if (own.length > MOST_WORDS) return false;
  return own.some(
    (_, at) =>
      stems.every((stem, i) => own[at + i] === stem) &&
      !DENYING.has(own[at - 1] ?? '') &&
      own[at + stems.length] !== 'free',
  );
}
