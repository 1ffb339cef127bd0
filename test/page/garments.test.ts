import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mainGarment } from '../../server/page/photo/garments.js';

test('the main garment is the one that shows most, not the surest', () => {
  const shoes = { label: 'shoes', score: 0.6, box: [80, 280, 30, 20] } as const;
  const coat = { label: 'coat', score: 0.3, box: [50, 60, 90, 150] } as const;
  assert.equal(mainGarment([shoes, coat]), coat);
});

test('of two that are as large the surer one is meant', () => {
  const skirt = { label: 'skirt', score: 0.3, box: [0, 0, 50, 50] } as const;
  const dress = { label: 'dress', score: 0.5, box: [10, 0, 50, 50] } as const;
  assert.equal(mainGarment([skirt, dress]), dress);
  assert.equal(mainGarment([]), undefined);
});
