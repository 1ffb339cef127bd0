import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forShoppers } from '../../server/page/results/shopper-warnings.js';

test('shoppers hear of their photo, not of what an operator should run', () => {
  const damaged = 'The photo is damaged: what could be read of it was compared.';
  const behind = "3 products have no vectors yet and were compared by words alone ('vitrine index' makes them).";
  assert.deepEqual(forShoppers([behind, damaged]), [damaged]);
});

test('where a warning says whom it is for, that decides', () => {
  const damaged = { code: 'damaged-photo', text: 'The photo is damaged.', audience: 'shopper' };
  const behind = { code: 'unindexed', text: 'Three products have no vectors yet.', audience: 'operator' };
  assert.deepEqual(forShoppers([behind, damaged]), ['The photo is damaged.']);
});
