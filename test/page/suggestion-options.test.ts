import assert from 'node:assert/strict';
import { test } from 'node:test';
import { correctedText, optionsOf } from '../../server/page/search/suggestion-options.js';

test('a slip is mended inside what was typed', () => {
  assert.equal(correctedText('yelow Shirt', [{ from: 'yelow', to: 'yellow' }]), 'yellow Shirt');
  assert.equal(correctedText('yellow shirt', []), undefined);
});

test('corrections come first, then completions, then three products; nothing twice', () => {
  const product = (id: string) => ({ id, title: `Shirt ${id}`, photo: null });
  const options = optionsOf({
    typed: 'yelow',
    corrections: [{ from: 'yelow', to: 'yellow' }],
    completions: [
      { text: 'yellow', count: 9 },
      { text: 'yellow shirts', count: 4 },
    ],
    products: ['1', '2', '3', '4'].map(product),
  });
  assert.deepEqual(
    options.map(({ kind, text }) => `${kind}: ${text}`),
    ['correction: yellow', 'completion: yellow shirts', 'product: Shirt 1', 'product: Shirt 2', 'product: Shirt 3'],
  );
});
