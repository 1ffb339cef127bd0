import { excerpt } from '../excerpt.js';
import { decimalMarkOf, parsePrice, type DecimalMark } from '../price.js';
import type { Problem } from './row.js';

/** What the prices of one column say about its decimal mark. */
interface Evidence {
  readonly counts: Record<DecimalMark, number>;
}

/** Prices of one column that can be read in two ways. */
interface Doubt {
  count: number;
  readonly line: number;
  readonly text: string;
  readonly amount: number;
}

/**
 * How the prices of a file are to be read. Each column decides by itself, or the other price columns of the file decide
 * for it: once a price has a decimal comma, the point in '1.299' divides thousands, and the other way round. So all
 * prices are noted before the first is read.
 */
export class PriceColumns {
  private readonly columns = new Map<string, Evidence>();
  private readonly doubts = new Map<string, Doubt>();

  /** Looks at a price before any is read. */
  note(column: string, text: string): void {
    const mark = decimalMarkOf(text);
    const counts = this.columns.get(column)?.counts ?? { '.': 0, ',': 0 };
    if (mark === '.' || mark === ',') counts[mark]++;
    this.columns.set(column, { counts });
  }

  /**
   * The price in a form that means the same everywhere: '1299 EUR' of '1.299 €'. What is no price stays as it is.
   * @param line where it stands, for the warning when it can be read in two ways
   */
  plain(column: string, text: string, line: number): string {
    if (text === '') return '';
    const { mark, isSure } = this.markOf(column);
    const price = parsePrice(text, mark);
    if (price === undefined) return text;
    if (!isSure && decimalMarkOf(text) === 'either') this.addDoubt(column, { line, text, amount: price.amount });
    return price.currency === undefined ? String(price.amount) : `${price.amount} ${price.currency}`;
  }

  /** One warning for each column that has prices which can be read in two ways. */
  warnings(file: string): Problem[] {
    return [...this.doubts].map(([column, { count, line, text, amount }]) => ({
      ...{ kind: 'warning', code: 'ambiguous-prices', file, line, field: column },
      reason:
        `${count === 1 ? 'a price' : `${count} prices`} of the column '${excerpt(column)}' can be read in two ways: ` +
        `'${excerpt(text)}' was taken as ${amount}`,
      remedy: 'write all prices with cents, such as 1299.00',
    }));
  }

  private markOf(column: string): { mark: DecimalMark | undefined; isSure: boolean } {
    const own = this.columns.get(column)?.counts ?? { '.': 0, ',': 0 };
    const all = [...this.columns.values()].map(({ counts }) => counts);
    const sum = { '.': 0, ',': 0 };
    for (const counts of all) for (const mark of ['.', ','] as const) sum[mark] += counts[mark];
    const counts = own['.'] + own[','] > 0 ? own : sum;
    if (counts['.'] + counts[','] === 0) return { mark: undefined, isSure: false };
    return { mark: counts[','] > counts['.'] ? ',' : '.', isSure: counts['.'] === 0 || counts[','] === 0 };
  }

  private addDoubt(column: string, { line, text, amount }: Omit<Doubt, 'count'>): void {
    const doubt = this.doubts.get(column);
    if (doubt === undefined) this.doubts.set(column, { count: 1, line, text, amount });
    else doubt.count++;
  }
}
