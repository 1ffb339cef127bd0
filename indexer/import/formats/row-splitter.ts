import { ColumnKinds } from './column-kinds.js';
import { afterBlanks, findClosing, openingLength, splitLine, unquoted } from './quoted-cells.js';

/** A row of a text table, as it stands in the file. */
export interface SplitRow {
  /** 'unclosed' is a row with a quote that is never closed. */
  readonly kind: 'cells' | 'unclosed';
  /** Line (from 1) where the row begins. */
  readonly line: number;
  /** How many lines the row has. */
  readonly lines: number;
  /** Trimmed. Of an unclosed row: those before the quote, which alone can be trusted, then the cell with the quote. */
  readonly cells: readonly string[];
  /** How the file ends, of its last row, when it does not end with a line end. */
  readonly end?: OpenEnd | undefined;
}

/** 'in a cell' when it is known that the last cell was longer. */
export type OpenEnd = 'without a line end' | 'in a cell';

export interface SplitterOptions {
  readonly delimiter: string;
  /** Rows may have more cells than the header. */
  readonly allowsSurplus?: boolean | undefined;
}

/** A quote without an end is not looked for in more text than this. */
const MAX_ROW_CHARACTERS = 16 * 1024 * 1024;

/** So many whole rows behind a quote that is still open settle that it was never closed. */
const ROWS_AHEAD = 64;

const SEPARATOR_LINE = /^\ufeff?"?sep=(.?)"?[\s,;|]*$/i;

/** Whether a line is no row but tells Excel the delimiter: 'sep=;'. */
export function isSeparatorLine(line: string): boolean {
  return SEPARATOR_LINE.test(line);
}

/** The delimiter that the first line of a table names. */
export function separatorOf(text: string): string | undefined {
  const line = /^\s*([^\r\n]*)/.exec(text)?.[1] ?? '';
  const mark = SEPARATOR_LINE.exec(line)?.[1];
  return mark === '' || mark === '"' ? undefined : mark;
}

/** A quoted cell that goes over several lines. */
interface Span {
  readonly column: number;
  /** Indexes of its first and last line. */
  readonly opened: number;
  readonly closed: number;
  readonly hasBareOpening: boolean;
}

/** A row whose first line leaves a quoted cell open, as far as it has been read. */
interface Scan {
  readonly start: number;
  readonly cells: string[];
  readonly spans: Span[];
  /** Where reading goes on: a line, and an index in it. */
  line: number;
  at: number;
  /** The quoted cell that is open there, and where its text begins. */
  open: (Omit<Span, 'closed' | 'column'> & { readonly from: number }) | undefined;
  /** Index of the last line that is read. */
  last: number;
  /** All cells have been read. */
  isDone: boolean;
}

function newScan(line: number): Scan {
  return { start: line, cells: [], spans: [], line, at: 0, open: undefined, last: Infinity, isDone: false };
}

/** What became of a scan: a whole row, a quote that was never closed, or more text is needed. */
type Outcome = { readonly kind: 'row' | 'more' | 'ended' } | { readonly kind: 'slip'; readonly opened: number };

/**
 * Splits the text of a table into rows, with what a quote may mean:
 *
 *     7,"two            a quoted cell may go over several lines
 *     lines",10
 *     8,"15 inch,10     this quote is never closed: the lines below are rows like any other
 *     9,Bag,10
 *
 * Both look the same until the next quote. A cell is taken to be a slip when the lines that it would swallow are rows:
 * they have as many cells as the header, and these hold what their columns hold elsewhere. The row with the slip is
 * reported, and the next line is read. The first row that is not blank is the header, which gives the number of cells.
 */
export class RowSplitter {
  private lines: string[] = [];
  /** Index, over the whole file, of the first of `lines`. */
  private first = 0;
  /** Index of the line that the next row begins with. */
  private next = 0;
  private tail = '';
  private ended = false;
  private openEnd: OpenEnd | undefined;
  private held = 0;
  private width: number | undefined;
  private scan: Scan | undefined;
  /** No line before this one closes a quote that is open where the lines behind `next` begin. */
  private withoutClosing = 0;
  private readonly kinds = new ColumnKinds();

