import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { NO_BROWSER } from '../browser.js';
import { drawn } from '../shop-fixture.js';
import { assertAccessible, chooseFile, detecting, folder, found, PHONE, visiting } from '../shop-window.js';

/** A finger put on the middle of an element and moved by so many pixels. */
async function dragByTouch(page: Page, place: Locator, [right, down]: readonly [number, number]): Promise<void> {
  const box = await place.boundingBox();
  assert.ok(box !== null);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const browser = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', share: number): Promise<unknown> =>
    browser.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x: x + right * share, y: y + down * share }],
    });
  await touch('touchStart', 0);
  for (const share of [0.3, 0.6, 1]) await touch('touchMove', share);
  await touch('touchEnd', 1);
}

test('a finger taps a garment, moves its box, and pulls a corner', { skip: NO_BROWSER }, async () => {
  const photo = await drawn(folder, 'finger.png', [
    { kind: 'Skirt', color: 'Green' },
    { kind: 'Shoe', color: 'Black' },
  ]);
  await visiting(
    '/',
    async ({ page, complaints }) => {
      await detecting(page, [
        { label: 'skirt', score: 0.9, box: [10, 30, 130, 150] },
        { label: 'shoe', score: 0.5, box: [180, 90, 100, 60] },
      ]);
      await chooseFile(page, photo);
      await page.waitForURL(/garment=skirt$/);
      await page.getByRole('button', { name: 'Search by shoe' }).tap();
      await page.waitForURL(/region=180%2C90%2C100%2C60&garment=shoe$/);
      const region = (): number[] => (new URL(page.url()).searchParams.get('region') ?? '').split(',').map(Number);

      await dragByTouch(page, page.getByRole('button', { name: /^Marked part/ }), [-20, -10]);
      await page.waitForURL((url) => url.searchParams.get('region') !== '180,90,100,60');
      const [x, y, width, height] = region();
      assert.ok(x < 180 && y < 90, String([x, y]));
      assert.ok(Math.abs(width - 100) <= 1 && Math.abs(height - 60) <= 1, 'moved, not resized');

      await dragByTouch(page, page.getByRole('button', { name: /^Bottom right corner/ }), [15, 12]);
      await page.waitForURL((url) => url.searchParams.get('region') !== [x, y, width, height].join(','));
      assert.deepEqual(region().slice(0, 2), [x, y]);
      assert.ok(region()[2] > width && region()[3] > height);
      await found(page);
      assert.equal(await page.evaluate('scrollY'), 0, 'the page did not scroll under the finger');
      assert.deepEqual(complaints, []);
    },
    PHONE,
  );
});

test('a phone shows filters as a sheet and never scrolls sideways', { skip: NO_BROWSER }, () =>
  visiting(
    '/?q=shirt',
    async ({ page }) => {
      await found(page);
      await page.getByRole('button', { name: 'Filters' }).tap();
      const sheet = page.getByRole('dialog', { name: 'Filters' });
      await sheet.getByRole('checkbox', { name: /^Ada/ }).check();
      await page.waitForURL(/filter=brand%3DAda/);
      await assertAccessible(page);
      await sheet.getByRole('button', { name: 'Clear all' }).tap();
      await page.waitForURL(/\?q=shirt$/);
      await sheet.getByRole('button', { name: /^Show \d/ }).tap();
      await sheet.waitFor({ state: 'hidden' });
      const [content, screen] = await page.evaluate<[number, number]>(
        '[document.documentElement.scrollWidth, innerWidth]',
      );
      assert.equal(content, screen);
    },
    PHONE,
  ),
);
