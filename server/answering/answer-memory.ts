import type { SearchAnswer } from '../requests/index.js';
import type { JsonText } from '../json-text.js';
import type { SearchQuestion } from './questions.js';

/** Some two thousand pages of hits. */
const MOST_CHARACTERS = 16 * 2 ** 20;

/**
 * The last answers of a thread. Shoppers ask for the same things again and again; an answer is right as long as the
 * catalog is what it was, and when anything has changed all of them are forgotten.
 */
export class AnswerMemory {
  private readonly answers = new Map<string, string>();
  private characters = 0;
  private version = -1;

  /**
   * @param question without a photo
   * @param version of the catalog, see `Catalog.version`
   */
  async remembered(
    question: SearchQuestion,
    version: number,
    ask: () => Promise<SearchAnswer>,
  ): Promise<JsonText<SearchAnswer>> {
    const started = performance.now();
    if (version !== this.version) this.forget(version);
    const key = JSON.stringify(question);
    const kept = this.answers.get(key);
    if (kept !== undefined) {
      this.answers.delete(key);
      this.answers.set(key, kept);
      return written(Math.round((performance.now() - started) * 1000) / 1000, kept);
    }
    const { milliseconds, ...rest } = await ask();
    const text = JSON.stringify(rest);
    if (version === this.version) this.keep(key, text);
    return written(milliseconds, text);
  }

  private keep(key: string, text: string): void {
    this.answers.set(key, text);
    this.characters += key.length + text.length;
    for (const [oldest, old] of this.answers) {
      if (this.characters <= MOST_CHARACTERS) return;
      this.answers.delete(oldest);
      this.characters -= oldest.length + old.length;
    }
  }

  private forget(version: number): void {
    this.answers.clear();
    this.characters = 0;
    this.version = version;
  }
}

/** @param rest an object with at least one field, as JSON */
function written(milliseconds: number, rest: string): JsonText<SearchAnswer> {
  return `{"milliseconds":${milliseconds},${rest.slice(1)}` as JsonText<SearchAnswer>;
}
