/** @returns every two of some names, of the first five at most: [a, b], [a, c], [b, c] */
export function pairsOf(names: readonly string[]): string[][] {
  const some = names.slice(0, 5);
  return some.flatMap((one, i) => some.slice(i + 1).map((other) => [one, other]));
}
