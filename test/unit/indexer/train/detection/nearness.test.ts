import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  colorNearness,
  FAR,
  isNearColor,
  isNearLabel,
  labelNearness,
  NEAR,
  nearness,
  plainLabel,
  SAME,
} from '../../../../../indexer/train/detection/nearness.js';

test('colours that people mix up are near, whichever is named first', () => {
  for (const [a, b] of [
    ['black', 'grey'],
    ['white', 'beige'],
    ['beige', 'brown'],
    ['blue', 'black'],
    ['red', 'pink'],
  ]) {
    assert.ok(isNearColor(a, b) && isNearColor(b, a), `${a}, ${b}`);
  }
  for (const [a, b] of [
    ['black', 'white'],
    ['red', 'blue'],
    ['green', 'red'],
    ['yellow', 'black'],
  ]) {
    assert.ok(!isNearColor(a, b) && !isNearColor(b, a), `${a}, ${b}`);
  }
});

test('a shade is near what its base colours are near', () => {
  assert.ok(isNearColor('navy blue', 'blue'));
  assert.ok(isNearColor('Navy Blue', 'black'));
  assert.ok(isNearColor('burgundy', 'red'));
  assert.ok(!isNearColor('navy blue', 'yellow'));
  assert.ok(!isNearColor('cream', 'black'));
});

test('a colour that is missing or not known may be any', () => {
  assert.ok(isNearColor(undefined, 'red'));
  assert.ok(isNearColor('zorp', 'red'));
});

test('garments that go by several names are near each other', () => {
  for (const [a, b] of [
    ['shoes', 'boots'],
    ['Casual Shoes', 'sneakers'],
    ['Tshirts', 'top'],
    ['jeans', 'tights'],
    ['sunglasses', 'glasses'],
    ['travel bags', 'clutch'],
    ['ankle boots', 'boots'],
  ]) {
    assert.ok(isNearLabel(a, b) && isNearLabel(b, a), `${a}, ${b}`);
  }
  for (const [a, b] of [
    ['shoes', 'hat'],
    ['skirt', 'jeans'],
    ['bag', 'belt'],
    ['dress', 'scarf'],
  ]) {
    assert.ok(!isNearLabel(a, b) && !isNearLabel(b, a), `${a}, ${b}`);
  }
});

test('a label is the same in the plural and with other hyphens', () => {
  assert.equal(plainLabel('Dresses'), plainLabel('dress'));
  assert.equal(plainLabel('Tshirts'), plainLabel('t-shirt'));
});

test('the tables say what the relations say', () => {
  const labels = labelNearness(['coat', 'jacket', 'coats', 'hat', 'coat']);
  assert.equal(nearness(labels, 'coat', 'coats'), SAME);
  assert.equal(nearness(labels, 'jacket', 'coats'), NEAR);
  assert.equal(nearness(labels, 'hat', 'coat'), FAR);
  assert.equal(nearness(labels, 'hat', 'never seen'), NEAR);
  const colors = colorNearness(['black', 'Black', 'grey', 'red']);
  assert.equal(nearness(colors, 'black', 'Black'), SAME);
  assert.equal(nearness(colors, 'grey', 'black'), NEAR);
  assert.equal(nearness(colors, 'red', 'black'), FAR);
  assert.equal(nearness(colors, undefined, 'black'), NEAR);
});
