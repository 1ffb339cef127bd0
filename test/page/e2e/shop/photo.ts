import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { NO_BROWSER } from '../browser.js';
import { drawn } from '../shop-fixture.js';
import { chooseFile, folder, found, search, visiting } from '../shop-window.js';

/** Drags the mouse across the photo, from and to shares of its sides. */
async function dragAcross(page: Page, from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  const stage = await page.locator('.stage').boundingBox();
  assert.ok(stage !== null);
  const at = ([x, y]: readonly [number, number]): [number, number] => [
    stage.x + x * stage.width,
    stage.y + y * stage.height,
  ];
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at(to), { steps: 4 });
  await page.mouse.up();
}

test('a photo is searched whole, by a part that is dragged, and with words', { skip: NO_BROWSER }, async () => {
  const photo = await drawn(folder, 'street.png', [
    { kind: 'Skirt', color: 'Green' },
    { kind: 'Shoe', color: 'Black' },
  ]);
  await visiting('/', async ({ page, complaints }) => {
    await chooseFile(page, photo);
    await found(page);
    assert.match(page.url(), /photo=/);

    await dragAcross(page, [0.52, 0.02], [0.98, 0.98]);
    await page.waitForURL(/region=16\d%2C\d%2C1\d\d%2C19\d$/);
    await page.getByRole('button', { name: 'Your own part' }).waitFor();
    await found(page);

    await search(page, 'red');
    await page.getByRole('button', { name: 'Remove words: but “red”' }).waitFor();
    await found(page);
    await page.reload();
    await found(page);
    assert.equal(await page.locator('.region').count(), 1, 'photo and part survive a reload');
    await page.getByRole('button', { name: 'Remove picture: Like this' }).click();
    await found(page);
    assert.match(page.url(), /\?q=red$/);
    await page.goBack();
    await found(page);
    assert.equal(await page.locator('.region').count(), 1, 'Back brings photo and part again');
    assert.deepEqual(complaints, []);
  });
});

test('a filter on a photo search is one search', { skip: NO_BROWSER }, async () => {
  const photo = await drawn(folder, 'once.png', [{ kind: 'Dress', color: 'Blue' }]);
  await visiting('/', async ({ page, asked }) => {
    await chooseFile(page, photo);
    await found(page);
    await page.getByRole('button', { name: /^Blue, \d/ }).click();
    await page.waitForURL(/filter=color%3DBlue/);
    await found(page);
    asked.length = 0;
    await page.getByRole('button', { name: /^Green, [1-9]/ }).click();
    await page.waitForURL(/filter=color%3DGreen/);
    await found(page);
    assert.deepEqual(asked, ['POST /v1/search']);
  });
});

test('a part is marked and moved with the keyboard', { skip: NO_BROWSER }, async () => {
  const photo = await drawn(folder, 'one.png', [{ kind: 'Dress', color: 'Red' }]);
  await visiting('/', async ({ page }) => {
    await chooseFile(page, photo);
    await found(page);
    await page.getByRole('button', { name: 'A part of it' }).press('Enter');
    await page.waitForURL(/region=32%2C40%2C96%2C120$/);
    const before = page.url();
    await page.getByRole('button', { name: /^Marked part/ }).focus();
    await page.keyboard.press('Shift+ArrowRight');
    await page.waitForURL((url) => url.href !== before);
  });
});

test('a link with a photo says that the photo is not here', { skip: NO_BROWSER }, () =>
  visiting('/?photo=elsewhere&q=red', async ({ page }) => {
    await page.getByRole('heading', { name: 'The picture of this search is not here' }).waitFor();
    await page.getByRole('button', { name: 'Search by the words alone' }).click();
    await found(page);
  }),
);
