import type { CatalogFacts, Excluded, ExclusionCondition } from './conditions.js';
import { wordsOf, type Lexeme } from './lexemes.js';
import {
  ALTERNATIVES,
  MORE_OF_IT,
  NEGATION_FILLERS,
  NEGATIONS,
  NO_THINGS,
  type NegationStrength,
} from './negation-words.js';
import { phraseAt } from './phrase-table.js';
import { recipientAt } from './recipients.js';

/** A negation, from one lexeme to before another. Nothing is excluded when the catalog has nothing of it. */
export interface Negation {
  readonly from: number;
  readonly end: number;
  readonly excluded: ExclusionCondition['excluded'];
}

/**
 * The negation that begins at a lexeme: 'not black', 'without stripes', '-red', '-"navy blue"'. It reaches as far as the
 * value that follows it, and not to what has that value: 'not black shoes' are shoes.
 */
export function negationAt(lexemes: readonly Lexeme[], from: number, facts: CatalogFacts): Negation | undefined {
  const free = freeAt(lexemes, from, facts);
  if (free !== undefined) return free;
  const dash = dashAt(lexemes, from);
  if (dash !== undefined) return dashed(lexemes, from, facts, dash);
  const word = phraseAt(NEGATIONS, lexemes, from);
  if (word === undefined || isNamePart(lexemes, { from, end: word.end }, facts)) return undefined;
  const start = afterFillers(lexemes, word.end);
  const found = deniedAt(lexemes, start, facts, word.meaning);
  if (found === undefined) return undefined;
  const excluded = [found.excluded].filter(({ words }) => words.length > 0);
  if (isFixedPhrase(lexemes, { from, start, end: found.end }, facts, word.meaning)) return undefined;
  const more =
    excluded.length === 0 ? { end: found.end, excluded } : withMore(lexemes, { end: found.end, excluded }, facts);
  return { from, ...more };
}

/** 'leather-free', where no title says so; 'nike free' is a shoe. */
function freeAt(lexemes: readonly Lexeme[], from: number, facts: CatalogFacts): Negation | undefined {
  const [first, dash, free] = lexemes.slice(from, from + 3);
  if (free?.text !== 'free' || !free.isAttached || dash.text !== '-' || !dash.isAttached || first.kind !== 'word')
    return undefined;
  const values = facts.named([first.text]);
  if (values.length === 0 || facts.saying([first.text, 'free']) > 0) return undefined;
  return { from, end: from + 3, excluded: [{ words: [first.text], values }] };
}

/** A dash that begins a word and does not join two: the lexeme after it. */
function dashAt(lexemes: readonly Lexeme[], from: number): number | undefined {
  const [dash, next] = [lexemes.at(from), lexemes.at(from + 1)];
  const isDash = dash?.kind === 'mark' && /^[-−–]$/u.test(dash.text) && (from === 0 || !dash.isAttached);
  if (!isDash || next?.isAttached !== true) return undefined;
  const isWord = next.kind === 'word' && next.text.length > 1 && next.text !== 'free';
  return isWord || isQuote(next) ? from + 1 : undefined;
}

