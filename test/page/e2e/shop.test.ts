import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { startService } from '../../server/service-fixture.js';
import { NO_BROWSER, openBrowser } from './browser.js';
import { drawn, shopWorkspace } from './shop-fixture.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'vitrine-page-'));
const address = NO_BROWSER === false ? await startShop() : '';
const browser = NO_BROWSER === false ? await openBrowser() : undefined;

async function startShop(): Promise<string> {
  const service = await startService(await shopWorkspace(folder), {
    page: fileURLToPath(new URL('../../../page', import.meta.url)),
  });
  return service.url;
}

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A page at an address, and whatever it complains about; closed with the test. */
async function visit(path: string, options: BrowserContextOptions = {}): Promise<{ page: Page; complaints: string[] }> {
  assert.ok(browser !== undefined);
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !url.startsWith('blob:')) complaints.push(`asks elsewhere: ${url}`);
  });
  await page.goto(`${address}${path}`);
  return { page, complaints };
}

const titles = (page: Page): Promise<string[]> => page.locator('.found .hit .title').allTextContents();
const heading = (page: Page): Promise<string | null> => page.locator('#found').textContent();

async function found(page: Page): Promise<void> {
  await page.locator('.found .hit .title').first().waitFor();
  await page.locator('.found[aria-busy=false]').waitFor();
}

/** Fails with every rule that the page breaks and the first element that breaks it. */
async function assertAccessible(page: Page): Promise<void> {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
  });
  assert.deepEqual(violations, []);
}

