import { BadInputError } from '../../../src/errors.js';
import { excerpt } from '../excerpt.js';
import { encodingWarning } from './encoding-warning.js';
import type { Problem } from './row.js';
import { RowSplitter, isSeparatorLine, separatorOf, type SplitRow } from './row-splitter.js';
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

/**
 * Opens a CSV or TSV file for reading row by row.
 * @throws BadInputError when it is empty
 */
export async function openTable(file: string, options: TableOptions = {}): Promise<Table> {
  const delimiter = options.delimiter ?? (await findDelimiter(file));
  const rows = readRows(file, { delimiter, allowsSurplus: options.surplus === 'join-last' });
  const early: Problem[] = [];
  for (;;) {
    const next = await rows.next();
    if (next.done === true) {
      throw new BadInputError({ file, reason: 'the file is empty', remedy: 'write a row of headers and products' });
    }
    const row = next.value;
    if ('reason' in row) early.push(row);
    else return { headers: row.cells, rows: rowsOf(file, { ...options, headers: row.cells, rows, early }) };
  }
}

/** The first text of a file. */
export interface Beginning {
  /** At most some 250,000 characters; '' for an empty file. */
  readonly text: string;
  /** There is no more. */
  readonly isAll: boolean;
}

/** Enough to know a header and what a file is. */
const BEGINNING_CHARACTERS = 64 * 1024;

/** The text of the first bytes, without reading the rest. */
export async function readBeginning(file: string): Promise<Beginning> {
  let text = '';
  try {
    for await (const chunk of readText(file)) {
      // Whole lines come first, and what stands behind the last line end by itself.
      if (text.length >= BEGINNING_CHARACTERS) return { text, isAll: false };
      text += chunk.text;
    }
  } catch (error) {
    // A damage behind the first text is told when the reading comes to it.
    if (text === '' || !(error instanceof BadInputError)) throw error;
    return { text, isAll: false };
  }
  return { text, isAll: true };
}

async function findDelimiter(file: string): Promise<string> {
  const { text: beginning } = await readBeginning(file);
  return separatorOf(beginning) ?? delimiterOf(headerLine(beginning));
}

/** The first line that is not blank and is no 'sep=;'. */
export function headerLine(text: string): string {
  return text.split(/\r\n|\n|\r/, 50).find((line) => line.trim() !== '' && !isSeparatorLine(line)) ?? '';
}

/** The most frequent of tab, comma, semicolon and bar outside quotes; the first of them when there is a tie. */
export function delimiterOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '');
  const counts = ['\t', ',', ';', '|'].map((mark) => ({ mark, count: bare.split(mark).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).mark;
}

interface RowsOptions extends TableOptions {
  readonly headers: readonly string[];
  readonly rows: AsyncIterable<SplitRow | Problem>;
  readonly early: readonly Problem[];
}

async function* rowsOf(
  file: string,
  { headers, rows, early, surplus = 'refuse' }: RowsOptions,
): AsyncGenerator<TableRow | Problem> {
  yield* early;
  for await (const row of rows) {
    if ('reason' in row) yield row;
    else if (row.kind === 'unclosed') yield unclosedQuote(file, headers, row);
    else yield fitted(file, row, { width: headers.length, surplus });
  }
}

/** The row with as many cells as the header has, or why it has others. */
function fitted(
  file: string,
  { line, lines, cells, end }: SplitRow,
  { width, surplus }: { readonly width: number; readonly surplus: TableOptions['surplus'] },
): TableRow | Problem {
  if (end === 'in a cell') return cutOff(file, { line, cells }, 'it ends in the middle of a letter');
  if (cells.length === width) return { kind: 'cells', line, cells: cells.map(withoutFormula) };
  const extra = cells.slice(width);
  if (extra.length > 0 && extra.every((cell) => cell === '')) {
    return { kind: 'cells', line, cells: cells.slice(0, width).map(withoutFormula) };
  }
  if (extra.length > 0 && surplus === 'join-last') {
    return { kind: 'cells', line, cells: [...cells.slice(0, width - 1), cells.slice(width - 1).join(', ')] };
  }
  const counts = `the row has ${cells.length} cells, the header has ${width}`;
  if (end !== undefined && cells.length < width) return cutOff(file, { line, cells }, counts);
  const quote = cells.find((cell) => cell.includes('"'));
  return {
    ...{ kind: 'refused', file, line, cells: cells.slice(0, 1) },
    // Whether the lines of such a row are one row nobody knows.
    ...(lines > 1 ? { isDamage: true, code: 'unclosed-quote' } : {}),
    reason: quote === undefined ? counts : `${counts}; a quote stands in '${excerpt(quote)}'`,
    remedy: 'put quotes around cells that hold the delimiter, and write empty cells too',
  };
}

/** All cells but the last can be trusted. */
function cutOff(file: string, { line, cells }: Pick<SplitRow, 'line' | 'cells'>, why: string): Problem {
  return {
    ...{ kind: 'refused', code: 'cut-off', file, line, isDamage: true, cells: cells.slice(0, -1) },
    reason: `the file is cut off in this row: ${why}`,
    remedy: 'copy the file anew and import it again',
  };
}

function unclosedQuote(file: string, headers: readonly string[], { line, cells }: SplitRow): Problem {
  const column = cells.length - 1;
  return {
    ...{ kind: 'refused', code: 'unclosed-quote', file, line, isDamage: true, cells: cells.slice(0, column) },
    field: headers[column],
    reason: `the quote before '${excerpt(cells[column].replace(/^"/, ''))}' is never closed`,
    remedy: 'close the quote, or write it twice where it stands for itself',
  };
}

/** What Excel keeps from being a number is written ="0013". */
function withoutFormula(cell: string): string {
  const text = cell.startsWith('=') ? /^="((?:[^"]|"")*)"$/.exec(cell)?.[1] : undefined;
  return text === undefined ? cell : text.replaceAll('""', '"').trim();
}

/** Rows that are not blank. */
async function* readRows(
  file: string,
  options: ConstructorParameters<typeof RowSplitter>[0],
): AsyncGenerator<SplitRow | Problem, void> {
  const splitter = new RowSplitter(options);
  let warned = false;
  for await (const { text, legacy, isOpenEnded, isCutOff } of readText(file)) {
    if (legacy !== undefined && !warned) yield encodingWarning(file, legacy);
    warned ||= legacy !== undefined;
    yield* splitter.push(text);
    if (isOpenEnded === true) yield* splitter.end(isCutOff === true ? 'in a cell' : 'without a line end');
  }
  yield* splitter.end();
}