  constructor(private readonly options: SplitterOptions) {}

  /** @returns the rows that are whole with this text */
  push(text: string): SplitRow[] {
    const all = this.tail + text;
    // A carriage return at the end may be the first half of a line end.
    const end = all.endsWith('\r') ? all.length - 1 : all.length;
    const lines = all.slice(0, end).split(/\r\n|\n|\r/);
    this.tail = lines.pop()! + all.slice(end);
    this.add(lines);
    return this.drain();
  }

  /**
   * @param openEnd how the file ends, when it does not end with a line end
   * @returns the rows that are left at the end of the file
   */
  end(openEnd?: OpenEnd): SplitRow[] {
    this.ended = true;
    if (this.tail !== '') this.add([this.tail.replace(/\r$/, '')]);
    if (!this.tail.endsWith('\r')) this.openEnd = openEnd;
    this.tail = '';
    return this.drain();
  }

  private add(lines: readonly string[]): void {
    for (const line of lines) {
      this.lines.push(line);
      this.held += line.length;
    }
  }

  private get available(): number {
    return this.first + this.lines.length;
  }

  private lineAt(index: number): string {
    return this.lines[index - this.first];
  }

  private drain(): SplitRow[] {
    const rows: SplitRow[] = [];
    while (this.next < this.available) {
      const row = this.scan === undefined ? this.begin() : this.goOn(this.scan);
      if (row === 'more') break;
      if (row !== undefined) rows.push(row);
    }
    const done = this.lines.splice(0, this.next - this.first);
    for (const line of done) this.held -= line.length;
    this.first = this.next;
    return rows;
  }

  private begin(): SplitRow | 'more' | undefined {
    const line = this.next;
    const text = this.lineAt(line);
    if (this.width === undefined && isSeparatorLine(text)) {
      this.next++;
      return undefined;
    }
    const split = splitLine(text, this.options.delimiter);
    const isText = split.cells.length === this.width && hasPairedQuotes(split.cells[split.open ?? 0]);
    if (split.open === undefined || isText) return this.take(split.cells, line, line + 1);
    this.scan = newScan(line);
    return this.goOn(this.scan);
  }

  /** @param next index of the line behind the row */
  private take(cells: readonly string[], line: number, next: number): SplitRow | undefined {
    this.next = next;
    this.scan = undefined;
    const trimmed = cells.map((cell) => cell.trim());
    if (trimmed.every((cell) => cell === '')) return undefined;
    if (this.width === undefined) this.width = trimmed.length;
    else if (trimmed.length === this.width) this.kinds.learn(trimmed);
    const end = next === this.available ? this.openEnd : undefined;
    return { kind: 'cells', line: line + 1, lines: next - line, cells: trimmed, ...(end === undefined ? {} : { end }) };
  }

  private goOn(scan: Scan): SplitRow | 'more' | undefined {
    const outcome = scan.isDone ? DONE : this.advance(scan);
    switch (outcome.kind) {
      case 'more':
        return this.isFull ? this.giveUp(scan) : 'more';
      case 'ended':
        return this.giveUp(scan);
      case 'slip':
        return this.refuse(scan, outcome.opened, outcome.opened + 1);
      case 'row': {
        scan.isDone = true;
        const slip = this.slipIn(scan);
        if (slip === 'more') return 'more';
        if (slip === undefined) return this.take(scan.cells, scan.start, scan.line + 1);
        return this.refuse(scan, slip.opened, slip.opened + 1);
      }
    }
  }

  private get isFull(): boolean {
    return this.held > MAX_ROW_CHARACTERS;
  }

