import type { TestContext } from 'node:test';
import { openSource, type FormatName } from '../../../../../indexer/import/formats/formats.js';
import type { Problem } from '../../../../../indexer/import/formats/row.js';
import { parseProductRow } from '../../../../../indexer/import/product-row.js';
import type { Product } from '../../../../../src/product.js';
import { temporaryFolder, writeBelow } from '../../../../pipeline/import-fixture.js';

export interface Rows {
  readonly products: Product[];
  readonly lines: number[];
  readonly problems: Problem[];
  /** Ids of those that are not published. */
  readonly hidden: string[];
}

export interface RowsOptions {
  readonly name?: string;
  readonly format?: FormatName;
  readonly columns?: Readonly<Record<string, string>>;
}

/** Everything a source of this content has, in its order. */
export async function rowsOf(
  t: TestContext,
  content: string | Uint8Array,
  { name = 'catalog.txt', ...options }: RowsOptions = {},
): Promise<Rows> {
  const rows: Rows = { products: [], lines: [], problems: [], hidden: [] };
  const source = await openSource(writeBelow(temporaryFolder(t), name, content), options);
  for await (const event of source.rows) {
    const parsed = event.kind === 'row' ? parseProductRow(event) : event;
    if (parsed.kind === 'not-published') rows.hidden.push(parsed.id);
    else if (parsed.kind !== 'product') rows.problems.push(parsed);
    else {
      rows.products.push(parsed.product);
      rows.lines.push(parsed.line);
    }
  }
  return rows;
}
