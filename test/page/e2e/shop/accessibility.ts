import { test } from 'node:test';
import { NO_BROWSER } from '../browser.js';
import { drawn } from '../shop-fixture.js';
import { fullAnswer } from './full-answer.js';
import { answering, assertAccessible, chooseFile, detecting, folder, found, search, visiting } from '../shop-window.js';

/** In the dark only the colours differ. */
const RULES = { light: undefined, dark: ['color-contrast'] };

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing stands in the way of assistive technology: ${colorScheme}`, { skip: NO_BROWSER }, () =>
    visiting(
      '/',
      async ({ page }) => {
        const open = (path: string): Promise<unknown> => page.goto(new URL(path, page.url()).href);
        await page.locator('.department').first().waitFor();
        await page.getByRole('button', { name: 'Search by picture' }).click();
        await assertAccessible(page, RULES[colorScheme]);
        await detecting(page, [{ label: 'dress', score: 0.9, box: [5, 5, 90, 190] }]);
        await chooseFile(page, await drawn(folder, `${colorScheme}.png`, [{ kind: 'Dress', color: 'Red' }]));
        await found(page);
        await assertAccessible(page, RULES[colorScheme]);
        await open('/?q=red+dress&filter=brand%3DAda');
        await found(page);
        await assertAccessible(page, RULES[colorScheme]);
        await open('/?filter=color%3DRed&filter=price%3D..1');
        await page.getByRole('heading', { name: 'No product meets all of this' }).waitFor();
        await assertAccessible(page, RULES[colorScheme]);
        await open('/?q=red&product=shirt-red-ada');
        await page.getByRole('dialog').getByRole('heading', { name: 'Similar products' }).waitFor();
        await assertAccessible(page, RULES[colorScheme]);
        await open('/products/shirt-red-ada');
        await page.getByRole('heading', { name: 'Similar products' }).waitFor();
        await assertAccessible(page, RULES[colorScheme]);
        await answering(page, fullAnswer);
        await open('/?q=red+dress&literal=red');
        await page.getByRole('heading', { name: 'Not quite what you asked for, but near' }).waitFor();
        await search(page, '');
        await search(page, 'red');
        await page.getByRole('button', { name: 'Clear the words' }).click();
        await page.getByRole('option', { name: 'red' }).waitFor();
        await page.keyboard.press('ArrowDown');
        await assertAccessible(page, RULES[colorScheme]);
      },
      { colorScheme },
    ),
  );
}

test('the first key leads past the filters to the products', { skip: NO_BROWSER }, () =>
  visiting('/?q=dress', async ({ page }) => {
    await found(page);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('#found:focus').waitFor();
    await page.keyboard.press('Tab');
    await page.getByLabel('Order').and(page.locator(':focus')).waitFor();
  }),
);
