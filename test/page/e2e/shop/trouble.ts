import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { NO_BROWSER } from '../browser.js';
import { found, heading, search, titles, visiting } from '../shop-window.js';

test('what goes wrong is told with a way on', { skip: NO_BROWSER }, () =>
  visiting('/?q=shirt&filter=colour-of-moon%3DRed', async ({ page }) => {
    await page.getByRole('alert').waitFor();
    assert.ok(await page.getByRole('button', { name: 'Try again' }).isVisible());
    assert.doesNotMatch((await page.getByRole('alert').textContent()) ?? '', /filter=|no product has an attribute/);
    await page.goto(new URL('/products/nobody', page.url()).href);
    await page.getByRole('heading', { name: 'This product is not in the shop' }).waitFor();
    assert.equal(await page.title(), 'Product not found · Vitrine');
    await page.getByRole('button', { name: 'Look around in the shop' }).click();
    await page.getByRole('heading', { name: /Find it by word/ }).waitFor();
  }),
);

test('nothing found says what can be given up, and how much there is then', { skip: NO_BROWSER }, () =>
  visiting('/?filter=color%3DRed&filter=price%3D..1', async ({ page }) => {
    await page.getByRole('heading', { name: 'No product meets all of this' }).waitFor();
    assert.equal(await page.getByRole('button', { name: /^Without Colour/ }).count(), 0, 'that alone would not help');
    await page.getByRole('button', { name: 'Without Price: up to 1, 8 products' }).click();
    await found(page);
    assert.equal(await heading(page), '8 products');
  }),
);

test('filters of which no single one is in the way are named together', { skip: NO_BROWSER }, () =>
  visiting('/categories/Footwear?filter=price%3D100..240&filter=Neck%3DV', async ({ page }) => {
    await page.getByRole('heading', { name: 'No product meets all of this' }).waitFor();
    await page.getByRole('button', { name: 'Without Category: Footwear and Neck: V, 15 products' }).waitFor();
    await page.getByRole('button', { name: 'Without Price: 100 to 240 and Neck: V, 8 products' }).waitFor();
    await page.getByRole('button', { name: 'Without Category: Footwear and Price: 100 to 240, 4 products' }).click();
    await page.waitForURL(/\/\?filter=Neck%3DV$/);
    await found(page);
    assert.equal(await heading(page), '4 products');
  }),
);

test('a service that is away is asked again until it answers', { skip: NO_BROWSER }, () =>
  visiting('/?q=shirt', async ({ page }) => {
    await found(page);
    const before = await titles(page);
    await page.route('**/v1/search*', (route) => route.abort('connectionrefused'));
    await search(page, 'red dress');
    await page.getByRole('alert').getByRole('heading', { name: 'The shop does not answer' }).waitFor();
    assert.equal(await heading(page), 'No answer');
    assert.deepEqual(await titles(page), before, 'what was there stays');
    await page.getByText('It is tried again by itself.').waitFor();
    await page.unroute('**/v1/search*');
    await found(page);
    assert.match((await titles(page))[0], /Red Dress/);
    assert.equal(await page.getByRole('alert').count(), 0);
  }),
);

/** Lets the first search for dresses fail, and none of those that the page makes beside it. @returns how many have failed */
async function failOnce(
  page: Page,
  problem: { readonly status: number; readonly requestId: string },
): Promise<() => number> {
  let failures = 0;
  const json = { type: '', title: 'Failed', detail: 'for a moment', code: 'unavailable', ...problem };
  const isDress = ({ pathname, searchParams }: URL): boolean =>
    pathname === '/v1/search' && searchParams.get('q') === 'dress';
  await page.route(
    isDress,
    (route) => {
      failures++;
      return route.fulfill({ status: problem.status, json });
    },
    { times: 1 },
  );
  return () => failures;
}

test('a service with too much to do is asked again by itself', { skip: NO_BROWSER }, () =>
  visiting('/', async ({ page }) => {
    const failures = await failOnce(page, { status: 503, requestId: 'r6' });
    await search(page, 'dress');
    await found(page);
    assert.equal(failures(), 1);
    assert.match((await titles(page))[0], /Dress/);
  }),
);

test('a service that failed is asked again by a button', { skip: NO_BROWSER }, () =>
  visiting('/', async ({ page }) => {
    await failOnce(page, { status: 500, requestId: 'r7' });
    await search(page, 'dress');
    await page.getByRole('alert').filter({ hasText: 'Request r7' }).waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await found(page);
  }),
);

test('without a network the page says so, and goes on by itself with one', { skip: NO_BROWSER }, () =>
  visiting('/?q=shirt', async ({ page }) => {
    await found(page);
    await page.context().setOffline(true);
    await search(page, 'skirt');
    await page.getByRole('alert').getByRole('heading', { name: 'You are offline' }).waitFor();
    await page.context().setOffline(false);
    await found(page);
    assert.match((await titles(page))[0], /Skirt/);
  }),
);
