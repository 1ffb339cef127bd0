/**
 * Why a product has its score: a number, what it is, and the numbers that it is made of. The description of each ends
 * with how its parts are combined: 'sum of', 'product of', 'quotient of' and 'difference of' the parts in their order, and
 * 'logistic of' one part x, which is 1 / (1 + e^-x). One without parts is a fact.
 */
export interface Explanation {
  readonly value: number;
  readonly description: string;
  readonly details?: readonly Explanation[] | undefined;
}

export function fact(value: number, description: string): Explanation {
  return { value, description };
}

/** A sum of one part is the part. */
export function sumOf(what: string, details: readonly Explanation[]): Explanation {
  if (details.length === 1) return details[0];
  return { value: details.reduce((sum, { value }) => sum + value, 0), description: `${what}, sum of`, details };
}

/** Parts that are 1 change nothing and are left out; a product of one part is the part. */
export function productOf(what: string, details: readonly Explanation[]): Explanation {
  const telling = details.filter(({ value, details: parts }) => value !== 1 || parts !== undefined);
  if (telling.length === 1) return telling[0];
  const factors = telling.length === 0 ? details : telling;
  const value = factors.reduce((product, each) => product * each.value, 1);
  return { value, description: `${what}, product of`, details: factors };
}

export function quotientOf(what: string, dividend: Explanation, divisor: Explanation): Explanation {
  if (divisor.value === 1) return dividend;
  const value = dividend.value / divisor.value;
  return { value, description: `${what}, quotient of`, details: [dividend, divisor] };
}

export function differenceOf(what: string, minuend: Explanation, subtrahend: Explanation): Explanation {
  const value = minuend.value - subtrahend.value;
  return { value, description: `${what}, difference of`, details: [minuend, subtrahend] };
}

export function logisticOf(what: string, exponent: Explanation): Explanation {
  return { value: 1 / (1 + Math.exp(-exponent.value)), description: `${what}, logistic of`, details: [exponent] };
}

/** A part with its weight; both are shown, also where one of them is 1. */
export function weighted(what: string, weight: Explanation, value: Explanation): Explanation {
  return { value: weight.value * value.value, description: `${what}, product of`, details: [weight, value] };
}
