import CliTable from 'cli-table3';
import { printable, printableLines } from '../../src/printable.js';

export type Cell = string | number | undefined;

/**
 * A table for people: a head, a rule, rows. Numbers are set flush right, missing values stay empty.
 * @param widths the most characters of a column, by its position; longer text is cut with an ellipsis
 */
export function table(
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  widths: readonly number[] = [],
): string {
  const drawn = new CliTable({
    head: [...head],
    chars: RULES,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
    colAligns: head.map((_, column) => (rows.some((row) => typeof row[column] === 'string') ? 'left' : 'right')),
  });
  for (const row of rows) drawn.push(head.map((_, column) => cut(cellText(row[column]), widths[column])));
  return drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Name and value, one pair a line, values aligned. Pairs without a value are left out; a value may have several lines. */
export function pairs(entries: readonly (readonly [name: string, value: Cell])[]): string {
  const present = entries.filter(([, value]) => value !== undefined);
  const width = Math.max(0, ...present.map(([name]) => name.length));
  return present.map(([name, value]) => `${name.padEnd(width)}  ${printableLines(cellText(value))}`).join('\n');
}

/** Nothing but a rule under the head, two spaces between columns. */
const RULES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '─',
  'mid-mid': '──',
  right: '',
  'right-mid': '',
  middle: '  ',
};

function cellText(cell: Cell): string {
  return typeof cell === 'number' ? cell.toLocaleString('en') : (cell ?? '');
}

const characters = new Intl.Segmenter();

function cut(text: string, limit = Number.POSITIVE_INFINITY): string {
  const line = printable(text.replace(/\s+/g, ' '));
  if (line.length <= limit) return line;
  const kept = Array.from(characters.segment(line), ({ segment }) => segment);
  return kept.length <= limit ? line : `${kept.slice(0, limit - 1).join('')}…`;
}
