import { dirname, resolve } from 'node:path';
import { readJsonLines } from './jsonl.js';
import type { ReadOptions, RowEvent } from './row.js';

export const FORMAT_NAMES = [
  'auto',
  'jsonl',
  'csv',
  'tsv',
  'google',
  'shopify',
  'woocommerce',
  'fashion-product-images',
] as const;

export type FormatName = (typeof FORMAT_NAMES)[number];

/** A source whose format is known. */
export interface Source {
  readonly rows: AsyncIterable<RowEvent>;
  /** Where relative photo paths start. */
  readonly folder: string;
}

export async function openSource(
  path: string,
  options: ReadOptions & { format?: FormatName | undefined },
): Promise<Source> {
  return Promise.resolve({ rows: readJsonLines(path, options), folder: dirname(resolve(path)) });
}
