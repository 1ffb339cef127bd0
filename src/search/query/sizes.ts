import type { CatalogValue } from '../value-dictionary.js';
import { isHyphenated } from './amounts.js';
import type { CatalogFacts, ValueCondition } from './conditions.js';
import { lexemesOf, wordsOf, type Lexeme } from './lexemes.js';
import { UNITS } from './price-words.js';

/** Words of an attribute's name that make it a size, in the languages that feeds are written in. */
const SIZE_NAMES: ReadonlySet<string> = new Set(
  (
    'size sizes sizing grosse grossen groesse konfektionsgrosse schuhgrosse taille tailles pointure talla tallas talle ' +
    'taglia taglie maat maten schoenmaat tamanho rozmiar rozmiary storlek storrelse'
  ).split(' '),
);

/** Words for a size before what it is: 'size 42'. */
const SIZE_WORDS: ReadonlySet<string> = new Set([...SIZE_NAMES, 'sz']);

/** The systems that numbers of sizes are of. */
const SYSTEMS: ReadonlySet<string> = new Set(['eu', 'eur', 'uk', 'us', 'usa', 'de', 'fr', 'it', 'int', 'jp', 'au']);

/** Ways to write one size; the first is what all are compared by. */
const LETTER_SIZES: readonly (readonly string[])[] = [
  ['xxs', '2xs', 'xx small', 'extra extra small'],
  ['xs', 'x small', 'extra small'],
  ['s', 'small', 'sm'],
  ['m', 'medium', 'med', 'md'],
  ['l', 'large', 'lg'],
  ['xl', 'x large', 'extra large', '1xl', '1x'],
  ['xxl', '2xl', '2x', 'xx large', 'extra extra large', '2 xl'],
  ['xxxl', '3xl', '3x', 'xxx large', '3 xl'],
  ['xxxxl', '4xl', '4x', '4 xl'],
  ['xxxxxl', '5xl', '5x', '5 xl'],
];

const KEY_OF_LETTERS: ReadonlyMap<string, string> = new Map(
  LETTER_SIZES.flatMap(([key, ...others]) => [key, ...others].map((form) => [form, key] as const)),
);

/** What is nothing but a size, also where no word says so: 'XL', '2XL', 'XS'. 'Large' and '2x' are more than that. */
const UNMISTAKABLE = /^(?:x+|\d)[ls]$|^\dx[ls]$/u;

/** Whether an attribute is a size by its name: 'Shoe Size', 'Größe', 'pa_size'. */
export function isSizeName(name: string): boolean {
  return lexemesOf(name.replaceAll('_', ' ')).some(({ text }) => SIZE_NAMES.has(text));
}

interface WrittenSize {
  /** 'eu 42', '32 34', 'xl' */
  readonly key: string;
  readonly end: number;
}

/**
 * The size that is written at a lexeme: 'size 42', 'sz M', 'XL', 'EU 42', 'W32 L34', '32/34'. Its values are empty when
 * the query says that it is a size and no product has it.
 * @returns undefined for anything else, also where the catalog has no sizes
 */
export function sizeAt(lexemes: readonly Lexeme[], from: number, facts: CatalogFacts): ValueCondition | undefined {
  const isSaid = SIZE_WORDS.has(lexemes[from].text) && !isOfCompound(lexemes, from);
  const written = isSaid ? sizeAfterWord(lexemes, from + 1) : sizeAlone(lexemes, from);
  if (written === undefined || isMeasured(lexemes, written.end)) return undefined;
  const sizes = facts.sizes();
  const values = valuesWith(written.key, sizes);
  const words = wordsOf(lexemes.slice(from, written.end));
  if (values.length === 0 && (!isSaid || sizes.length === 0 || facts.saying(words) > 0)) return undefined;
  return { kind: 'size', words, values, start: lexemes[from].start, end: lexemes[written.end - 1].end };
}

/** 'size 5 piece', '32/34s' */
function isMeasured(lexemes: readonly Lexeme[], from: number): boolean {
  const next = lexemes.at(from);
  if (next === undefined) return false;
  return next.kind === 'mark' ? isHyphenated(lexemes, from) : next.isAttached || UNITS.has(next.text);
}

/** 'king size 5 piece', 'one size' */
function isOfCompound(lexemes: readonly Lexeme[], at: number): boolean {
  const before = at > 0 ? lexemes[at - 1].text : '';
  if (lexemes[at].isAttached) return true;
  return [
    'king',
    'queen',
    'twin',
    'plus',
    'travel',
    'one',
    'free',
    'any',
    'all',
    'life',
    'family',
    'pocket',
    'full',
  ].includes(before);
}

function sizeAfterWord(lexemes: readonly Lexeme[], from: number): WrittenSize | undefined {
  const start = [':', '=', '.'].includes(lexemes.at(from)?.text ?? '') ? from + 1 : from;
  return pairAt(lexemes, start) ?? numberAt(lexemes, start) ?? lettersAt(lexemes, start);
}

