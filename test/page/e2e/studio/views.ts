import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_BROWSER } from '../browser.js';
import { assertAccessible, assertFits, PHONE, visiting } from './studio-window.js';

test('the overview tells what is there and what is missing', { skip: NO_BROWSER }, () =>
  visiting('/studio', async (page, complaints) => {
    const products = page.locator('.figure', { hasText: 'Products' });
    await products.getByText('32', { exact: true }).waitFor();
    await page
      .getByRole('row', { name: /^Season/ })
      .getByText('32 without')
      .waitFor();
    await page
      .getByRole('row', { name: /^Category/ })
      .getByText('complete')
      .waitFor();
    assert.match((await page.locator('.facts-list').textContent()) ?? '', /Index of photos.*32 vectors/);
    await assertAccessible(page);
    assert.deepEqual(complaints, []);
  }),
);

test('views have addresses, and Back leads through them', { skip: NO_BROWSER }, () =>
  visiting('/studio', async (page, complaints) => {
    const nav = page.getByRole('navigation', { name: 'Studio' });
    await nav.getByRole('link', { name: 'Words' }).click();
    await page.getByRole('heading', { name: 'Words', exact: true }).waitFor();
    assert.match(page.url(), /\/studio\/words$/);
    await nav.getByRole('link', { name: 'Models' }).click();
    assert.equal(await page.title(), 'Models · Vitrine Studio');
    await page.goBack();
    await page.getByRole('heading', { name: 'Words', exact: true }).waitFor();
    assert.deepEqual(complaints, []);
  }),
);

test('a model shows its curves, also as a table, and its card', { skip: NO_BROWSER }, () =>
  visiting('/studio/models', async (page, complaints) => {
    await page.getByText('answers now').waitFor();
    const chart = page.getByRole('figure', { name: 'Training: losses' });
    await chart.locator('path.line').nth(1).waitFor({ state: 'attached' });
    await chart.locator('svg').hover();
    assert.match((await chart.locator('.chart-values').textContent()) ?? '', /Epoch \d.*all together/);
    await chart.getByText('The same as a table').click();
    assert.ok((await chart.getByRole('row').count()) >= 2);
    await page.getByText('The whole card').click();
    await assertAccessible(page);
    assert.deepEqual(complaints, []);
  }),
);

test('the shipped model tells its measures, what they mean, and its weaknesses', { skip: NO_BROWSER }, () =>
  visiting('/studio/models/fashion', async (page, complaints) => {
    const row = page.getByRole('row', { name: /^Median rank \d/ }).first();
    assert.match((await row.textContent()) ?? '', /Half of the right answers/);
    await page.getByRole('heading', { name: 'Weaknesses' }).waitFor();
    await page.getByText('keeps no learning curves').waitFor();
    assert.deepEqual(complaints, []);
  }),
);

test('a word has neighbours to go on from; an unknown one gets help', { skip: NO_BROWSER }, () =>
  visiting('/studio/words', async (page, complaints) => {
    await page.getByRole('heading', { name: 'For a start' }).waitFor();
    await page.getByRole('searchbox', { name: 'A word' }).fill('red');
    await page.keyboard.press('Enter');
    const table = page.getByRole('table', { name: /Used most like “red”/ });
    await table.waitFor();
    assert.match(page.url(), /q=red$/);
    const first = table.getByRole('link').first();
    const next = (await first.textContent()) ?? '';
    await assertAccessible(page);
    await first.click();
    await page.getByRole('table', { name: new RegExp(`Used most like “${next}”`) }).waitFor();
    await page.getByRole('searchbox', { name: 'A word' }).fill('xylophone');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'The model does not know “xylophone”' }).waitFor();
    await page.getByRole('heading', { name: 'Words that it knows' }).waitFor();
    assert.deepEqual(complaints, []);
  }),
);

test('on a phone nothing scrolls sideways', { skip: NO_BROWSER }, () =>
  visiting(
    '/studio',
    async (page) => {
      for (const view of ['Import', 'Jobs', 'Models', 'Map', 'Words', 'Overview']) {
        await page.getByRole('navigation', { name: 'Studio' }).getByRole('link', { name: view }).click();
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.locator('.studio-waiting').first().waitFor({ state: 'detached' });
        await assertFits(page);
      }
      await assertAccessible(page);
    },
    PHONE,
  ),
);

test('the page of the interface can be read by everybody, and fits a phone', { skip: NO_BROWSER }, async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await visiting(
      '/docs',
      async (page, complaints) => {
        await page.keyboard.press('Tab');
        await page.getByRole('link', { name: 'Skip to the requests' }).click();
        assert.match(page.url(), /#content$/);
        await page.locator('#searchByBody summary').click();
        await assertAccessible(page);
        await assertFits(page);
        assert.deepEqual(complaints, []);
      },
      { ...PHONE, colorScheme },
    );
  }
});
