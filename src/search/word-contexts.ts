import type { FullTextIndex } from '../indexes/full-text.js';
import type { Database, Statement } from '../storage/database.js';
import { stems } from '../text/analyzer.js';

/** Products whose titles are looked at for one word. */
const SAMPLED = 48;

/** How much each stem counts in the titles around a word. */
type Context = ReadonlyMap<string, number>;

/**
 * Compares words by the company they keep: the titles of the products that hold them. Two spellings of one word stand
 * among the same words, 'car pet' and 'carpet' do not.
 */
export class WordContexts {
  private readonly titles: Statement<{ titles: string }>;

  constructor(
    database: Database,
    private readonly fullText: FullTextIndex,
    private readonly extent: { readonly count: number },
  ) {
    this.titles = database.prepare(
      `SELECT json_group_array(document ->> '$.title') AS titles FROM products
       WHERE row IN (SELECT value FROM json_each(?))`,
    );
  }

  /**
   * The cosine of the two contexts, in which a stem weighs by its inverse document frequency.
   * @param own stems of the words themselves, which say nothing about their company
   * @returns 0 for strangers, 1 for words of the same titles
   */
  similarity(a: Uint32Array, b: Uint32Array, own: ReadonlySet<string>): number {
    return cosine(this.contextOf(a, own), this.contextOf(b, own));
  }

  private contextOf(rows: Uint32Array, own: ReadonlySet<string>): Context {
    const context = new Map<string, number>();
    for (const title of this.titlesOf(rows)) {
      for (const stem of new Set(stems(title))) {
        if (!own.has(stem)) context.set(stem, (context.get(stem) ?? 0) + this.rarity(stem));
      }
    }
    return context;
  }

  private titlesOf(rows: Uint32Array): string[] {
    const step = Math.max(1, rows.length / SAMPLED);
    const sampled: number[] = [];
    for (let at = 0; at < rows.length; at += step) sampled.push(rows[Math.floor(at)]);
    return JSON.parse(this.titles.get(JSON.stringify(sampled))?.titles ?? '[]') as string[];
  }

  private rarity(stem: string): number {
    return Math.log((this.extent.count + 1) / Math.min(this.extent.count, this.fullText.documents(stem) + 0.5));
  }
}

function cosine(a: Context, b: Context): number {
  let product = 0;
  for (const [stem, weight] of a) product += weight * (b.get(stem) ?? 0);
  return product === 0 ? 0 : product / (lengthOf(a) * lengthOf(b));
}

function lengthOf(context: Context): number {
  let sum = 0;
  for (const weight of context.values()) sum += weight * weight;
  return Math.sqrt(sum);
}
