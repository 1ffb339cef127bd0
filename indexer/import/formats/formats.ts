import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { BadInputError, explainFileError } from '../../../src/errors.js';
import { readCsv, readTsv } from './csv.js';
import { readFashionProductImages } from './fashion-product-images.js';
import { feedName, readGoogleTable } from './google.js';
import { readJsonLines } from './jsonl.js';
import type { ReadOptions, RowEvent, RowReader } from './row.js';
import { readShopify } from './shopify.js';
import { delimiterOf, headerLine, readBeginning } from './table.js';
import { readWooCommerce } from './woocommerce.js';
import { readGoogleXml } from './xml.js';

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
  readonly format: Exclude<FormatName, 'auto'>;
  readonly rows: AsyncIterable<RowEvent>;
  /** Where relative photo paths start. */
  readonly folder: string;
}

const READERS: Readonly<Record<Exclude<FormatName, 'auto' | 'google'>, RowReader>> = {
  jsonl: readJsonLines,
  csv: readCsv,
  tsv: readTsv,
  shopify: readShopify,
  woocommerce: readWooCommerce,
  'fashion-product-images': readFashionProductImages,
};

/**
 * Finds out what a source is and opens it.
 * @param path a file, or a folder with styles.csv
 * @throws BadInputError when it is a folder without styles.csv, or a JSON document that is not lines
 */
export async function openSource(
  path: string,
  { format = 'auto', columns }: ReadOptions & { format?: FormatName | undefined },
): Promise<Source> {
  const file = resolve(path);
  if (await isFolder(file)) return openFolder(file, format);
  const beginning = format === 'auto' || format === 'google' ? await readBeginning(file) : '';
  const found = format === 'auto' ? detectFormat(file, beginning) : format;
  const folder = dirname(file);
  if (found === 'fashion-product-images') return { format: found, rows: readFashionProductImages(folder), folder };
  const reader = found === 'google' ? googleReader(beginning) : READERS[found];
  return { format: found, rows: reader(file, { columns }), folder };
}

async function openFolder(folder: string, format: FormatName): Promise<Source> {
  if (format !== 'auto' && format !== 'fashion-product-images') {
    throw new BadInputError({ file: folder, reason: `this is a folder, no ${format} file`, remedy: 'name the file' });
  }
  try {
    await stat(join(folder, 'styles.csv'));
  } catch (cause) {
    throw new BadInputError({
      file: folder,
      reason: "a folder is imported in the layout of 'fashion-product-images', but there is no styles.csv",
      remedy: 'name a catalog file',
      cause,
    });
  }
  return { format: 'fashion-product-images', rows: readFashionProductImages(folder), folder };
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    throw explainFileError(error, path);
  }
}

function googleReader(beginning: string): RowReader {
  return isXml(beginning) ? readGoogleXml : readGoogleTable;
}

function isXml(text: string): boolean {
  return text.trimStart().startsWith('<');
}

/**
 * @param beginning the first text of the file
 * @throws BadInputError when it is one JSON list, which cannot be read row by row
 */
export function detectFormat(file: string, beginning: string): Exclude<FormatName, 'auto'> {
  const start = beginning.trimStart();
  if (start.startsWith('{') || start === '') return 'jsonl';
  if (start.startsWith('[')) {
    throw new BadInputError({
      file,
      line: 1,
      reason: 'this is one JSON list',
      remedy: "write one object per line, for instance by 'jq -c .[]'",
    });
  }
  if (isXml(start)) return 'google';
  const header = headerLine(beginning);
  const delimiter = delimiterOf(header);
  const headers = new Set(header.split(delimiter).map((cell) => cell.replaceAll('"', '').trim().toLowerCase()));
  return tableFormat(file, headers, delimiter);
}

function tableFormat(file: string, headers: ReadonlySet<string>, delimiter: string): Exclude<FormatName, 'auto'> {
  const has = (...names: string[]): boolean => names.every((name) => headers.has(name));
  const google = new Set([...headers].map(feedName));
  if (has('id', 'articletype', 'productdisplayname') && basename(file) === 'styles.csv')
    return 'fashion-product-images';
  if (has('handle', 'title') || has('url handle', 'title')) return 'shopify';
  if (has('type', 'sku', 'name') && ['parent', 'images', 'categories'].some((name) => headers.has(name))) {
    return 'woocommerce';
  }
  if (google.has('id') && google.has('image_link') && (google.has('link') || google.has('availability')))
    return 'google';
  return delimiter === '\t' ? 'tsv' : 'csv';
}
