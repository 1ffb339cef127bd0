import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { NO_BROWSER } from '../browser.js';
import { found, PHONE, search, visiting, wordField } from '../shop-window.js';

const isFocused = async (page: Page): Promise<boolean> =>
  (await wordField(page).and(page.locator(':focus')).count()) === 1;
const recent = (page: Page): Promise<string[]> =>
  page.getByRole('listbox', { name: 'Searched before' }).getByRole('option').allTextContents();

test('the focus stays in the field, from the start page and from one answer to the next', { skip: NO_BROWSER }, () =>
  visiting('/', async ({ page }) => {
    for (const words of ['red dress', 'blue dress']) {
      await search(page, words);
      await found(page);
      assert.ok(await isFocused(page), words);
      assert.equal(await page.getByRole('listbox').count(), 0, 'no list over what was found');
    }
    await page.keyboard.type(' ada');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\?q=blue\+dress\+ada$/);
  }),
);

test('on a screen that is touched the keyboard makes way for what was found', { skip: NO_BROWSER }, () =>
  visiting(
    '/',
    async ({ page }) => {
      await search(page, 'red dress');
      await found(page);
      assert.equal(await isFocused(page), false);
    },
    PHONE,
  ),
);

test('an empty field offers what was searched for before, the last first', { skip: NO_BROWSER }, () =>
  visiting('/', async ({ page, asked, complaints }) => {
    await wordField(page).focus();
    assert.equal(await page.getByRole('listbox').count(), 0, 'nothing before the first search');
    for (const words of ['red dress', 'blue shirt', 'Red  Dress']) await search(page, words);
    await found(page);
    await page.getByRole('button', { name: 'Clear the words' }).click();
    assert.deepEqual(await recent(page), ['Red Dress', 'blue shirt']);
    asked.length = 0;
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\?q=blue\+shirt$/);
    await found(page);
    assert.deepEqual(
      asked.filter((path) => path !== 'GET /v1/search'),
      [],
    );
    await page.goto(new URL('/', page.url()).href);
    await wordField(page).click();
    assert.deepEqual(await recent(page), ['blue shirt', 'Red Dress'], 'kept in this browser');
    assert.deepEqual(complaints, []);
  }),
);

test('what was searched for is forgotten by a key, by a button, and all at once', { skip: NO_BROWSER }, () =>
  visiting('/', async ({ page }) => {
    for (const words of ['red', 'green', 'blue', 'black']) {
      await search(page, words);
      await found(page);
    }
    await page.getByRole('button', { name: 'Clear the words' }).click();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Delete');
    assert.deepEqual(await recent(page), ['blue', 'green', 'red']);
    await page.getByRole('button', { name: 'Forget “green”' }).click();
    assert.deepEqual(await recent(page), ['blue', 'red']);
    assert.ok(await isFocused(page));
    for (let i = 0; i < 4; i++) await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Forget all' }).and(page.locator(':focus')).press('Enter');
    assert.equal(await page.getByRole('listbox').count(), 0);
    await page.reload();
    await wordField(page).click();
    assert.equal(await page.getByRole('listbox').count(), 0);
    assert.equal(await page.evaluate('localStorage.length'), 0);
  }),
);
