import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { BadInputError, explainFileError } from '../../../src/errors.js';
import { readCsv, readTsv } from './csv.js';
import { readFashionProductImages } from './fashion-product-images.js';
import { readGoogleTable } from './google.js';
import { feedNames } from './google-headers.js';
import { listReader, mergedLists, type Lists } from '../lists.js';
import { readJsonLines } from './jsonl.js';
import type { PriceColumns } from './price-columns.js';
import type { ReadOptions, RowEvent, RowReader } from './row.js';
import { readShopify } from './shopify.js';
import { SIGNATURE_BYTES, refuseOtherFiles, refuseOtherTexts } from './source-content.js';
import { rowsOfSpooled, spoolSource, withName } from './spooled-source.js';
import { surveySource } from './survey.js';
import { delimiterOf, headerLine, readBeginning } from './table.js';
import { separatorOf } from './row-splitter.js';
import { readFirstBytes } from './text.js';
import { readWooCommerce } from './woocommerce.js';
import { wooHeader } from './woocommerce-headers.js';
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

/** A source that is known: its format, its columns, and how its prices are written. */
export interface Source {
  readonly format: Exclude<FormatName, 'auto'>;
  readonly rows: AsyncIterable<RowEvent>;
  /** Where relative photo paths start. */
  readonly folder: string;
  /** What each column is taken for: header -> field, or 'attributes'. */
  readonly columns: Readonly<Record<string, string>>;
  /** The fields that hold lists which are written as texts, and what parts their values. */
  readonly lists: Lists;
  /** Lets go of what was kept for reading, when the rows are not read. */
  readonly close: () => Promise<void>;
}

export interface OpenSourceOptions extends ReadOptions {
  readonly format?: FormatName | undefined;
  /** Fields that are known to hold lists, or known to hold none: they go before what can be found out. */
  readonly lists?: Lists | undefined;
  readonly signal?: AbortSignal | undefined;
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
 * Finds out what a source is, reads it once in order to know how its prices and columns are meant, and opens it.
 * @param path a file, a folder with styles.csv, a pipe, or '-' for the standard input
 * @throws BadInputError when it is a folder without styles.csv, no catalog, or a catalog without a row; CancelledError
 */
export async function openSource(path: string, options: OpenSourceOptions): Promise<Source> {
  if (path !== '-') {
    const file = resolve(path);
    const kind = await kindOf(file);
    if (kind === 'folder') return openFolder(file, options);
    if (kind === 'file') return openFile(file, dirname(file), options);
  }
  const spooled = await spoolSource(path);
  try {
    const source = await openFile(spooled.file, resolve('.'), options);
    return { ...source, rows: rowsOfSpooled(source.rows, spooled, path), close: spooled.remove };
  } catch (error) {
    await spooled.remove();
    throw withName(error, spooled.file, path);
  }
}

async function openFile(file: string, folder: string, options: OpenSourceOptions): Promise<Source> {
  const { format = 'auto' } = options;
  refuseOtherFiles(file, await readFirstBytes(file, SIGNATURE_BYTES));
  const { text: beginning, isAll } = await readBeginning(file);
  refuseOtherTexts(file, beginning, isAll);
  const found = format === 'auto' ? detectFormat(file, beginning) : format;
  if (found === 'fashion-product-images') return surveyed(found, folder, { ...options, file: folder, folder });
  return surveyed(found, file, { ...options, file, folder, isXml: isXml(beginning) });
}

interface FoundSource extends OpenSourceOptions {
  readonly file: string;
  readonly folder: string;
  readonly isXml?: boolean;
}

async function surveyed(
  format: Source['format'],
  place: string,
  { folder, isXml: isXmlFeed = false, signal, file, columns, today, lists: known }: FoundSource,
): Promise<Source> {
  const reader = format === 'google' ? (isXmlFeed ? readGoogleXml : readGoogleTable) : READERS[format];
  const isJson = format === 'jsonl';
  const { prices, fields, ...survey } = await surveySource(place, reader, { columns, today, isJson, signal });
  const lists = mergedLists(survey.lists, known ?? {});
  const readPrice = (column: string, text: string, line: number): string => prices.plain(column, text, line);
  const options = { columns, today, readPrice };
  const rows = isJson ? readJsonLines(place, { ...options, fields }) : reader(place, options);
  const close = (): Promise<void> => Promise.resolve();
  return { format, folder, columns: survey.columns, close, lists, rows: rowsAsMeant(rows, { prices, lists, file }) };
}

/** Rows with the lists that their texts hold, and behind them what is doubtful about their prices. */
async function* rowsAsMeant(
  rows: AsyncIterable<RowEvent>,
  { prices, lists, file }: { readonly prices: PriceColumns; readonly lists: Lists; readonly file: string },
): AsyncGenerator<RowEvent> {
  const read = listReader(lists);
  for await (const row of rows) yield row.kind === 'row' ? { ...row, fields: read(row.fields) } : row;
  yield* prices.warnings(file);
}

async function openFolder(folder: string, options: OpenSourceOptions): Promise<Source> {
  const { format = 'auto' } = options;
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
  return surveyed('fashion-product-images', folder, { ...options, file: join(folder, 'styles.csv'), folder });
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'pipe'> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return 'folder';
    return found.isFile() ? 'file' : 'pipe';
  } catch (error) {
    throw explainFileError(error, path);
  }
}

