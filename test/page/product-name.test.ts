import assert from 'node:assert/strict';
import { test } from 'node:test';
import { titleBeside } from '../../server/page/results/product-name.js';

test('a brand that is shown beside a title is not said twice', () => {
  assert.equal(titleBeside('Ada', 'Ada - Women Red Dress'), 'Women Red Dress');
  assert.equal(titleBeside('ADA', 'Ada red dress'), 'Red dress');
  assert.equal(titleBeside('Ada & Co', 'Red dress | Ada & Co'), 'Red dress');
});

test('a title stays whole where it does not begin or end with the brand', () => {
  assert.equal(titleBeside('Ada', 'Adapter for shoes'), 'Adapter for shoes');
  assert.equal(titleBeside('Ada', 'Ada'), 'Ada');
  assert.equal(titleBeside(null, 'Red dress'), 'Red dress');
  assert.equal(titleBeside('Ada', 'Dress by Ada'), 'Dress by Ada');
});