function sizeAlone(lexemes: readonly Lexeme[], from: number): WrittenSize | undefined {
  const pair = pairAt(lexemes, from);
  if (pair !== undefined) return pair;
  const isSystem = SYSTEMS.has(lexemes[from].text);
  const number = isSystem ? numberAt(lexemes, from) : undefined;
  if (number !== undefined) return number;
  const letters = lettersAt(lexemes, from);
  if (letters === undefined || lexemes[from].isAttached) return undefined;
  const written = lexemes.slice(from, letters.end).map(({ text }) => text);
  return UNMISTAKABLE.test(written.join('')) ? letters : undefined;
}

/** 'W32 L34', '32/34', '32x34', '32 x 34' */
function pairAt(lexemes: readonly Lexeme[], from: number): WrittenSize | undefined {
  const waist = lexemes.at(from)?.text === 'w' ? from + 1 : from;
  const first = lexemes.at(waist);
  if (first?.kind !== 'number' || (waist > from && !first.isAttached) || (waist === from && first.isAttached))
    return undefined;
  const between = lexemes.at(waist + 1)?.text ?? '';
  const isDivided = ['/', 'x', '×', '*'].includes(between) || (waist > from && between === '-');
  const next = isDivided ? waist + 2 : waist + 1;
  const length = lexemes.at(next)?.text === 'l' ? next + 1 : next;
  const second = lexemes.at(length);
  const isPair = isDivided || (waist > from && length > next);
  if (!isPair || second?.kind !== 'number') return undefined;
  return { key: `${first.text} ${second.text}`, end: length + 1 };
}

/** '42', 'EU 42', '42 EU' */
function numberAt(lexemes: readonly Lexeme[], from: number): WrittenSize | undefined {
  const system = SYSTEMS.has(lexemes.at(from)?.text ?? '') ? lexemes[from].text : undefined;
  const number = lexemes.at(system === undefined ? from : from + 1);
  if (number?.kind !== 'number') return undefined;
  const end = from + (system === undefined ? 1 : 2);
  const behind = SYSTEMS.has(lexemes.at(end)?.text ?? '') && system === undefined ? lexemes[end].text : undefined;
  const half = number.text.replace(',', '.');
  const key = [system ?? behind, half].filter((part) => part !== undefined).join(' ');
  return { key, end: behind === undefined ? end : end + 1 };
}

/** The first words of all ways to write a size in letters: most words are none, and are passed over at once. */
const FIRST_OF_LETTERS: ReadonlySet<string> = new Set(
  [...KEY_OF_LETTERS.keys()].map((form) => lexemesOf(form)[0].text),
);

function lettersAt(lexemes: readonly Lexeme[], from: number): WrittenSize | undefined {
  if (!FIRST_OF_LETTERS.has(lexemes.at(from)?.text ?? '')) return undefined;
  for (let count = 3; count > 0; count--) {
    const some = lexemes.slice(from, from + count);
    if (some.length < count) continue;
    const words = some.filter(({ kind }) => kind !== 'mark');
    const joined = words
      .map(({ text, isAttached }, i) => (i > 0 && isAttached ? '' : ' ') + text)
      .join('')
      .trim();
    const key = KEY_OF_LETTERS.get(joined) ?? KEY_OF_LETTERS.get(words.map(({ text }) => text).join(' '));
    if (key !== undefined) return { key, end: from + count };
  }
  return undefined;
}

/** Values that are this size: those of the same system where one is named, and else of any. */
function valuesWith(key: string, values: readonly CatalogValue[]): readonly CatalogValue[] {
  const keys = values.map((value) => ({ value, key: keyOf(value.value) }));
  const same = keys.filter((each) => each.key === key);
  const found =
    same.length > 0
      ? same
      : keys.filter((each) => withoutSystem(each.key) === withoutSystem(key) && isOneSided(each.key, key));
  return found.map(({ value }) => value);
}

/** 'UK 8' is no 'US 8'. */
function isOneSided(a: string, b: string): boolean {
  return a === withoutSystem(a) || b === withoutSystem(b);
}

function withoutSystem(key: string): string {
  return key
    .split(' ')
    .filter((part) => !SYSTEMS.has(part))
    .join(' ');
}

/** What a catalog's value is compared by: 'W32/L34' is '32 34', 'X-Large' is 'xl', '42 EU' is 'eu 42'. */
function keyOf(value: string): string {
  const lexemes = lexemesOf(value);
  const whole = [pairAt, numberAt, lettersAt]
    .map((read) => read(lexemes, 0))
    .find((read) => read?.end === lexemes.length);
  return whole?.key ?? lexemes.map(({ text }) => text).join(' ');
}
