import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { NO_BROWSER } from '../browser.js';
import { address, assertAccessible, found, heading, search, visiting } from '../shop-window.js';

const canonical = (page: Page): Promise<string | null> => page.locator('head link[rel=canonical]').getAttribute('href');

test('a category has an address with its levels, a title, and a link that leads there', { skip: NO_BROWSER }, () =>
  visiting('/', async ({ page, complaints }) => {
    assert.equal(await page.title(), 'Vitrine');
    assert.equal(await canonical(page), `${address}/`);
    const shirts = page.getByRole('link', { name: /^Shoes/ });
    assert.equal(await shirts.getAttribute('href'), '/categories/Footwear/Shoes');
    await shirts.click();
    await page.waitForURL(`${address}/categories/Footwear/Shoes`);
    await found(page);
    assert.equal(await heading(page), 'Shoes 8 products');
    assert.equal(await page.title(), 'Shoes · Vitrine');
    await page.getByRole('checkbox', { name: /^Ada/ }).check();
    await page.waitForURL(`${address}/categories/Footwear/Shoes?filter=brand%3DAda`);
    assert.equal(await canonical(page), `${address}/categories/Footwear/Shoes`);
    await page.reload();
    await found(page);
    await search(page, 'red');
    await page.waitForURL(`${address}/categories/Footwear/Shoes?q=red&filter=brand%3DAda`);
    assert.equal(await page.title(), 'red in Shoes · Vitrine');
    assert.deepEqual(complaints, []);
  }),
);

test('a product has an address of its own, over results and alone', { skip: NO_BROWSER }, () =>
  visiting('/?q=blue+shirt', async ({ page, complaints }) => {
    await found(page);
    await page.locator('.found > .grid a[href="/products/shirt-blue-ada"]').click();
    const dialog = page.getByRole('dialog', { name: 'Product' });
    await dialog.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForFunction('document.title === "Ada Blue Shirt · Vitrine"');
    assert.equal(await canonical(page), `${address}/products/shirt-blue-ada`);
    await page.reload();
    await dialog.getByRole('heading', { level: 1 }).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.waitForURL(/\?q=blue\+shirt$/);
    assert.equal(await page.title(), 'blue shirt · Vitrine');
    await found(page);
    await visiting('/products/shirt-blue-ada', async ({ page: other }) => {
      await other.getByRole('main').getByRole('heading', { level: 1, name: 'Ada Blue Shirt' }).waitFor();
      assert.equal(await other.getByRole('dialog').count(), 0);
      await other.locator('.similar .hit > a').first().click();
      await other.waitForURL(/\/products\/(?!shirt-blue-ada)/);
      await other.locator('#content:focus').waitFor();
      await other.goBack();
      await other.waitForFunction('document.title === "Ada Blue Shirt · Vitrine"');
      await other.getByRole('navigation', { name: 'Category' }).getByRole('link', { name: 'Topwear' }).click();
      await other.waitForURL(`${address}/categories/Apparel/Topwear`);
      await found(other);
    });
    assert.deepEqual(complaints, []);
  }),
);

test('addresses of before lead to those of today, and Back leaves the page', { skip: NO_BROWSER }, () =>
  visiting('/?q=shirt&filter=category%3DApparel+%3E+Topwear&product=shirt-red-ada', async ({ page }) => {
    await page.getByRole('dialog', { name: 'Product' }).getByRole('heading', { level: 1 }).waitFor();
    assert.equal(page.url(), `${address}/products/shirt-red-ada`);
    await page.keyboard.press('Escape');
    await page.waitForURL(`${address}/categories/Apparel/Topwear?q=shirt`);
    await found(page);
  }),
);

/** A page without what the service has written into its head. */
function withoutHead(html: string): string {
  return html.replace(
    /<link rel="canonical"[^>]*>|<meta property=[^>]*>|<script type="application\/ld\+json">.*?<\/script>/gs,
    '',
  );
}

test('what the service says of the first view goes with it, and its name for itself stays', { skip: NO_BROWSER }, () =>
  visiting('/', async ({ page }) => {
    const shop = withoutHead(await (await fetch(address)).text());
    const head = `<link rel="canonical" href="https://shop.example/products/shirt-red-ada">
      <meta property="og:title" content="Ada Red Shirt"><script type="application/ld+json">{}</script></head>`;
    await page.route('**/products/shirt-red-ada', (route) =>
      route.request().isNavigationRequest()
        ? route.fulfill({ contentType: 'text/html', body: shop.replace('</head>', head) })
        : route.fallback(),
    );
    await page.goto(`${address}/products/shirt-red-ada`);
    await page.getByRole('heading', { level: 1, name: 'Ada Red Shirt' }).waitFor();
    assert.equal(await page.locator('head [property], head script[type="application/ld+json"]').count(), 2);
    assert.equal(await canonical(page), 'https://shop.example/products/shirt-red-ada');
    await search(page, 'red');
    await found(page);
    assert.equal(await page.locator('head [property], head script[type="application/ld+json"]').count(), 0);
    assert.equal(await canonical(page), 'https://shop.example/?q=red');
  }),
);

test('where nothing stands a page says so and leads on', { skip: NO_BROWSER }, () =>
  visiting('/', async ({ page }) => {
    const shop = await (await fetch(address)).text();
    await page.route('**/old/page', (route) => route.fulfill({ status: 404, contentType: 'text/html', body: shop }));
    await page.goto(`${address}/old/page`);
    await page.getByRole('heading', { name: 'There is no page at this address.' }).waitFor();
    assert.equal(await page.title(), 'Page not found · Vitrine');
    await assertAccessible(page);
    await page.getByRole('searchbox', { name: 'What are you looking for?' }).fill('red shirt');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${address}/?q=red+shirt`);
    await found(page);
  }),
);
