import type { AmountContext } from './amounts.js';
import { CODES_BEFORE, CURRENCIES, OWN_CURRENCIES, TOUCHING_CURRENCIES } from './price-words.js';

/** The currency beside an amount. */
export interface Currency {
  /** Codes that it may stand for: '$' is the dollar of many countries. */
  readonly codes: readonly string[];
  /** The lexeme after it. */
  readonly end: number;
}

/** '$', 'US$', 'EUR', 'rs.', where it stands before a number. */
export function currencyBefore(context: AmountContext, from: number, isCompared: boolean): Currency | undefined {
  const [lexeme, next] = [context.lexemes.at(from), context.lexemes.at(from + 1)];
  if (lexeme === undefined || next === undefined) return undefined;
  const { kind, text } = lexeme;
  if (kind === 'word' && text.length <= 2 && next.isAttached && next.text === '$') {
    return { codes: CURRENCIES.get('$') ?? [], end: from + 2 };
  }
  if (kind === 'word' && (!CODES_BEFORE.has(text) || touchesAmiss(text, next.isAttached && next.kind === 'number'))) {
    return undefined;
  }
  const codes = CURRENCIES.get(text) ?? ownCodes(context, text, isCompared);
  if (codes === undefined) return undefined;
  return { codes, end: next.text === '.' && next.isAttached ? from + 2 : from + 1 };
}

/** '€', 'euros', 'usd', where it stands behind a number. */
export function currencyBehind(context: AmountContext, from: number): Currency | undefined {
  const [lexeme, next] = [context.lexemes.at(from), context.lexemes.at(from + 1)];
  if (lexeme === undefined) return undefined;
  const { kind, text, isAttached } = lexeme;
  if (kind === 'word' && touchesAmiss(text, isAttached)) return undefined;
  const codes = CURRENCIES.get(text) ?? ownCodes(context, text, true);
  // '50 $20' is no amount of 50 dollars.
  const isOfNext = kind === 'mark' && !isAttached && next?.kind === 'number' && next.isAttached;
  return codes === undefined || isOfNext ? undefined : { codes, end: from + 1 };
}

/** '10SEK' and 'TWD1' are article numbers. */
function touchesAmiss(text: string, isTouching: boolean): boolean {
  return isTouching && !TOUCHING_CURRENCIES.has(text);
}

/** Codes of a word that is money in some shops only. */
function ownCodes(context: AmountContext, text: string, isSure: boolean): readonly string[] | undefined {
  const own = OWN_CURRENCIES.get(text);
  if (own === undefined) return undefined;
  const currency = context.currency();
  // Where nothing says what the prices are in, a weight of pounds stays one.
  const isMoney = currency === undefined ? isSure && !own.includes('GBP') : own.includes(currency);
  return isMoney ? own : undefined;
}
