import assert from 'node:assert/strict';
import { test } from 'node:test';
import { descriptionBlocks } from '../../server/page/product/description-blocks.js';
import { valuesOf } from '../../server/page/product/field-values.js';

test('paragraphs, lines and points of a description stay what they are', () => {
  assert.deepEqual(descriptionBlocks('A red dress.\nFor summer.\n\n- Cotton\n- Made in India\nWash it cold.'), [
    { kind: 'paragraph', lines: ['A red dress.', 'For summer.'] },
    { kind: 'list', lines: ['Cotton', 'Made in India'] },
    { kind: 'paragraph', lines: ['Wash it cold.'] },
  ]);
});

test('points with empty lines between them are one list, and other marks of points are known', () => {
  assert.deepEqual(descriptionBlocks('• Wool\r\n\r\n• Warm\n\n\nEnd'), [
    { kind: 'list', lines: ['Wool', 'Warm'] },
    { kind: 'paragraph', lines: ['End'] },
  ]);
});

test('a minus or a hyphen is no point', () => {
  assert.deepEqual(descriptionBlocks('-5 degrees\nt-shirt - blue'), [
    { kind: 'paragraph', lines: ['-5 degrees', 't-shirt - blue'] },
  ]);
  assert.deepEqual(descriptionBlocks(' \n '), []);
});

test('a field has its values one by one', () => {
  assert.deepEqual(valuesOf('Red, Blue'), ['Red, Blue']);
  assert.deepEqual(valuesOf(['Red', 'Blue']), ['Red', 'Blue']);
  assert.deepEqual(valuesOf(undefined), []);
});
