import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { NO_BROWSER } from '../browser.js';
import { drawn } from '../shop-fixture.js';
import { chooseFile, folder, found, PHONE, visiting, wordField } from '../shop-window.js';

/** Dispatches what a browser does when a file is held over the page and let go, or pasted. */
function fileEvent(page: Page, path: string, event: string): Promise<undefined> {
  const base64 = readFileSync(path).toString('base64');
  return page.evaluate<undefined>(`(() => {
    const bytes = Uint8Array.from(atob(${JSON.stringify(base64)}), (letter) => letter.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], 'photo.png', { type: 'image/png' }));
    const options = { bubbles: true, cancelable: true };
    document.body.dispatchEvent(${event});
  })()`);
}

const dragEvent = (type: string): string => `new DragEvent('${type}', { ...options, dataTransfer: data })`;

test('a photo is dropped anywhere on the page', { skip: NO_BROWSER }, async () => {
  const photo = await drawn(folder, 'dropped.png', [{ kind: 'Shoe', color: 'Red' }]);
  await visiting('/?q=shoe', async ({ page, complaints }) => {
    await found(page);
    await fileEvent(page, photo, dragEvent('dragenter'));
    await page.getByText('Let go to search by this picture').waitFor();
    await fileEvent(page, photo, dragEvent('dragleave'));
    await page.getByText('Let go to search by this picture').waitFor({ state: 'hidden' });
    await fileEvent(page, photo, dragEvent('drop'));
    await page.waitForURL(/\/\?photo=\w+$/);
    await page.getByRole('img', { name: 'The picture you search by' }).waitFor();
    await found(page);
    assert.equal(await wordField(page).inputValue(), '', 'the words of the question before would spoil this one');
    assert.deepEqual(complaints, []);
  });
});

test('a photo is pasted, also while the words are being written', { skip: NO_BROWSER }, async () => {
  const photo = await drawn(folder, 'pasted.png', [{ kind: 'Shirt', color: 'Green' }]);
  await visiting('/', async ({ page, complaints }) => {
    await page.getByRole('combobox').focus();
    await fileEvent(page, photo, `new ClipboardEvent('paste', { ...options, clipboardData: data })`);
    await page.waitForURL(/\?photo=/);
    await found(page);
    assert.deepEqual(complaints, []);
  });
});

test('the camera of a computer takes a photo', { skip: NO_BROWSER }, () =>
  visiting(
    '/',
    async ({ page, complaints }) => {
      await page.getByRole('button', { name: 'Search by picture' }).click();
      await page.getByRole('button', { name: 'Use the camera' }).click();
      await page.getByRole('dialog', { name: 'Camera' }).getByRole('button', { name: 'Take the photo' }).click();
      await page.waitForURL(/\?photo=/);
      await found(page);
      assert.equal(await page.getByRole('dialog', { name: 'Camera' }).count(), 0);
      assert.deepEqual(complaints, []);
    },
    { permissions: ['camera'] },
  ),
);

test('a computer whose camera may not be used says so', { skip: NO_BROWSER }, () =>
  visiting('/', async ({ page }) => {
    await page.evaluate(`navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no'))`);
    await page.getByRole('button', { name: 'Search by picture' }).click();
    await page.getByRole('button', { name: 'Use the camera' }).click();
    await page.getByRole('alert').getByRole('heading', { name: 'The camera cannot be used' }).waitFor();
    await page.getByRole('dialog', { name: 'Camera' }).getByRole('button', { name: 'Close' }).click();
    await page.getByRole('dialog', { name: 'Camera' }).waitFor({ state: 'hidden' });
  }),
);

test('a phone takes a photo by its own camera', { skip: NO_BROWSER }, async () => {
  const photo = await drawn(folder, 'phone.png', [{ kind: 'Skirt', color: 'Blue' }]);
  await visiting(
    '/',
    async ({ page }) => {
      await page.getByRole('button', { name: 'Search by picture' }).tap();
      assert.ok(await page.getByText('Take a photo').isVisible());
      await page.locator('input[capture=environment]').setInputFiles(photo);
      await page.waitForURL(/\?photo=/);
      await found(page);
    },
    PHONE,
  );
});

test('what is no picture is refused with what would work', { skip: NO_BROWSER }, () =>
  visiting('/', async ({ page }) => {
    const choose = (name: string, mimeType: string): Promise<void> =>
      page
        .locator('input[type=file]')
        .first()
        .setInputFiles({ name, mimeType, buffer: Buffer.from('no picture') });
    for (const [name, type, told] of [
      ['a.jpg', 'image/jpeg', /damaged.*JPEG, PNG, WebP or AVIF works/],
      ['a.heic', 'image/heic', /HEIC of iPhones.*screenshot/],
      ['a.pdf', 'application/pdf', /application\/pdf/],
    ] as const) {
      await choose(name, type);
      await page.getByRole('alert').filter({ hasText: told }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('alert').waitFor({ state: 'detached' });
    }
    await chooseFile(page, await drawn(folder, 'then.png', [{ kind: 'Skirt', color: 'Blue' }]));
    await found(page);
  }),
);