test('words are searched, filtered, sorted; Back undoes each step', { skip: NO_BROWSER }, async () => {
  const { page, complaints } = await visit('/');
  await page.getByRole('combobox', { name: 'What are you looking for?' }).fill('red dress');
  await page.keyboard.press('Enter');
  await found(page);
  assert.match((await titles(page))[0], /Red Dress/);
  assert.match(page.url(), /\?q=red\+dress$/);
  const all = await heading(page);

  await page.getByRole('checkbox', { name: /^Bloom/ }).check();
  await page.waitForURL(/filter=brand%3DBloom/);
  await page.locator('.found .hit .title', { hasText: 'Ada' }).first().waitFor({ state: 'detached' });
  assert.ok((await titles(page)).every((title) => title.startsWith('Bloom')));

  await page.getByLabel('Order').selectOption('price');
  await page.waitForURL(/sort=price/);
  await found(page);
  const prices = (await page.locator('.found .hit .price').allTextContents()).map((text) =>
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
  await page.context().close();
});

test('suggestions are chosen with the keyboard', { skip: NO_BROWSER }, async () => {
  const { page } = await visit('/');
  const field = page.getByRole('combobox');
  await field.pressSequentially('shi');
  await page.getByRole('option').first().waitFor();
  await field.press('ArrowDown');
  assert.notEqual(await field.getAttribute('aria-activedescendant'), null);
  assert.equal(await page.getByRole('option', { selected: true }).count(), 1);
  await field.press('Escape');
  assert.equal(await page.getByRole('listbox').count(), 0);
  await page.context().close();
});

test('a product has its page: pictures, facts, similar ones, and Back closes it', { skip: NO_BROWSER }, async () => {
  const { page, complaints } = await visit('/?q=blue+shirt');
  await found(page);
  await page.locator('.found .hit > a').first().click();
  const dialog = page.getByRole('dialog', { name: 'Product' });
  await dialog.getByRole('heading', { level: 1 }).waitFor();
  assert.match(page.url(), /product=shirt-blue-/);
  await dialog.getByRole('button', { name: 'Picture 2' }).click();
  assert.equal(await dialog.getByRole('button', { name: 'Picture 2' }).getAttribute('aria-pressed'), 'true');
  assert.match((await dialog.locator('.attributes').textContent()) ?? '', /Material\s*Cotton/);
  await dialog.locator('.similar .hit > a').first().click();
  await page.goBack();
  await page.goBack();
  await dialog.waitFor({ state: 'hidden' });
  assert.match(page.url(), /\?q=blue\+shirt$/);
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test('a photo is searched whole, by a part that is dragged, and with words', { skip: NO_BROWSER }, async () => {
  const photo = await drawn(folder, 'street.png', [
    { kind: 'Skirt', color: 'Green' },
    { kind: 'Shoe', color: 'Black' },
  ]);
  const { page, complaints } = await visit('/');
  await page.locator('input[type=file]').first().setInputFiles(photo);
  await found(page);
  assert.match(page.url(), /photo=/);

  const stage = await page.locator('.stage').boundingBox();
  assert.ok(stage !== null);
  const at = (x: number, y: number): [number, number] => [stage.x + x * stage.width, stage.y + y * stage.height];
  await page.mouse.move(...at(0.52, 0.02));
  await page.mouse.down();
  await page.mouse.move(...at(0.8, 0.6));
  await page.mouse.move(...at(0.98, 0.98));
  await page.mouse.up();
  await page.waitForURL(/region=16\d%2C\d%2C1\d\d%2C19\d/);
  await page.getByRole('button', { name: 'Your own part' }).waitFor();
  await found(page);

  await page.getByRole('combobox', { name: 'What are you looking for?' }).fill('red');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Remove words: but “red”' }).waitFor();
  await found(page);
  await page.reload();
  await found(page);
  assert.equal(await page.locator('.region').count(), 1, 'photo and part survive a reload');
  await page.getByRole('button', { name: 'Remove picture: Like this' }).click();
  await found(page);
  assert.match(page.url(), /\?q=red$/);
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test('a marked part is moved with the keyboard', { skip: NO_BROWSER }, async () => {
  const photo = await drawn(folder, 'one.png', [{ kind: 'Dress', color: 'Red' }]);
  const { page } = await visit('/');
  await page.locator('input[type=file]').first().setInputFiles(photo);
  await found(page);
  const stage = await page.locator('.stage').boundingBox();
  assert.ok(stage !== null);
  await page.mouse.move(stage.x + 10, stage.y + 10);
  await page.mouse.down();
  await page.mouse.move(stage.x + stage.width / 2, stage.y + stage.height / 2, { steps: 4 });
  await page.mouse.up();
  await page.waitForURL(/region=/);
  const before = page.url();
  await page.getByRole('button', { name: /^Marked part/ }).focus();
  await page.keyboard.press('Shift+ArrowRight');
  await page.waitForURL((url) => url.href !== before);
  await page.context().close();
});

test('a link with a photo says that the photo is not here', { skip: NO_BROWSER }, async () => {
  const { page } = await visit('/?photo=elsewhere&q=red');
  await page.getByRole('heading', { name: 'The picture of this search is not here' }).waitFor();
  await page.getByRole('button', { name: 'Search by the words alone' }).click();
  await found(page);
  await page.context().close();
});

test('what goes wrong is told with a way on', { skip: NO_BROWSER }, async () => {
  const { page } = await visit('/?q=shirt&filter=colour-of-moon%3DRed');
  await page.getByRole('alert').waitFor();
  assert.ok(await page.getByRole('button', { name: 'Try again' }).isVisible());
  await page.goto(`${address}/?product=nobody`);
  await page.getByRole('dialog').getByRole('alert').waitFor();
  await page.goto(`${address}/?filter=color%3DRed&filter=price%3D..1`);
  await page.getByRole('heading', { name: 'No product meets all of this' }).waitFor();
  await page.context().close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing stands in the way of assistive technology: ${colorScheme}`, { skip: NO_BROWSER }, async () => {
    const { page } = await visit('/', { colorScheme });
    await page.locator('.department').first().waitFor();
    await assertAccessible(page);
    await page.goto(`${address}/?q=red+dress&filter=brand%3DAda`);
    await found(page);
    await assertAccessible(page);
    await page.goto(`${address}/?q=red&product=shirt-red-ada`);
    await page.getByRole('heading', { name: 'Similar products' }).waitFor();
    await assertAccessible(page);
    await page.context().close();
  });
}

test('a phone shows filters as a sheet and never scrolls sideways', { skip: NO_BROWSER }, async () => {
  const { page } = await visit('/?q=shirt', { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  await found(page);
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByRole('dialog', { name: 'Filters' }).getByRole('checkbox', { name: /^Ada/ }).check();
  await page.waitForURL(/filter=brand%3DAda/);
  await assertAccessible(page);
  await page.getByRole('button', { name: /^Show \d/ }).click();
  const [content, screen] = await page.evaluate<[number, number]>('[document.documentElement.scrollWidth, innerWidth]');
  assert.equal(content, screen);
  await page.context().close();
});
