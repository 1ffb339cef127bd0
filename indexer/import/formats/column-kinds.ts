/** What a cell can be told to be without knowing its column. */
type CellKind = 'number' | 'address' | 'code';

const CELL_KINDS: readonly CellKind[] = ['number', 'address', 'code'];

const TESTS: Readonly<Record<CellKind, RegExp>> = {
  /** 12, -3, 1.299,00 €, $5, USD 15 */
  number: /^(?:\p{Sc}|[A-Z]{3})?\s*-?\d[\d.,'’\s]*(?:\p{Sc}|[A-Z]{3}|%)?$/u,
  address: /^(?:https?:)?\/\/\S+$/i,
  /** An article number: a word with a digit. */
  code: /^(?=\S*\d)[\p{L}\d._/#-]+$/u,
};

/** So many cells must be of one kind, and none of another, before a column is taken to be of it. */
const ENOUGH = 3;

/**
 * Learns from the rows of a table what its columns hold, in order to tell rows from lines of text that have the same
 * number of commas.
 */
export class ColumnKinds {
  private seen: number[] = [];
  private readonly counts = new Map<CellKind, number[]>(CELL_KINDS.map((kind) => [kind, []]));
  private rows = 0;

  learn(cells: readonly string[]): void {
    if (this.rows >= 1000) return;
    this.rows++;
    for (const [i, cell] of cells.entries()) {
      if (cell === '') continue;
      this.seen[i] = (this.seen[i] ?? 0) + 1;
      for (const [kind, counts] of this.counts) if (TESTS[kind].test(cell)) counts[i] = (counts[i] ?? 0) + 1;
    }
  }

  /**
   * @returns how many cells are of the kind that their column is known for; undefined when a cell is of another kind
   */
  likeness(cells: readonly string[]): number | undefined {
    let alike = 0;
    for (const [i, cell] of cells.entries()) {
      const kind = this.kindOf(i);
      if (kind === undefined || cell === '') continue;
      if (!TESTS[kind].test(cell)) return undefined;
      alike++;
    }
    return alike;
  }

  private kindOf(column: number): CellKind | undefined {
    const seen = this.seen[column] ?? 0;
    if (seen < ENOUGH) return undefined;
    return CELL_KINDS.find((kind) => this.counts.get(kind)![column] === seen);
  }
}
