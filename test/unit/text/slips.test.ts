import assert from 'node:assert/strict';
import { test } from 'node:test';
import { damerauLevenshtein } from '../../../src/text/edit-distance.js';
import { isDoubling, isSwap, isUsualSlip } from '../../../src/text/slips.js';

const usual = (typed: string, meant: string): boolean => isUsualSlip(typed, meant, damerauLevenshtein(typed, meant, 3));

test('usual slips: a letter twice, left out or swapped, or a neighbour on the keyboard', () => {
  for (const [typed, meant] of [
    ['fosil', 'fossil'],
    ['shooes', 'shoes'],
    ['shrit', 'shirt'],
    ['shoe', 'shoes'],
    ['shpes', 'shoes'],
    ['sandlas', 'sandals'],
    ['dresx', 'dress'],
    ['refrigirator', 'refrigerator'],
    ['brakelet', 'bracelet'],
    ['parfume', 'perfume'],
  ]) {
    assert.ok(usual(typed, meant), `${typed} for ${meant}`);
  }
});

test('other words are no slips, though they are as near', () => {
  for (const [typed, meant] of [
    ['boats', 'boots'],
    ['mugs', 'bugs'],
    ['lamp', 'camp'],
    ['sofa', 'soya'],
  ]) {
    assert.ok(!usual(typed, meant), `${typed} for ${meant}`);
  }
});

test('doublings and swaps go both ways', () => {
  assert.ok(isDoubling('marooon', 'maroon') && isDoubling('fosil', 'fossil'));
  assert.ok(!isDoubling('maroon', 'maroon') && !isDoubling('mar', 'maroon'));
  assert.ok(isSwap('bleu', 'blue') && !isSwap('blue', 'blu') && !isSwap('blue', 'blur'));
});
