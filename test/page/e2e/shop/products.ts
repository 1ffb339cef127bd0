import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_BROWSER } from '../browser.js';
import { REDUCED } from '../shop-fixture.js';
import { answering, found, titles, visiting } from '../shop-window.js';
import { fullAnswer } from './full-answer.js';

test('the price of today comes before the one that it replaces, in the way of the reader', { skip: NO_BROWSER }, () =>
  visiting(
    '/',
    async ({ page }) => {
      await answering(page, fullAnswer);
      await page.goto(new URL('/?q=red+dress', page.url()).href);
      await found(page);
      const [first, second] = await page.locator('.found > .grid .hit').all();
      const plain = (text: string | null): string => (text ?? '').replace(/\p{Zs}/gu, ' ');
      assert.equal(plain(await first.locator('.price').textContent()), 'Price today: 19,90 € , before: 29,90 €');
      assert.equal(await first.locator('s').count(), 1);
      assert.equal(await first.getByText('Out of stock').count(), 1);
      assert.match(plain(await second.locator('.price').textContent()), /^\d+ €$/);
      assert.equal(await second.locator('.availability').count(), 0);
    },
    { locale: 'de-DE' },
  ),
);

test(
  'a product shows its values one by one, its text as it is laid out, and how it is sold',
  { skip: NO_BROWSER },
  () =>
    visiting('/?filter=Size%3D38', async ({ page }) => {
      await found(page);
      const hit = page.locator('.found > .grid .hit');
      assert.equal(await hit.locator('.price').textContent(), 'Price today: €320 , before: €420');
      assert.equal(await hit.locator('.availability').textContent(), 'Out of stock');
      await page.goto(new URL(`/products/${REDUCED.id}`, page.url()).href);
      const facts = page.locator('.facts');
      await facts.getByRole('heading', { level: 1 }).waitFor();
      assert.equal(await facts.locator('.price').textContent(), 'Price today: €320 , before: €420');
      assert.equal(await facts.locator('.availability').textContent(), 'Out of stock');
      assert.deepEqual(await facts.locator('.description > *').allTextContents(), [
        'A black shoe by Bloom.',
        'LeatherMade by hand',
        'Keep it dry.',
      ]);
      const sizes = facts.locator('.attributes > div', { hasText: 'Size' }).getByRole('link');
      assert.deepEqual(await sizes.allTextContents(), REDUCED.Size);
      await sizes.nth(2).click();
      await page.waitForURL(/\?filter=Size%3D1%2C2\+m$/);
      await found(page);
      assert.equal(await hit.count(), 1);
    }),
);

test('a category is narrowed by what its products have of their own', { skip: NO_BROWSER }, () =>
  visiting('/categories/Apparel/Topwear', async ({ page }) => {
    await found(page);
    const neck = page.getByRole('group', { name: 'Neck' });
    await neck.getByRole('checkbox', { name: /^V/ }).check();
    await page.waitForURL(/filter=Neck%3DV$/);
    await found(page);
    assert.equal((await titles(page)).length, 4);
    assert.ok(await neck.getByRole('checkbox', { name: /^Round 4/ }).isVisible(), 'the other choice stays');
    await page.goto(new URL('/categories/Footwear/Shoes', page.url()).href);
    await found(page);
    assert.equal(await neck.count(), 0);
  }),
);

/** The ground beside an open dialog, and what the backdrop makes of the page's own. */
const GROUNDS = `(() => {
  const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const painted = (...colors) => {
    paint.clearRect(0, 0, 1, 1);
    for (const color of colors) {
      paint.fillStyle = color;
      paint.fillRect(0, 0, 1, 1);
    }
    return [...paint.getImageData(0, 0, 1, 1).data];
  };
  const color = (element, part) => getComputedStyle(element, part).backgroundColor;
  const dialog = document.querySelector('dialog[open]');
  return { beside: painted(color(document.documentElement)), below: painted(color(document.body), color(dialog, '::backdrop')) };
})()`;

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the strip beside an open dialog is as dark as the rest: ${colorScheme}`, { skip: NO_BROWSER }, () =>
    visiting(
      '/?q=red&product=shirt-red-ada',
      async ({ page }) => {
        await page.getByRole('dialog').getByRole('heading', { level: 1 }).waitFor();
        const { beside, below } = await page.evaluate<Record<'beside' | 'below', number[]>>(GROUNDS);
        for (const [i, part] of beside.entries())
          assert.ok(Math.abs(part - below[i]) <= 2, JSON.stringify({ beside, below }));
        assert.equal(await page.evaluate('getComputedStyle(document.documentElement).overflow'), 'hidden');
      },
      { colorScheme },
    ),
  );
}
