import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Axe {
  run(options?: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** A window of its own, with what its page has complained about: errors, and requests to anybody but the service. */
export interface Window {
  readonly page: Page;
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

/** @param address of the service: nobody else may be asked */
export async function openWindow(
  browser: Browser | undefined,
  address: string,
  options: BrowserContextOptions,
): Promise<Window> {
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
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !url.startsWith('blob:')) complaints.push(`asks elsewhere: ${url}`);
  });
  return { page, complaints, close: () => context.close() };
}

/** Fails with every rule that the page breaks and the first element that breaks it. */
export async function assertAccessible(page: Page, rules?: readonly string[]): Promise<void> {
  await page.evaluate(AXE);
  const violations = await page.evaluate(
    async (options) => {
      const { axe } = globalThis as unknown as { axe: Axe };
      return (await axe.run(options)).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
    },
    rules === undefined ? {} : { runOnly: rules },
  );
  assert.deepEqual(violations, []);
}
