import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labPhoto } from '../../../src/detection/lab.js';

test('known colours have their known places in Lab', () => {
  const data = Uint8Array.of(255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 0, 255, 119, 119, 119);
  const { planes } = labPhoto({ width: 5, height: 1, data });
  const expected = [
    [100, 0, 0],
    [0, 0, 0],
    [53.24, 80.09, 67.2],
    [32.3, 79.19, -107.86],
    [50.03, 0, 0],
  ];
  for (const [i, color] of expected.entries()) {
    for (const [c, value] of color.entries())
      assert.ok(Math.abs(planes[c][i] - value) < 0.25, `${i} ${c} ${planes[c][i]}`);
  }
});
