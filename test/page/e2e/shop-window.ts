import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { SearchAnswer } from '../../../server/requests/index.js';
import { startService } from '../../server/service-fixture.js';
import { NO_BROWSER, openBrowser } from './browser.js';
import { shopWorkspace } from './shop-fixture.js';
import { openWindow } from './window.js';

export { assertAccessible } from './window.js';

/** Where photos for these tests are drawn. */
export const folder = mkdtempSync(join(tmpdir(), 'vitrine-page-'));
/** One service and one browser for all tests of the shop. */
export const address = NO_BROWSER === false ? await startShop() : '';
const browser = NO_BROWSER === false ? await openBrowser() : undefined;

async function startShop(): Promise<string> {
  const page = fileURLToPath(new URL('../../../page', import.meta.url));
  return (await startService(await shopWorkspace(folder), { page })).url;
}

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

export interface Visit {
  readonly page: Page;
  /** Whatever the page has complained about, and requests to anybody else. */
  readonly complaints: readonly string[];
  /** Requests to the service so far, without pictures: 'GET /v1/facets'. */
  readonly asked: string[];
}

export const PHONE: BrowserContextOptions = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

/** Opens an address in a window of its own, and closes it when the visit is over. */
export async function visiting(
  path: string,
  visit: (visit: Visit) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const { page, complaints, close } = await openWindow(browser, address, options);
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/v1/') && !pathname.includes('/photos/')) asked.push(`${request.method()} ${pathname}`);
  });
  await page.goto(`${address}${path}`);
  await wordField(page).waitFor();
  try {
    await visit({ page, complaints, asked });
  } finally {
    await close();
  }
}

export const wordField = (page: Page): Locator => page.getByRole('combobox', { name: 'What are you looking for?' });

export async function search(page: Page, words: string): Promise<void> {
  await wordField(page).fill(words);
  await page.keyboard.press('Enter');
}

export const titles = (page: Page): Promise<string[]> => page.locator('.found > .grid .hit .title').allTextContents();
export const brands = (page: Page): Promise<string[]> => page.locator('.found > .grid .hit .brand').allTextContents();
export const heading = (page: Page): Promise<string | null> => page.locator('#found').textContent();

/** Waits until the answer to what was asked last is shown. */
export async function found(page: Page): Promise<void> {
  await page.locator('.found[aria-busy=false] .grid:not(.outdated) .hit .title').first().waitFor();
}

/** Changes what the service answers to searches by words, so that a test knows what it says beside the hits. */
export async function answering(
  page: Page,
  change: (answer: SearchAnswer, asked: URLSearchParams) => object,
): Promise<void> {
  await page.route('**/v1/search?*', async (route) => {
    const url = new URL(route.request().url());
    const asked = new URLSearchParams(url.searchParams);
    url.searchParams.delete('literal');
    const response = await route.fetch({ url: url.href });
    const answer = (await response.json()) as SearchAnswer;
    await route.fulfill({ response, json: { ...answer, ...change(answer, asked) } });
  });
}

export const chooseFile = (page: Page, path: string): Promise<void> =>
  page.locator('input[type=file]').first().setInputFiles(path);

/** Says what the detector finds, so that a test knows it. */
export async function detecting(
  page: Page,
  boxes: readonly { readonly label: string; readonly score: number; readonly box: readonly number[] }[],
): Promise<void> {
  const about = { width: 320, height: 200, milliseconds: 1, model: 'm', recipe: 'heatmap', engine: 'e', warnings: [] };
  await page.route('**/v1/detect*', (route) =>
    route.fulfill({ json: { ...about, boxes: boxes.map((each) => ({ ...each, hits: [] })) } }),
  );
}
