import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_BROWSER } from '../browser.js';
import { drawn } from '../shop-fixture.js';
import { chooseFile, detecting, folder, found, visiting } from '../shop-window.js';

const SKIRT = { label: 'skirt', score: 0.4, box: [10, 30, 130, 150] };
const SHOE = { label: 'shoe', score: 0.8, box: [175, 90, 135, 65] };

test(
  'garments are drawn: the main one is searched, another by a click, by its look and its name',
  { skip: NO_BROWSER },
  async () => {
    const photo = await drawn(folder, 'garments.png', [
      { kind: 'Skirt', color: 'Green' },
      { kind: 'Shoe', color: 'Black' },
    ]);
    await visiting('/', async ({ page, complaints }) => {
      await detecting(page, [SHOE, SKIRT]);
      await chooseFile(page, photo);
      await page.waitForURL(/region=10%2C30%2C130%2C150&garment=skirt$/);
      await found(page);
      assert.equal(await page.getByRole('button', { name: 'skirt', exact: true }).getAttribute('aria-pressed'), 'true');

      const asked = page.waitForRequest('**/v1/search');
      await page.getByRole('button', { name: 'Search by shoe' }).click();
      assert.match((await asked).postData() ?? '', /"words":"shoe".*"region":\[175,90,135,65\]/);
      await page.waitForURL(/garment=shoe$/);
      await found(page);

      const corner = await page.getByRole('button', { name: /^Top left corner/ }).boundingBox();
      assert.ok(corner !== null);
      await page.mouse.move(corner.x + corner.width / 2, corner.y + corner.height / 2);
      await page.mouse.down();
      await page.mouse.move(corner.x - 15, corner.y - 15, { steps: 3 });
      await page.mouse.up();
      await page.waitForURL((url) => url.searchParams.get('region') !== '175,90,135,65');
      assert.match(page.url(), /garment=shoe$/, 'a part that is adjusted shows what it showed');
      await found(page);

      await page.getByRole('button', { name: 'Remove kind: “shoe”' }).click();
      await page.waitForURL((url) => !url.searchParams.has('garment'));
      await page.getByRole('button', { name: 'Whole picture' }).click();
      await page.waitForURL((url) => !url.searchParams.has('region'));
      await found(page);
      assert.deepEqual(complaints, []);
    });
  },
);

test('a small garment within the chosen one can be clicked', { skip: NO_BROWSER }, async () => {
  const photo = await drawn(folder, 'inside.png', [{ kind: 'Dress', color: 'Red' }]);
  await visiting('/', async ({ page }) => {
    await detecting(page, [
      { label: 'dress', score: 0.9, box: [5, 5, 150, 190] },
      { label: 'shirt', score: 0.5, box: [50, 80, 60, 25] },
    ]);
    await chooseFile(page, photo);
    await page.waitForURL(/garment=dress$/);
    await page.getByRole('button', { name: 'Search by shirt' }).click();
    await page.waitForURL(/garment=shirt$/);
  });
});
