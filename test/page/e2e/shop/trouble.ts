import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_BROWSER } from '../browser.js';
import { found, heading, search, titles, visiting } from '../shop-window.js';

test('what goes wrong is told with a way on', { skip: NO_BROWSER }, () =>
  visiting('/?q=shirt&filter=colour-of-moon%3DRed', async ({ page }) => {
    await page.getByRole('alert').waitFor();
    assert.ok(await page.getByRole('button', { name: 'Try again' }).isVisible());
    await page.goto(new URL('/?product=nobody', page.url()).href);
    await page.getByRole('dialog').getByRole('alert').waitFor();
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

test('a service with too much to do is asked again by itself', { skip: NO_BROWSER }, () =>
  visiting('/', async ({ page }) => {
    const busy = { type: '', title: 'Too much to do', status: 503, detail: 'many wait', code: 'busy', requestId: 'r6' };
    await page.route('**/v1/search*', (route) => route.fulfill({ status: 503, json: busy }), { times: 1 });
    await search(page, 'dress');
    await found(page);
  }),
);

test('a service that failed is asked again by a button', { skip: NO_BROWSER }, () =>
  visiting('/', async ({ page }) => {
    const failed = { type: '', title: 'Failed', status: 500, detail: 'unexpected', code: 'internal', requestId: 'r7' };
    await page.route('**/v1/search*', (route) => route.fulfill({ status: 500, json: failed }), { times: 1 });
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