function isXml(text: string): boolean {
  return text.trimStart().startsWith('<');
}

/**
 * @param beginning the first text of the file
 * @throws BadInputError when it is one JSON list, which cannot be read row by row
 */
export function detectFormat(file: string, beginning: string): Exclude<FormatName, 'auto'> {
  const start = beginning.replace(/^\ufeff/, '').trimStart();
  if (start.startsWith('{') || start === '') return 'jsonl';
  if (start.startsWith('[')) {
    throw new BadInputError({
      file,
      line: 1,
      reason: /^\[\s*\]\s*$/.test(start) ? 'this is a JSON list without an item' : 'this is one JSON list',
      remedy: "write one object per line, for instance by 'jq -c .[]'",
    });
  }
  if (isXml(start)) return 'google';
  const header = headerLine(beginning);
  const delimiter = separatorOf(beginning) ?? delimiterOf(header);
  const headers = header.split(delimiter).map((cell) => cell.replaceAll('"', '').trim());
  return tableFormat(file, headers, delimiter);
}

/** Headers of WooCommerce's export that other tables do not have. */
const WOO_HEADERS = ['published', 'visibility in catalog', 'is featured?', 'parent', 'tax status', 'attribute 1 name'];

function tableFormat(file: string, headers: readonly string[], delimiter: string): Exclude<FormatName, 'auto'> {
  const plain = new Set(headers.map((header) => header.toLowerCase()));
  const woo = new Set(headers.map(wooHeader));
  const google = new Set(feedNames(headers));
  const has = (...names: string[]): boolean => names.every((name) => plain.has(name));
  if (has('id', 'articletype', 'productdisplayname') && basename(file) === 'styles.csv')
    return 'fashion-product-images';
  if (has('handle', 'title') || has('url handle', 'title')) return 'shopify';
  const isWoo = has('type', 'sku', 'name') && ['parent', 'images', 'categories'].some((name) => plain.has(name));
  const isTranslatedWoo =
    woo.has('type') &&
    woo.has('name') &&
    (woo.has('sku') || woo.has('id')) &&
    WOO_HEADERS.some((name) => woo.has(name));
  if (isWoo || isTranslatedWoo) return 'woocommerce';
  if (google.has('id') && google.has('image_link') && (google.has('link') || google.has('availability')))
    return 'google';
  return delimiter === '\t' ? 'tsv' : 'csv';
}