  /** Reads on, cell by cell and line by line. */
  private advance(scan: Scan): Outcome {
    const { delimiter } = this.options;
    for (;;) {
      if (scan.open !== undefined) {
        const outcome = this.close(scan, scan.open);
        if (outcome !== undefined) return outcome;
      } else {
        const text = this.lineAt(scan.line);
        const opening = openingLength(text, scan.at);
        const isQuoted = opening === 1 || (opening === 2 && findClosing(text, scan.at + opening, delimiter).at >= 0);
        if (isQuoted) {
          scan.at += opening;
          scan.open = { opened: scan.line, from: scan.at, hasBareOpening: false };
          continue;
        }
        const end = text.indexOf(delimiter, scan.at);
        scan.cells.push(text.slice(scan.at, end < 0 ? undefined : end));
        if (end < 0) return { kind: 'row' };
        scan.at = end + delimiter.length;
      }
    }
  }

  /** Looks for the end of the open cell. @returns undefined when the next cell can be read */
  private close(scan: Scan, open: NonNullable<Scan['open']>): Outcome | undefined {
    const { delimiter } = this.options;
    for (;;) {
      if (scan.line > scan.last) return { kind: 'ended' };
      if (scan.line >= this.available) return { kind: this.ended ? 'ended' : 'more' };
      const text = this.lineAt(scan.line);
      const { at, hasBareOpening } = findClosing(text, scan.at, delimiter);
      open = scan.open = {
        ...open,
        hasBareOpening: open.hasBareOpening || (hasBareOpening && scan.line > open.opened),
      };
      if (at < 0) {
        const ahead = scan.line - open.opened;
        if (ahead === ROWS_AHEAD && this.areRows(open.opened)) return { kind: 'slip', opened: open.opened };
        // The lines that an earlier search has passed in vain are not searched again.
        scan.line = Math.max(scan.line + 1, Math.min(this.withoutClosing, this.available));
        scan.at = 0;
        continue;
      }
      this.finishCell(scan, open, at);
      scan.at = afterBlanks(text, at + 1);
      if (scan.at === text.length) return { kind: 'row' };
      scan.at += delimiter.length;
      return undefined;
    }
  }

  private finishCell(scan: Scan, { opened, from, hasBareOpening }: NonNullable<Scan['open']>, at: number): void {
    const closed = scan.line;
    const parts = this.lines.slice(opened - this.first, closed - this.first + 1);
    parts[parts.length - 1] = parts[parts.length - 1].slice(0, at);
    parts[0] = parts[0].slice(from);
    if (closed > opened) scan.spans.push({ column: scan.cells.length, opened, closed, hasBareOpening });
    scan.cells.push(unquoted(parts.join('\n')));
    scan.open = undefined;
  }

  /** A quote that nothing closes in this file, or in more text than a cell can have. */
  private giveUp(scan: Scan): SplitRow | undefined {
    const opened = scan.open?.opened ?? scan.start;
    this.withoutClosing = Math.max(this.withoutClosing, this.available);
    if (this.width === undefined)
      return this.take(splitLine(this.lineAt(opened), this.options.delimiter).cells, opened, opened + 1);
    // A text that was cut off is part of its row; a quote before whole rows costs its own line only.
    const ahead = Math.min(opened + ROWS_AHEAD, this.available);
    const hasRows = !this.ended || ahead < this.available || this.rowsIn(opened + 1, ahead).whole > 0;
    return this.refuse(scan, opened, hasRows ? opened + 1 : this.available);
  }

  private refuse({ start, cells, spans }: Scan, opened: number, next: number): SplitRow {
    this.next = next;
    this.scan = undefined;
    const before = start === opened ? splitLine(this.lineAt(start), this.options.delimiter) : undefined;
    const column = spans.find((span) => span.opened === opened)?.column ?? cells.length;
    const trusted = (before?.cells ?? cells).slice(0, (before?.open ?? column) + 1);
    return { kind: 'unclosed', line: start + 1, lines: next - start, cells: trusted.map((cell) => cell.trim()) };
  }

