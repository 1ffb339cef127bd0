import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];

/** The browser to test with: $VITRINE_CHROMIUM, else the system's; undefined where there is none. */
export function browserPath(): string | undefined {
  const { VITRINE_CHROMIUM: named } = process.env;
  return [...(named === undefined ? [] : [named]), ...PLACES].find((path) => existsSync(path));
}

/** Why tests in a browser are left out, or false. */
export const NO_BROWSER =
  browserPath() === undefined
    ? 'no Chromium here: apt-get install chromium, or name one by VITRINE_CHROMIUM, to test the page in a browser'
    : false;

/** Starts the browser without a window, and with a camera that shows a drawing. */
export function openBrowser(): Promise<Browser> {
  const camera = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
  return chromium.launch({ executablePath: browserPath() ?? '', args: ['--no-sandbox', '--disable-gpu', ...camera] });
}
