import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainText } from '../../../src/text/plain-text.js';

test('tags go, and blocks stand on lines of their own', () => {
  assert.equal(plainText('<p>Soft <b>cotton</b></p><ul><li>blue</li></ul>').trim(), 'Soft cotton\n\n\nblue');
});

test('entities become what they stand for', () => {
  assert.equal(plainText('Marks &amp; Spencer&#39;s caf&eacute;'), "Marks & Spencer's café");
});

test('text that was escaped twice is read twice', () => {
  assert.equal(plainText('women&amp;rsquo;s'), 'women’s');
});

test('scripts and styles are no text', () => {
  assert.equal(plainText('a<script>alert("b")</script><style>p { color: red }</style>c'), 'ac');
});

test('what only looks like HTML stays', () => {
  assert.equal(plainText('sizes 5 < 6 & 7 > 6'), 'sizes 5 < 6 & 7 > 6');
  assert.equal(plainText('no markup'), 'no markup');
});

test('a tag that never ends does no harm', () => {
  assert.equal(plainText('blue <b'), 'blue ');
});
