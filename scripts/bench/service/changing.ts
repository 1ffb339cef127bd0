import { setTimeout as pause } from 'node:timers/promises';
import { createClient, type VitrineClient } from '../../../server/client/index.js';
import { quantileOf } from '../../../src/evaluation/ranking.js';

export interface ChangingFigures {
  /** Products that were written and deleted again, one after another, while others were asked for. */
  readonly written: number;
  readonly asked: number;
  /** Milliseconds from the answer to a PUT until the product is found. */
  readonly foundAfter: { readonly median: number; readonly longest: number };
  /** Products that were not found within a second, or found after they had been deleted. */
  readonly wrong: number;
  /** Questions about products that stay, with another one first. */
  readonly wrongMeanwhile: number;
  readonly lost: number;
}

/** A word that nothing else in a catalog holds. */
function wordOf(number: number): string {
  return `qz${String(number).replace(/\d/g, (digit) => 'bcdfghjklm'[Number(digit)])}xj`;
}

/** A product must be found within so many milliseconds. */
const MOST_MS = 1000;

const STAYING = 20;
const ASKERS = 4;

/**
 * Writes products and deletes them again, and asks at the same time for others that stay.
 * @param written how many, one after another
 */
export async function changeAndAsk(url: string, written: number): Promise<ChangingFigures> {
  const shop = new ChangingShop(url);
  for (let number = 0; number < STAYING; number++) await shop.put(number);
  const asking = Array.from({ length: ASKERS }, () => shop.askForStaying());
  for (let number = STAYING; number < STAYING + written; number++) await shop.putAndDelete(number);
  shop.isOver = true;
  await Promise.all(asking);
  for (let number = 0; number < STAYING; number++) await shop.delete(number);
  const { asked, wrong, wrongMeanwhile, lost } = shop;
  const sorted = shop.waits.toSorted((a, b) => a - b);
  const foundAfter = { median: Math.round(quantileOf(sorted, 0.5)), longest: Math.round(sorted.at(-1) ?? 0) };
  return { written, asked, foundAfter, wrong, wrongMeanwhile, lost };
}

class ChangingShop {
  isOver = false;
  asked = 0;
  wrong = 0;
  wrongMeanwhile = 0;
  lost = 0;
  readonly waits: number[] = [];
  private readonly client: VitrineClient;

  constructor(url: string) {
    this.client = createClient({ baseUrl: url });
  }

  async put(number: number): Promise<void> {
    await this.client.putProduct(idOf(number), { title: `${wordOf(number)} shirt`, category: 'Bench' });
  }

  async delete(number: number): Promise<void> {
    await this.client.deleteProduct(idOf(number));
  }

  async putAndDelete(number: number): Promise<void> {
    await this.put(number);
    const written = performance.now();
    while (!(await this.idsFor(number)).includes(idOf(number))) {
      if (performance.now() - written > MOST_MS) break;
      await pause(5);
    }
    const wait = performance.now() - written;
    this.waits.push(wait);
    if (wait > MOST_MS) this.wrong++;
    await this.delete(number);
    for (let time = 0; time < ASKERS; time++) if ((await this.idsFor(number)).includes(idOf(number))) this.wrong++;
  }

  async askForStaying(): Promise<void> {
    while (!this.isOver) {
      const number = this.asked++ % STAYING;
      const ids = await this.idsFor(number).catch(() => undefined);
      if (ids === undefined) this.lost++;
      else if (ids[0] !== idOf(number)) this.wrongMeanwhile++;
    }
  }

  private async idsFor(number: number): Promise<string[]> {
    const { hits } = await this.client.search({ words: wordOf(number), modes: ['words'], limit: 5 });
    return hits.map(({ id }) => id);
  }
}

function idOf(number: number): string {
  return `bench-${number}`;
}
