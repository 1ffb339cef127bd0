import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { NO_BROWSER } from '../browser.js';
import { assertAccessible, visiting } from './studio-window.js';

const start = (page: Page): Promise<void> => page.getByRole('button', { name: 'Start', exact: true }).click();
const newest = (page: Page): Locator => page.getByRole('article').first();

test('a job shows its progress while it runs, and is cancelled', { skip: NO_BROWSER }, () =>
  visiting('/studio/jobs?kind=train', async (page, complaints) => {
    await page.getByText('No job has run yet').waitFor();
    await page.getByRole('combobox', { name: /^Recipe/ }).fill('reference');
    await start(page);
    const job = newest(page);
    await job.getByText('Train, 1 of 4').waitFor();
    await job.getByText('3 s left in this step').waitFor();
    await job.getByRole('region', { name: 'Log' }).getByText('train begins').waitFor();
    assert.equal(await job.getByRole('progressbar').getAttribute('value'), '0.25');
    assert.match(page.url(), /\/studio\/jobs\/[\w-]+$/);
    await job.getByRole('button', { name: 'Cancel' }).click();
    await job.getByText('cancelled', { exact: true }).waitFor();
    assert.deepEqual(complaints, []);
  }),
);

test('a job that is done tells its result; one that failed says why and what to do', { skip: NO_BROWSER }, () =>
  visiting('/studio/jobs?kind=build', async (page, complaints) => {
    await start(page);
    await newest(page).getByText('done', { exact: true }).waitFor();
    await newest(page).getByText('it is done').waitFor();
    await page.getByRole('radio', { name: 'Train' }).check({ force: true });
    await page.getByRole('checkbox', { name: /Go on with a training/ }).check();
    await start(page);
    const job = newest(page);
    await job.getByText('failed', { exact: true }).waitFor();
    await job.getByText('Nothing to take up.').waitFor();
    await job.getByText('Leave it out.').waitFor();
    await assertAccessible(page);
    assert.deepEqual(complaints, []);
  }),
);

test('what the service refuses is told beside the form', { skip: NO_BROWSER }, () =>
  visiting('/studio/jobs', async (page) => {
    await page.getByRole('textbox', { name: /^Files/ }).fill('/etc/passwd');
    await start(page);
    await page
      .getByRole('alert')
      .getByText(/--job-folder/)
      .waitFor();
  }),
);

test('another model is asked to answer by a job', { skip: NO_BROWSER }, () =>
  visiting('/studio/models/fashion', async (page) => {
    await page.getByRole('button', { name: 'Answer by this one' }).click();
    await page
      .getByRole('article', { name: /^Switch model/ })
      .or(page.getByRole('heading', { name: 'Model fashion' }))
      .first()
      .waitFor();
    await page.goto(new URL('/studio/jobs', page.url()).href);
    await newest(page).getByText('model fashion').waitFor();
  }),
);
