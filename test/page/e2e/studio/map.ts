import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { NO_BROWSER } from '../browser.js';
import { assertAccessible, PHONE, visiting } from './studio-window.js';

const surface = (page: Page) => page.getByRole('application', { name: /^Map of the catalog/ });

/** Waits for the whole map and chooses the product in its middle by the keyboard. */
async function chooseMiddle(page: Page): Promise<void> {
  await page.getByText('The map is complete').waitFor({ state: 'attached' });
  await surface(page).focus();
  await page.keyboard.press('Enter');
  await page.locator('.map-card.chosen').getByRole('link', { name: 'Open in the shop' }).waitFor();
}

/** The middle of the ring around the product that is pointed at. */
async function ring(page: Page): Promise<[number, number]> {
  const box = await page.locator('.map-ring').boundingBox();
  assert.ok(box !== null);
  return [box.x + box.width / 2, box.y + box.height / 2];
}

test('the product under the pointer is shown, and a click opens it in the shop', { skip: NO_BROWSER }, () =>
  visiting('/studio/map', async (page, complaints) => {
    await chooseMiddle(page);
    const at = await ring(page);
    await page.keyboard.press('Escape');
    await page.mouse.move(...at);
    const card = page.locator('.map-card');
    await card.getByText(/^(Ada|Bloom) /).waitFor();
    await card.locator('img').waitFor();
    await page.mouse.click(...at);
    await page.waitForURL(/\/products\//);
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
    await page.goBack();
    await surface(page).waitFor();
    assert.deepEqual(complaints, []);
  }),
);

test('wheel, drag and keys move the map; the address remembers where', { skip: NO_BROWSER }, () =>
  visiting('/studio/map', async (page, complaints) => {
    await chooseMiddle(page);
    const before = await ring(page);
    await page.mouse.move(before[0] - 100, before[1]);
    await page.mouse.down();
    await page.mouse.move(before[0] - 60, before[1] + 20);
    await page.mouse.move(before[0] - 20, before[1] + 40);
    await page.mouse.up();
    const dragged = await ring(page);
    assert.ok(Math.abs(dragged[0] - before[0] - 80) < 2 && Math.abs(dragged[1] - before[1] - 40) < 2);
    await page.mouse.wheel(0, -300);
    await page.waitForURL(/at=/);
    await surface(page).focus();
    await page.keyboard.press('0');
    await page.waitForURL((url) => url.search === '');
    assert.deepEqual(await ring(page), before);
    assert.deepEqual(complaints, []);
  }),
);

test('categories are switched off and on, and nothing hidden is found', { skip: NO_BROWSER }, () =>
  visiting('/studio/map', async (page) => {
    await page.getByText('The map is complete').waitFor({ state: 'attached' });
    const legend = page.getByRole('region', { name: 'Categories' });
    assert.equal(await legend.getByRole('button', { pressed: true }).count(), 4);
    await legend.getByRole('button', { name: /^Shoes/ }).click();
    assert.equal(await legend.getByRole('button', { name: /^Shoes/ }).getAttribute('aria-pressed'), 'false');
    await legend.getByRole('button', { name: 'None' }).click();
    await surface(page).focus();
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('.map-card').count(), 0);
    await legend.getByRole('button', { name: 'All' }).click();
    await page.getByText('Products in the middle, as a list').click();
    await page
      .getByRole('link', { name: /^(Ada|Bloom) / })
      .first()
      .waitFor();
    await assertAccessible(page);
  }),
);

test('a tap shows a product and the way to it', { skip: NO_BROWSER }, () =>
  visiting(
    '/studio/map',
    async (page) => {
      await chooseMiddle(page);
      const at = await ring(page);
      await page.getByRole('button', { name: 'Close' }).click();
      await page.touchscreen.tap(...at);
      await page.locator('.map-card.chosen').getByRole('link', { name: 'Open in the shop' }).waitFor();
    },
    PHONE,
  ),
);
