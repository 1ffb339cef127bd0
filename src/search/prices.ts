import type { ProductChange } from '../catalog/changes.js';
import type { Database } from '../storage/database.js';
import { grown } from '../vector/grown.js';

/** What products cost, by row; NaN without a price. Read when it is first asked. */
export class Prices {
  private loaded: Float64Array | undefined;

  /** @param extent.rows one more than the largest row */
  constructor(
    private readonly database: Database,
    private readonly extent: { readonly rows: number },
  ) {}

  get ofRow(): Float64Array {
    this.loaded ??= this.read();
    return this.loaded;
  }

  /** Follows products that were written. */
  update(changes: readonly ProductChange[]): void {
    for (const { row, after } of changes) {
      if (this.loaded === undefined) return;
      this.loaded = grown(this.loaded, row + 1, NaN);
      this.loaded[row] = after?.price ?? NaN;
    }
  }

  private read(): Float64Array {
    const prices = new Float64Array(this.extent.rows).fill(NaN);
    const found = this.database
      .prepare<{ rows: string; prices: string }>(
        `SELECT json_group_array(row) AS rows, json_group_array(price) AS prices FROM products WHERE price IS NOT NULL`,
      )
      .get();
    const amounts = JSON.parse(found?.prices ?? '[]') as number[];
    for (const [i, row] of (JSON.parse(found?.rows ?? '[]') as number[]).entries()) prices[row] = amounts[i];
    return prices;
  }
}
