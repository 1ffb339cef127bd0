import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_BROWSER } from '../browser.js';
import { assertAccessible, startStudio, visiting } from './studio-window.js';

const [READ, WRITE] = ['read-key-0123456789', 'write-key-0123456789'];

test('where a key is needed, both pages ask for it; pictures come with it', { skip: NO_BROWSER }, async () => {
  const base = await startStudio({ keys: { readKeys: [READ], writeKeys: [WRITE] } });
  await visiting(
    '/studio',
    async (page) => {
      const bar = page.getByRole('form', { name: 'Key' });
      await bar.getByText('This service answers with a key only').waitFor();
      await assertAccessible(page);
      await bar.getByLabel('Key', { exact: true }).fill(READ);
      await page.keyboard.press('Enter');
      await page.locator('.figure', { hasText: 'Products' }).getByText('32', { exact: true }).waitFor();
      assert.equal(await page.getByRole('form', { name: 'Key' }).count(), 0);
      await page.goto(`${base}/?q=red+dress`);
      await page.locator('.found .hit img[src^="blob:"]').first().waitFor();
      const loaded = await page.evaluate<string[]>(
        "performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.includes('/assets/'))",
      );
      assert.deepEqual(
        loaded.filter((name) => name.includes('studio')),
        [],
        'the shop loads nothing of the studio',
      );
      await page.goto(`${base}/studio/jobs`);
      await page.getByText(/what you want to do needs a write key/).waitFor();
    },
    { base },
  );
});
