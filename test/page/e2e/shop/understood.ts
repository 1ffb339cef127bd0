import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SearchAnswer } from '../../../../server/requests/index.js';
import { NO_BROWSER } from '../browser.js';
import { answering, found, heading, titles, visiting } from '../shop-window.js';
import { fullAnswer, stretch } from './full-answer.js';

/** Reads a price and a synonym from the words, the synonym unless it is to be taken as it stands. */
function reading(_answer: SearchAnswer, asked: URLSearchParams): Pick<SearchAnswer, 'understood'> {
  const words = asked.get('q') ?? '';
  const price = { kind: 'price', ...stretch(words, 'under 200'), label: 'under 200', filter: 'price<200' } as const;
  const synonym = { kind: 'synonym', ...stretch(words, 'frock'), label: 'dress' } as const;
  const isLiteral = asked.getAll('literal').includes('frock');
  return { understood: [...(price.start < 0 ? [] : [price]), ...(synonym.start < 0 || isLiteral ? [] : [synonym])] };
}

test('what was read from the words is shown, and a condition is taken away with its text', { skip: NO_BROWSER }, () =>
  visiting('/', async ({ page, complaints }) => {
    await answering(page, reading);
    await page.goto(new URL('/?q=red+frock+under+200', page.url()).href);
    await found(page);
    await page.getByRole('button', { name: 'Remove price: under 200' }).click();
    await page.waitForURL(/\?q=red\+frock$/);
    await found(page);
    assert.equal(await page.getByRole('button', { name: /under 200/ }).count(), 0);
    assert.equal(await page.getByRole('combobox', { name: /looking for/ }).inputValue(), 'red frock');
    assert.deepEqual(complaints, []);
  }),
);

test('a word that was read as another is searched as it stands, and its address says so', { skip: NO_BROWSER }, () =>
  visiting('/', async ({ page }) => {
    await answering(page, reading);
    await page.goto(new URL('/?q=red+frock', page.url()).href);
    await found(page);
    const asked = page.waitForRequest(/\/v1\/search\?.*literal=frock/);
    await page.getByRole('button', { name: /^“frock” was read as dress/ }).click();
    await asked;
    await page.waitForURL(/\?q=red\+frock&literal=frock$/);
    await page.reload();
    const chip = page.getByRole('button', { name: /^“frock” is searched as it is written/ });
    await chip.click();
    await page.waitForURL(/\?q=red\+frock$/);
    await page.getByText('“frock” read as dress').waitFor();
  }),
);

test('what is near comes after what was asked for, and is not counted', { skip: NO_BROWSER }, () =>
  visiting('/', async ({ page }) => {
    await answering(page, fullAnswer);
    await page.goto(new URL('/?q=red', page.url()).href);
    const related = page.getByRole('region', { name: 'Not quite what you asked for, but near' });
    await related.waitFor();
    assert.equal(await related.getByRole('article').count(), 3);
    assert.equal(await heading(page), `${(await titles(page)).length} products`);
  }),
);

test('what is near is shown also where nothing else was found', { skip: NO_BROWSER }, () =>
  visiting('/', async ({ page }) => {
    await answering(page, ({ hits, related }) => ({
      ...{ hits: [], total: 0 },
      related: [...hits, ...related].slice(0, 2),
    }));
    await page.goto(new URL('/?q=red+washing+machine', page.url()).href);
    await page.getByRole('heading', { name: 'Nothing here for “red washing machine”' }).waitFor();
    assert.equal(await page.locator('.related .hit').count(), 2);
  }),
);

test('a word that may be a slip is offered, mended, as another search', { skip: NO_BROWSER }, () =>
  visiting('/', async ({ page }) => {
    await answering(page, (_answer, asked) => ({
      didYouMean: asked.get('q') === 'red boats' ? [{ from: 'boats', to: 'shoe' }] : [],
    }));
    await page.goto(new URL('/?q=red+boats', page.url()).href);
    await page.getByText('Did you mean').getByRole('button', { name: 'red shoe' }).click();
    await page.waitForURL(/\?q=red\+shoe$/);
    await found(page);
    assert.equal(await page.getByText('Did you mean').count(), 0);
  }),
);

test('shoppers read what is meant for them, and no word for operators', { skip: NO_BROWSER }, () =>
  visiting('/', async ({ page }) => {
    await answering(page, fullAnswer);
    await page.goto(new URL('/?q=red+dress', page.url()).href);
    await page.getByText('The photo is damaged.').waitFor();
    assert.equal(await page.getByText('Three products have no vectors yet.').count(), 0);
  }),
);
