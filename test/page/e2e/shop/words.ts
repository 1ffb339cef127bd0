import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_BROWSER } from '../browser.js';
import { brands, found, heading, search, titles, visiting, wordField } from '../shop-window.js';

test('words are searched, filtered, sorted; Back undoes each step', { skip: NO_BROWSER }, () =>
  visiting('/', async ({ page, complaints }) => {
    await search(page, 'red dress');
    await found(page);
    assert.match((await titles(page))[0], /Red Dress/);
    assert.match(page.url(), /\?q=red\+dress$/);
    const all = await heading(page);

    await page.getByRole('checkbox', { name: /^Bloom/ }).check();
    await page.waitForURL(/filter=brand%3DBloom/);
    await found(page);
    assert.ok((await brands(page)).every((brand) => brand === 'Bloom'));
    assert.ok(
      await page.getByRole('checkbox', { name: /^Ada [1-9]/ }).isVisible(),
      'the other choice is offered still',
    );

    await page.getByLabel('Order').selectOption('price');
    await page.waitForURL(/sort=price/);
    await found(page);
    const prices = (await page.locator('.found > .grid .hit .price').allTextContents()).map((text) =>
      Number(text.replace(/\D/g, '')),
    );
    assert.deepEqual(
      prices,
      [...prices].sort((a, b) => a - b),
    );

    await page.goBack();
    await page.goBack();
    await found(page);
    assert.match(page.url(), /\?q=red\+dress$/);
    assert.equal(await heading(page), all);
    await page.goBack();
    await page.getByRole('heading', { name: /Find it by word/ }).waitFor();
    assert.deepEqual(complaints, []);
  }),
);

test('suggestions are chosen with the keyboard', { skip: NO_BROWSER }, () =>
  visiting('/', async ({ page }) => {
    const field = wordField(page);
    await field.pressSequentially('shi');
    await page.getByRole('option').first().waitFor();
    await field.press('ArrowDown');
    assert.notEqual(await field.getAttribute('aria-activedescendant'), null);
    assert.equal(await page.getByRole('option', { selected: true }).count(), 1);
    await field.press('Escape');
    assert.equal(await page.getByRole('listbox').count(), 0);
  }),
);

test('a product has its page: pictures, facts, similar ones, and Back closes it', { skip: NO_BROWSER }, () =>
  visiting('/?q=blue+shirt', async ({ page, complaints }) => {
    await found(page);
    await page.locator('.found .hit > a').first().click();
    const dialog = page.getByRole('dialog', { name: 'Product' });
    await dialog.getByRole('heading', { level: 1 }).waitFor();
    assert.match(page.url(), /\/products\/shirt-blue-\w+$/);
    await dialog.getByRole('button', { name: 'Picture 2' }).click();
    assert.equal(await dialog.getByRole('button', { name: 'Picture 2' }).getAttribute('aria-pressed'), 'true');
    assert.match((await dialog.locator('.attributes').textContent()) ?? '', /Material\s*Cotton/);
    await dialog.locator('.similar .hit > a').first().click();
    await page.goBack();
    await page.goBack();
    await dialog.waitFor({ state: 'hidden' });
    assert.match(page.url(), /\?q=blue\+shirt$/);
    assert.deepEqual(complaints, []);
  }),
);

test('more like this starts a search of its own', { skip: NO_BROWSER }, () =>
  visiting('/?q=blue+shirt&filter=brand%3DAda', async ({ page }) => {
    await found(page);
    await page
      .getByRole('button', { name: /^More like this: / })
      .first()
      .click();
    await page.waitForURL(/\?like=shirt-blue-ada$/);
    await found(page);
    assert.ok(await page.getByRole('button', { name: 'Remove product: Like Ada Blue Shirt' }).isVisible());
  }),
);

test('the rest of a long list comes below it, and Back and a reload find it there', { skip: NO_BROWSER }, () =>
  visiting('/?filter=material%3DCotton', async ({ page }) => {
    await found(page);
    assert.equal((await titles(page)).length, 24);
    await page.getByRole('button', { name: 'Show 8 more' }).click();
    await page.locator('.found .hit').nth(31).waitFor();
    await page.locator('.found .grid > li:nth-child(25) a:focus').waitFor();
    assert.equal(await page.getByRole('button', { name: /^Show \d+ more/ }).count(), 0);
    await page.reload();
    await page.locator('.found .hit').nth(31).waitFor();
    await page.locator('.found .hit > a').nth(30).click();
    await page.getByRole('dialog', { name: 'Product' }).getByRole('heading', { level: 1 }).waitFor();
    await page.goBack();
    await page.getByRole('dialog', { name: 'Product' }).waitFor({ state: 'hidden' });
    assert.equal((await titles(page)).length, 32);
  }),
);

/** How far things were pushed about since the page was opened, as browsers score it: below 0.1 is good. */
const SHIFTS = `new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const { value } of list.getEntries()) sum += value;
  }).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => resolve(sum), 100);
})`;

const FIRST_PICTURE = `(() => {
  const picture = document.querySelector('.found .hit img');
  const asked = Number(new URL(picture.currentSrc).searchParams.get('size'));
  return { asked, shown: Math.max(picture.clientWidth, picture.clientHeight) };
})()`;

test('pictures keep their place, and come as large as they are shown', { skip: NO_BROWSER }, () =>
  visiting('/?q=dress', async ({ page }) => {
    await found(page);
    await page.waitForLoadState('networkidle');
    const shifts = await page.evaluate<number>(SHIFTS);
    assert.ok(shifts < 0.02, String(shifts));
    const { asked, shown } = await page.evaluate<{ asked: number; shown: number }>(FIRST_PICTURE);
    assert.ok(asked >= shown && asked < 2 * shown, `${asked} pixels for ${shown}`);
  }),
);
