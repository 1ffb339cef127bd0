import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../../src/random.js';
import { damerauLevenshtein } from '../../../src/text/edit-distance.js';

/** The whole matrix, without a band. */
function plainDistance(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => i || j));
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      d[i][j] = Math.min(d[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1), d[i - 1][j] + 1, d[i][j - 1] + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.length][b.length];
}

test('each edit costs one, a swap of neighbours too', () => {
  for (const [a, b, edits] of [
    ['shoe', 'shoe', 0],
    ['shoe', 'shoes', 1],
    ['shoe', 'soe', 1],
    ['shoe', 'shoo', 1],
    ['sheos', 'shoes', 1],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
  ] as const) {
    assert.equal(damerauLevenshtein(a, b), edits, `${a} ${b}`);
    assert.equal(damerauLevenshtein(b, a), edits, `${b} ${a}`);
  }
});

test('the banded search agrees with the whole matrix, up to its limit', () => {
  const random = createRandom(11);
  const word = (): string => Array.from({ length: random.integer(8) }, () => 'abc'[random.integer(3)]).join('');
  for (let i = 0; i < 3000; i++) {
    const [a, b, most] = [word(), word(), random.integer(4)];
    const exact = plainDistance(a, b);
    assert.equal(damerauLevenshtein(a, b, most), Math.min(exact, most + 1), `'${a}' '${b}' ${most}`);
    assert.equal(damerauLevenshtein(a, b), exact);
  }
});