function isQuote(lexeme: Lexeme | undefined): boolean {
  return lexeme !== undefined && /^["“”„'‘’]$/u.test(lexeme.text);
}

function dashed(lexemes: readonly Lexeme[], from: number, facts: CatalogFacts, start: number): Negation | undefined {
  if (isQuote(lexemes[start])) {
    const close = lexemes.findIndex((lexeme, i) => i > start && isQuote(lexeme));
    const end = close < 0 ? lexemes.length : close;
    const words = wordsOf(lexemes.slice(start + 1, end));
    if (words.length === 0) return undefined;
    return { from, end: close < 0 ? end : end + 1, excluded: known({ words, values: facts.named(words) }, facts) };
  }
  // '-t-shirt' is one word with hyphens.
  let end = start + 1;
  while (lexemes.at(end)?.isAttached === true && (lexemes[end].kind !== 'mark' || lexemes[end].text === '-')) end++;
  const words = wordsOf(lexemes.slice(start, end));
  const whole = known({ words, values: facts.named(words) }, facts);
  if (whole.length > 0 || words.length > 1) return { from, end, excluded: whole };
  const found = deniedAt(lexemes, start, facts, 'sure');
  return found && { from, end, excluded: [found.excluded].filter((one) => one.words.length > 0) };
}

function known(excluded: Excluded, facts: CatalogFacts): Excluded[] {
  return excluded.values.length > 0 || facts.saying(excluded.words) > 0 ? [excluded] : [];
}

function afterFillers(lexemes: readonly Lexeme[], from: number): number {
  // 'non-leather'
  const isHyphen =
    lexemes.at(from)?.text === '-' && lexemes[from].isAttached && lexemes.at(from + 1)?.isAttached === true;
  let start = isHyphen ? from + 1 : from;
  while (NEGATION_FILLERS.has(lexemes.at(start)?.text ?? '')) start++;
  return start;
}

interface Denied {
  readonly excluded: Excluded;
  readonly end: number;
}

/** What is denied: the longest value, a person's gender, or a word. Its words are empty when the catalog lacks it. */
function deniedAt(
  lexemes: readonly Lexeme[],
  start: number,
  facts: CatalogFacts,
  strength: NegationStrength,
): Denied | undefined {
  const first = lexemes.at(start);
  if (first?.kind !== 'word' || (start > 0 && first.isAttached && lexemes[start - 1].kind === 'number'))
    return undefined;
  if (NO_THINGS.has(first.text) && recipientAt(lexemes, start, facts) === undefined) return undefined;
  const value = namedAt(lexemes, start, facts);
  const isGender = value?.excluded.values.every(({ name }) => name === 'gender') === true;
  if (value !== undefined) return isGender && strength === 'doubtful' ? undefined : value;
  if (strength === 'ofValues') return undefined;
  const person = recipientAt(lexemes, start, facts);
  if (person !== undefined) return { excluded: { words: [first.text], values: person.values }, end: start + 1 };
  if (facts.saying([first.text]) > 0) return wordAt(lexemes, start, facts);
  if (strength === 'doubtful') return undefined;
  const meant = facts.meant(first.text);
  if (meant === undefined) return { excluded: { words: [], values: [] }, end: start + 1 };
  return { excluded: { words: [meant], values: facts.named([meant]) }, end: start + 1 };
}

function namedAt(lexemes: readonly Lexeme[], start: number, facts: CatalogFacts): Denied | undefined {
  for (let length = Math.min(facts.longestName, lexemes.length - start); length > 0; length--) {
    const stretch = lexemes.slice(start, start + length);
    if (stretch.at(-1)?.kind === 'mark') continue;
    const words = wordsOf(stretch);
    const values = facts.named(words);
    if (values.length > 0) return { excluded: { words, values }, end: start + length };
  }
  return undefined;
}

/** One word, or two that mostly stand together in the catalog: 'patent leather'. */
function wordAt(lexemes: readonly Lexeme[], start: number, facts: CatalogFacts): Denied {
  const [first, second] = [lexemes[start], lexemes.at(start + 1)];
  const words = [first.text];
  const isPair = second?.kind === 'word' && 2 * facts.saying([first.text, second.text]) >= facts.saying([first.text]);
  return isPair
    ? { excluded: { words: [...words, second.text], values: [] }, end: start + 2 }
    : { excluded: { words, values: [] }, end: start + 1 };
}

/** 'not black or red', 'without stripes or dots', 'not black and white' */
function withMore(
  lexemes: readonly Lexeme[],
  { end, excluded }: { end: number; excluded: readonly Excluded[] },
  facts: CatalogFacts,
): { end: number; excluded: readonly Excluded[] } {
  const joint = lexemes.at(end)?.text ?? '';
  if (!MORE_OF_IT.has(joint)) return { end, excluded };
  const names = new Set(excluded.flatMap(({ values }) => values.map(({ name }) => name)));
  const start = afterFillers(lexemes, end + 1);
  const next = deniedAt(lexemes, start, facts, 'doubtful');
  if (next === undefined) return { end, excluded };
  const isAlike = next.excluded.values.some(({ name }) => names.has(name));
  const isAnyWord = ALTERNATIVES.has(joint) && next.excluded.values.every(({ name }) => name !== 'category');
  if (!isAlike && !isAnyWord) return { end, excluded };
  return withMore(lexemes, { end: next.end, excluded: [...excluded, next.excluded] }, facts);
}

/** Whether a name of the catalog has some of these lexemes: 'No Boundaries', 'Not Your Daughters Jeans'. */
export function isNamePart(
  lexemes: readonly Lexeme[],
  { from, end }: { from: number; end: number },
  facts: CatalogFacts,
): boolean {
  for (let first = Math.max(0, from - facts.longestName + 1); first < end; first++) {
    for (let length = 2; length <= facts.longestName && first + length <= lexemes.length; length++) {
      if (first + length <= from) continue;
      const words = wordsOf(lexemes.slice(first, first + length));
      if (words.length > 1 && facts.named(words).length > 0) return true;
    }
  }
  return false;
}

/**
 * Whether titles and values say the negation with what follows it: 'no show socks' are a kind of socks. After 'not' they
 * must say it with the word before or after as well, and what is denied for sure must stand nowhere else: 'without a
 * trace', but not 'without collar'.
 */
function isFixedPhrase(
  lexemes: readonly Lexeme[],
  { from, start, end }: { from: number; start: number; end: number },
  facts: CatalogFacts,
  strength: NegationStrength,
): boolean {
  if (strength === 'usual') return isSaidAround(lexemes, { from, end }, facts);
  const words = wordsOf(lexemes.slice(from, end));
  const saying = facts.saying(words);
  if (saying === 0 || strength === 'doubtful') return saying > 0;
  return 2 * saying > facts.saying(words.slice(-(end - start)));
}

/** Whether a title or a value has these lexemes together with the one before or behind them. */
export function isSaidAround(
  lexemes: readonly Lexeme[],
  { from, end }: { from: number; end: number },
  facts: CatalogFacts,
): boolean {
  const isSaid = (first: number, last: number): boolean => {
    const words = wordsOf(lexemes.slice(first, last));
    return words.length > 1 && facts.saying(words) > 0;
  };
  return (from > 0 && isSaid(from - 1, end)) || (end < lexemes.length && isSaid(from, end + 1));
}
