import assert from 'node:assert/strict';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { openBackstage } from '../../../../server/backstage.js';
import { folderOfTests, startService, type TestOptions } from '../../../server/service-fixture.js';
import { NO_BROWSER, openBrowser } from '../browser.js';
import { shopWorkspace } from '../shop-fixture.js';
import { openWindow } from '../window.js';

export { assertAccessible } from '../window.js';

const PAGE = fileURLToPath(new URL('../../../../page', import.meta.url));
/** Stands for the command: its jobs take moments, fail, or go on until they are cancelled, as they are told. */
const COMMAND = fileURLToPath(new URL('../../../server/fake-vitrine.js', import.meta.url));

const workspace = NO_BROWSER === false ? await shopWorkspace(folderOfTests()) : '';
const browser = NO_BROWSER === false ? await openBrowser() : undefined;
export const address = NO_BROWSER === false ? await startStudio() : '';

/** A service of the workspace with jobs, models and a map. @returns its address */
export async function startStudio(options: TestOptions = {}): Promise<string> {
  const backstage = openBackstage({ workspace, script: COMMAND, folders: [] });
  after(() => backstage.close());
  return (await startService(workspace, { page: PAGE, routes: backstage.routes, ...options })).url;
}

after(() => browser?.close());

export const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 740 }, hasTouch: true, isMobile: true };

/**
 * Opens an address in a window of its own, and closes it when the visit is over.
 * @param options.base another service
 */
export async function visiting(
  path: string,
  visit: (page: Page, complaints: readonly string[]) => Promise<void>,
  { base = address, ...options }: BrowserContextOptions & { readonly base?: string } = {},
): Promise<void> {
  const { page, complaints, close } = await openWindow(browser, base, options);
  await page.goto(`${base}${path}`);
  try {
    await visit(page, complaints);
  } finally {
    await close();
  }
}

/** Fails when there is anything to scroll to at the side. */
export async function assertFits(page: Page): Promise<void> {
  const [content, screen] = await page.evaluate<[number, number]>('[document.documentElement.scrollWidth, innerWidth]');
  assert.equal(content, screen);
}
