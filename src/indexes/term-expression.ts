/**
 * What is looked for in the place of one term; no term has a space, a bar or an asterisk:
 *
 *     tshirt           the term itself
 *     power bank       a phrase: these terms, one behind the other in one column
 *     nsx400*          every term with this beginning
 *     tshirt|t shirt   what holds any of them
 */
export type TermExpression = string;

/** Joins expressions of which any may hold; one that is there twice counts once. */
export function eitherOf(expressions: readonly TermExpression[]): TermExpression {
  return [...new Set(expressions.flatMap((expression) => expression.split('|')))].join('|');
}

/** The first of several alternatives: the word as it was typed. */
export function firstOf(expression: TermExpression): TermExpression {
  return expression.split('|')[0];
}

/** Whether an expression is a term, which can be looked up without a search. */
export function isTerm(expression: TermExpression): boolean {
  return !/[ |*]/.test(expression);
}

/** The expression in the language of FTS5. */
export function matchOf(expression: TermExpression): string {
  return expression
    .split('|')
    .map((phrase) => (phrase.endsWith('*') ? `"${phrase.slice(0, -1)}" *` : `"${phrase}"`))
    .join(' OR ');
}
