import { WORD_COLUMNS, wordTexts } from '../catalog/searchable.js';
import type { Product } from '../product.js';
import { indexTerms, partsOf, stems } from '../text/analyzer.js';
import { fold } from '../text/fold.js';
import { kindsOf } from '../text/title-kinds.js';
import type { TermExpression } from './term-expression.js';

const ATTRIBUTES = WORD_COLUMNS.indexOf('attributes');

/** Before the id of a product, so that the number of a size or of a model is not taken for one. */
const ID = '\uff03';

/** The terms under which the index has a product, by position in WORD_COLUMNS; the id stands among the attributes. */
export function indexedTerms(product: Product): string[][] {
  const terms = wordTexts(product).map(indexTerms);
  terms[ATTRIBUTES].push(idTerm(product.id));
  return [...terms, kindsOf(product.title).flatMap(stems)];
}

/** The same as texts, which the tokenizer of `product_words` cuts at the spaces and nowhere else. */
export function indexedTexts(product: Product): string[] {
  return indexedTerms(product).map((terms) => terms.join(' '));
}

/** What stands in the index for an id or the beginning of one: without case, spaces and signs. */
export function idTerm(id: string): string {
  return ID + (fold(id).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join('');
}

/** What finds a stretch of letters anywhere in what is written without spaces. */
export function stretchOf(letters: string): TermExpression {
  const parts = partsOf(letters, { isEnd: false });
  return Array.from(letters).length === 1 ? `${parts[0]}*` : parts.join(' ');
}
