import type { PreparedQuery } from './candidates.js';
import type { Condition, Dropped } from './query/conditions.js';
import type { ParsedQuery } from './query.js';
import type { QueryMeaning } from './query-meaning.js';
import type { SearchIndex } from './search-index.js';

/** What a warning of a search may be about. */
export const SEARCH_WARNINGS = [
  'photo-damaged',
  'photo-small',
  'no-model',
  'words-unknown-to-model',
  'catalog-unknown-to-model',
  'words-not-compared',
  'photos-not-compared',
  'texts-not-compared',
  'products-without-vectors',
  'index-unusable',
  'model-outdated',
  'words-unknown',
  'no-prices',
  'no-such-price',
  'no-such-size',
  'nothing-excluded',
  'other-currency',
  'conditions-leave-nothing',
] as const;
export type SearchWarningCode = (typeof SEARCH_WARNINGS)[number];

/** Something that a reader of an answer must know. */
export interface SearchWarning {
  readonly code: SearchWarningCode;
  /** A whole sentence. */
  readonly text: string;
  /** Whom it helps: shoppers can do nothing about a missing index. */
  readonly audience: 'shopper' | 'operator';
}

export function shopperWarning(code: SearchWarningCode, text: string): SearchWarning {
  return { code, text, audience: 'shopper' };
}

export function operatorWarning(code: SearchWarningCode, text: string): SearchWarning {
  return { code, text, audience: 'operator' };
}

/** What has been left out of an answer, or may be wrong with it: nothing is left out in silence. */
export function warningsOf(
  index: SearchIndex,
  asked: ParsedQuery,
  {
    prepared,
    problems = [],
  }: { readonly prepared: PreparedQuery; readonly problems?: readonly SearchWarning[] | undefined },
): SearchWarning[] {
  const hasPicture = asked.photo !== undefined || asked.like !== undefined;
  if (!hasPicture && asked.words === '') return [];
  const isCompared = prepared.text !== undefined || prepared.image !== undefined;
  const left = hasPicture ? leftOutOfPhoto(asked, prepared) : leftOutOfWords(index, asked, isCompared);
  return [...problems, ...left, ...(isCompared ? behind(index) : [])];
}

const ONLY_WORDS = 'Only words were compared:';

function leftOutOfWords(index: SearchIndex, { modes }: ParsedQuery, isCompared: boolean): SearchWarning[] {
  if (isCompared || !(modes.has('text') || modes.has('image'))) return [];
  if (index.encoder === undefined) {
    return [operatorWarning('no-model', `${ONLY_WORDS} no model has embedded this catalog yet ('vitrine index').`)];
  }
  if (!index.space.knowsWords) {
    const text = `${ONLY_WORDS} the model does not know the words of this catalog ('vitrine train' makes one that does).`;
    return [operatorWarning('catalog-unknown-to-model', text)];
  }
  return [operatorWarning('words-unknown-to-model', `${ONLY_WORDS} the model knows none of those in the query.`)];
}

function leftOutOfPhoto({ modes, areChosen, words, like }: ParsedQuery, prepared: PreparedQuery): SearchWarning[] {
  const warnings: SearchWarning[] = [];
  if (areChosen && modes.has('words') && words === '') {
    warnings.push(operatorWarning('words-not-compared', 'Words were not compared: the query has none.'));
  }
  if (like === undefined) return warnings;
  if (modes.has('image') && prepared.image === undefined) {
    const text = `Photos were not compared: product '${like}' has no vector of a photo.`;
    warnings.push(operatorWarning('photos-not-compared', text));
  }
  if (modes.has('text') && prepared.text === undefined) {
    const text = `Texts were not compared: product '${like}' has no vector of its text.`;
    warnings.push(operatorWarning('texts-not-compared', text));
  }
  return warnings;
}

function behind({ space }: SearchIndex): SearchWarning[] {
  const { withoutVectors: count } = space;
  if (count === 0) return [];
  const who = count === 1 ? 'One product has no vectors yet and was' : `${count} products have no vectors yet and were`;
  return [operatorWarning('products-without-vectors', `${who} compared by words alone ('vitrine index' makes them).`)];
}

/**
 * What of the words of a query did not count, or not as it was written.
 * @param text the words as they were typed
 */
export function warningsOfWords(
  text: string,
  { ignored, conditions, dropped }: QueryMeaning,
  currency: () => string | undefined,
): SearchWarning[] {
  const unknown = ignored.filter(({ reason }) => reason === 'unknown');
  const words = unknown.map(({ start, end }) => `'${text.slice(start, end)}'`);
  return [
    ...(words.length === 0 ? [] : [shopperWarning('words-unknown', `No product here has ${listed(words)}.`)]),
    ...dropped.map((each) => warningOfDropped(text, each)),
    ...otherCurrencies(text, conditions, currency),
  ];
}

function listed(words: readonly string[]): string {
  if (words.length === 1) return `the word ${words[0]}`;
  return `the words ${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function warningOfDropped(text: string, { start, end, reason }: Dropped): SearchWarning {
  const phrase = `'${text.slice(start, end)}'`;
  switch (reason) {
    case 'no prices':
      return shopperWarning('no-prices', `No product here has a price: ${phrase} was left out.`);
    case 'no such price':
      return shopperWarning('no-such-price', `No product here has such a price: ${phrase} was left out.`);
    case 'no such size':
      return shopperWarning('no-such-size', `No product here has that size: ${phrase} was left out.`);
    default:
      return shopperWarning('nothing-excluded', `No product here has what ${phrase} excludes.`);
  }
}

function otherCurrencies(
  text: string,
  conditions: readonly Condition[],
  currency: () => string | undefined,
): SearchWarning[] {
  return conditions.flatMap((condition) => {
    if (condition.kind !== 'price' || (condition.currencies ?? []).length === 0) return [];
    const own = currency();
    if (own === undefined || condition.currencies?.includes(own) === true) return [];
    const phrase = `'${text.slice(condition.start, condition.end)}'`;
    return [shopperWarning('other-currency', `Prices here are in ${own}: the amount in ${phrase} was read as ${own}.`)];
  });
}

/** When the conditions of the words leave nothing of what the rest of the query finds. */
export function nothingLeft(text: string, conditions: readonly Condition[], without: number): SearchWarning {
  const phrases = conditions
    .filter(({ kind }) => kind === 'price' || kind === 'not')
    .map(({ start, end }) => `'${text.slice(start, end)}'`);
  const found = without === 1 ? 'there is one product' : `there are ${without} products`;
  const them = phrases.length === 1 ? 'it' : 'them';
  return shopperWarning(
    'conditions-leave-nothing',
    `Nothing that was found meets ${phrases.join(' and ')}: without ${them} ${found}.`,
  );
}