  private isWhole(cells: readonly string[]): boolean {
    if (this.width === undefined || cells.length < this.width) return false;
    const { allowsSurplus = false } = this.options;
    return allowsSurplus || cells.slice(this.width).every((cell) => cell.trim() === '');
  }

  /** The first cell over several lines that is a quote which was never closed; 'more' when that needs more text. */
  private slipIn({ cells, spans }: Scan): Span | 'more' | undefined {
    if (this.width === undefined) return undefined;
    const isWhole = this.isWhole(cells);
    for (const span of spans) {
      // A quote where a cell could begin, or a row of another length: something is wrong with this cell.
      const isOdd = span.hasBareOpening || !isWhole;
      if (this.isSlip(span, isOdd)) return span;
      const next = isOdd ? this.beginsRow(span.opened + 1) : 'no';
      if (next === 'more') return 'more';
      if (next === 'yes') return span;
    }
    return undefined;
  }

  /** Whether a cell over several lines is a quote that was never closed, by the lines that it would swallow. */
  private isSlip({ opened, closed }: Span, isOdd: boolean): boolean {
    const { whole, others, startsWithRow, likeness } = this.rowsIn(opened + 1, closed + 1);
    if (whole === 0 || likeness === undefined) return false;
    if (isOdd) return startsWithRow || (likeness > 0 && whole >= others);
    // Nothing is wrong with it but what it says; the line with the closing quote may be no row.
    return others <= 1 && (likeness >= 2 || (likeness === 1 && whole >= 5));
  }

  /** Whether a row over several lines begins with this line, in which everything is in order. */
  private beginsRow(line: number): 'yes' | 'no' | 'more' {
    if (line >= this.available) return 'no';
    const trial = newScan(line);
    trial.last = line + ROWS_AHEAD;
    const { kind } = this.advance(trial);
    if (kind === 'more' && !this.isFull) return 'more';
    if (kind !== 'row' || !this.isWhole(trial.cells)) return 'no';
    const isOdd = trial.spans.some(({ hasBareOpening }) => hasBareOpening);
    return isOdd || this.kinds.likeness(trial.cells.map((cell) => cell.trim())) === undefined ? 'no' : 'yes';
  }

  /** Whether the lines behind the one where a quote was opened are rows, as far as they must be looked at. */
  private areRows(opened: number): boolean {
    const { others, likeness } = this.rowsIn(opened + 1, opened + ROWS_AHEAD);
    return others === 0 && likeness !== undefined;
  }

  /**
   * Looks at each line as if a row began with it.
   * @returns `whole` and `others`: lines that are rows, and that are none; blank ones are neither. `likeness`: how many
   *   cells of each of them, at least, are what their columns hold elsewhere; undefined when a cell is something else
   */
  private rowsIn(
    from: number,
    to: number,
  ): { whole: number; others: number; startsWithRow: boolean; likeness: number | undefined } {
    let [whole, others, startsWithRow] = [0, 0, false];
    let likeness: number | undefined = Infinity;
    for (let line = from; line < Math.min(to, this.available); line++) {
      const text = this.lineAt(line);
      if (text.trim() === '') continue;
      const { cells, hasInnerQuote } = splitLine(text, this.options.delimiter);
      const trimmed = cells.map((cell) => cell.trim());
      // The last line closes the quote: read by itself, it is a row only if its quotes are in order.
      const isRow = this.isWhole(trimmed) && !(line === to - 1 && hasInnerQuote);
      if (!isRow) {
        others++;
        continue;
      }
      if (whole + others === 0) startsWithRow = true;
      whole++;
      const alike = this.kinds.likeness(trimmed);
      likeness = alike === undefined || likeness === undefined ? undefined : Math.min(alike, likeness);
    }
    return { whole, others, startsWithRow, likeness };
  }
}

const DONE: Outcome = { kind: 'row' };

/** '"5" nail': the quotes belong to the text. */
function hasPairedQuotes(text: string): boolean {
  return (text.split('"').length - 1) % 2 === 0;
}
