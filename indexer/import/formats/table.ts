import { Readable, pipeline } from 'node:stream';
import { CsvError, parse, type Parser } from 'csv-parse';
import { BadInputError } from '../../../src/errors.js';
import { latinWarning } from './encoding-warning.js';
import type { Problem } from './row.js';
import { readText } from './text.js';

/** A text table, with the first row that is not blank as its header. */
export interface Table {
  readonly headers: readonly string[];
  readonly rows: AsyncIterable<TableRow | Problem>;
}

export interface TableRow {
  readonly kind: 'cells';
  /** Line (from 1) where the row begins; a quoted cell may go over several lines. */
  readonly line: number;
  /** As many as there are headers, trimmed. */
  readonly cells: readonly string[];
}

export interface TableOptions {
  /** Found in the header by default. */
  readonly delimiter?: string | undefined;
  /**
   * What to do with a row that has more cells than the header. Refused by default; 'join-last' takes them as parts
   * of the last cell, for files that never quoted its commas.
   */
  readonly surplus?: 'refuse' | 'join-last' | undefined;
}

/** A row of more characters is a quote that was never closed. */
const MAX_ROW_CHARACTERS = 16 * 1024 * 1024;

/**
 * Opens a CSV or TSV file for reading row by row.
 * @throws BadInputError when it is empty; while reading, when a quote is never closed
 */
export async function openTable(file: string, options: TableOptions = {}): Promise<Table> {
  const records = readRecords(file, options.delimiter ?? (await findDelimiter(file)));
  const early: Problem[] = [];
  for (;;) {
    const next = await records.next();
    if (next.done === true) {
      throw new BadInputError({ file, reason: 'the file is empty', remedy: 'write a row of headers and products' });
    }
    const record = next.value;
    if (record.kind === 'cells') {
      return { headers: record.cells, rows: rowsOf(file, { ...options, headers: record.cells, records, early }) };
    }
    early.push(record);
  }
}

/** The first bytes' text, at most some 250,000 characters, without reading the rest; '' for an empty file. */
export async function readBeginning(file: string): Promise<string> {
  for await (const { text } of readText(file)) return text;
  return '';
}

async function findDelimiter(file: string): Promise<string> {
  return delimiterOf(headerLine(await readBeginning(file)));
}

/** The first line that is not blank. */
export function headerLine(text: string): string {
  return text.split(/\r\n|\n|\r/, 50).find((line) => line.trim() !== '') ?? '';
}

/** The most frequent of tab, comma, semicolon and bar outside quotes; the first of them when there is a tie. */
export function delimiterOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '');
  const counts = ['\t', ',', ';', '|'].map((mark) => ({ mark, count: bare.split(mark).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).mark;
}

interface RowsOptions extends TableOptions {
  readonly headers: readonly string[];
  readonly records: AsyncIterable<TableRow | Problem>;
  readonly early: readonly Problem[];
}

async function* rowsOf(
  file: string,
  { headers, records, early, surplus = 'refuse' }: RowsOptions,
): AsyncGenerator<TableRow | Problem> {
  yield* early;
  for await (const record of records) {
    if (record.kind !== 'cells' || record.cells.length === headers.length) {
      yield record;
      continue;
    }
    const { line, cells } = record;
    const extra = cells.slice(headers.length);
    if (cells.length > headers.length && extra.every((cell) => cell === '')) {
      yield { ...record, cells: cells.slice(0, headers.length) };
    } else if (extra.length > 0 && surplus === 'join-last') {
      const last = cells.slice(headers.length - 1).join(', ');
      yield { ...record, cells: [...cells.slice(0, headers.length - 1), last] };
    } else {
      yield {
        ...{ kind: 'refused', file, line },
        reason: `the row has ${cells.length} cells, the header has ${headers.length}`,
        remedy: 'put quotes around cells that hold the delimiter, and write empty cells too',
      };
    }
  }
}

/** Rows that are not blank, with their lines. */
async function* readRecords(file: string, delimiter: string): AsyncGenerator<TableRow | Problem, void> {
  const warnings: Problem[] = [];
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: MAX_ROW_CHARACTERS,
    record_delimiter: ['\r\n', '\n', '\r'],
  });
  // The callback is required; the loop below gets the same error from the parser.
  pipeline(Readable.from(textOf(file, warnings)), parser, () => undefined);
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<ParsedRecord>) {
      if (warnings.length > 0) yield* warnings.splice(0);
      const cells = record.map((cell) => cell.trim());
      if (cells.some((cell) => cell !== '')) yield { kind: 'cells', line, cells };
      line = info.lines + 1;
    }
    yield* warnings.splice(0);
  } catch (error) {
    throw error instanceof CsvError ? explainCsvError(error, file, line) : error;
  } finally {
    destroyQuietly(parser);
  }
}

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

async function* textOf(file: string, warnings: Problem[]): AsyncGenerator<string> {
  let warned = false;
  for await (const { text, latinLine } of readText(file)) {
    if (latinLine !== undefined && !warned) warnings.push(latinWarning(file, latinLine));
    warned ||= latinLine !== undefined;
    yield text;
  }
}

/** A reader that stops early leaves the parser behind; what it says then concerns nobody. */
function destroyQuietly(parser: Parser): void {
  parser.on('error', () => undefined);
  parser.destroy();
}

function explainCsvError(error: CsvError, file: string, line: number): BadInputError {
  const unclosed = error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE';
  return new BadInputError({
    file,
    line,
    reason: unclosed ? 'a quote in the row that begins here is never closed' : error.message,
    remedy: 'close the quote, or double it where it means itself; the products before this line are in',
    cause: error,
  });
}
