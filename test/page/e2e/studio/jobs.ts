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
    await job.getByText('Learning from photos and texts, 1 of 4').waitFor();
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
    await newest(page).getByText('model fashion').first().waitFor();
  }),
);

const CSV = ['id,title,price,category', 'N1,Straw hat,19.90,Apparel > Hats', ',No id,5,Apparel > Hats'].join('\n');

test('a file is chosen, seen as it would be, and imported with an indexing after it', { skip: NO_BROWSER }, () =>
  visiting('/studio/import', async (page, complaints) => {
    await page
      .getByLabel('Catalog file')
      .setInputFiles({ name: 'hats.csv', mimeType: 'text/csv', buffer: Buffer.from(CSV) });
    await page.getByRole('heading', { name: 'hats.csv' }).waitFor();
    await page
      .getByRole('row', { name: /^title/ })
      .getByRole('cell', { name: 'Title' })
      .waitFor();
    await page.getByText('There is no id.').waitFor();
    await page.getByRole('article').getByRole('heading', { name: 'Straw hat' }).waitFor();
    await assertAccessible(page);
    await page.getByRole('button', { name: 'Import 1 product' }).click();
    await page.waitForURL(/\/studio\/jobs\/[\w-]+$/);
    await page.getByRole('article', { name: /^Index/ }).waitFor();
    await page
      .getByRole('article', { name: /^Import/ })
      .getByText('hats.csv')
      .first()
      .waitFor();
    assert.deepEqual(complaints, []);
  }),
);

test('a file that is no catalog is refused with the reason, and another one can be chosen', { skip: NO_BROWSER }, () =>
  visiting('/studio/import', async (page) => {
    const file = { name: 'feed.csv', mimeType: 'text/csv', buffer: Buffer.from('<!doctype html><p>Not found</p>') };
    await page.getByLabel('Catalog file').setInputFiles(file);
    await page.getByRole('alert').getByText(/HTML/i).waitFor();
    await page.getByText('Choose a file, or drop it here').waitFor();
    await assertAccessible(page);
  }),
);
