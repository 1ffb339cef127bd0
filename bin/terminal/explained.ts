import type { Explanation } from '../../src/index.js';

/**
 * An explanation as a tree, one number a line, the parts of each below it:
 *
 *     0.912  score, quotient of
 *     ├─ 1.032  rankings, sum of
 *     │  ├─ 0.980  words, product of
 */
export function explained({ value, description, details = [] }: Explanation, before = ''): string[] {
  const lines = details.flatMap((part, i) => {
    const isLast = i === details.length - 1;
    const [first, ...others] = explained(part, before + (isLast ? '   ' : '│  '));
    return [`${before}${isLast ? '└─' : '├─'} ${first}`, ...others];
  });
  return [`${shown(value)}  ${description}`, ...lines];
}

/** Four digits that tell something. */
function shown(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
}
