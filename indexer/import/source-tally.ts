import { basename } from 'node:path';
import type { Problem, UnpublishedRow } from './formats/row.js';
import { excerpt } from './excerpt.js';
import type { ParsedRow } from './product-row.js';

/** Something about a source as a whole that its reader should know. */
export interface ImportWarning {
  /**
   * 'no-price', 'no-photo', 'no-category', 'no-product', 'ambiguous-prices', 'rounded-numbers', 'encoding', 'cut-off' or
   * 'unclosed-quote'
   */
  readonly code: string;
  readonly text: string;
}

/** What is counted of one source while it is read. */
export interface SourceTally {
  /** As the user named it. */
  readonly path: string;
  add(event: ParsedRow | UnpublishedRow | Problem): void;
  /** How many of its rows are products, or would be if the shop showed them. */
  readonly known: number;
  /** How many rows were refused, and the first of them. */
  readonly refused: number;
  readonly firstRefused: Problem | undefined;
  /** Why it cannot be known which products the source has. */
  gaps(): string[];
  /** Ids that a spreadsheet has rounded, which are no product's own. */
  readonly roundedIds: readonly string[];
  warnings(): ImportWarning[];
}

/** Excel writes numbers of more than eleven digits as 1.23457E+12, or 1,23457E+12, and keeps no more digits than these. */
const ROUNDED = /^\d(?:[.,]\d+)?E\+\d{2}$/i;

/** More rounded ids than these are no longer remembered one by one. */
const MAX_ROUNDED = 10_000;

interface Rounded {
  count: number;
  readonly line: number;
  readonly text: string;
}

/** @param columns what its columns were taken for: header -> field */
export function createSourceTally(path: string, columns: Readonly<Record<string, string>>): SourceTally {
  return new Tally(path, columns);
}

class Tally implements SourceTally {
  known = 0;
  refused = 0;
  firstRefused: Problem | undefined;
  readonly roundedIds: string[] = [];
  private products = 0;
  private readonly with = { price: 0, photo: 0, category: 0 };
  private readonly rounded = new Map<string, Rounded>();
  private withoutId = 0;
  private firstWithoutId: Problem | undefined;
  private damage: Problem | undefined;
  private readonly coded: Problem[] = [];

  constructor(
    readonly path: string,
    private readonly columns: Readonly<Record<string, string>>,
  ) {}

  add(event: ParsedRow | UnpublishedRow | Problem): void {
    if (event.kind === 'not-published') this.known++;
    else if (event.kind === 'product') this.addProduct(event);
    else if (event.kind === 'refused') this.addRefused(event);
    else if (event.code !== undefined) this.coded.push(event);
  }

  private addProduct({ product, line }: ParsedRow): void {
    this.known++;
    this.products++;
    if (product.price !== undefined) this.with.price++;
    if (product.images.length > 0) this.with.photo++;
    if (product.category !== undefined) this.with.category++;
    if (this.addRounded('id', product.id, line) && this.roundedIds.length < MAX_ROUNDED)
      this.roundedIds.push(product.id);
    for (const [name, value] of Object.entries(product.attributes)) this.addRounded(name, value, line);
  }

  private addRounded(name: string, value: unknown, line: number): boolean {
    if (typeof value !== 'string' || value.length > 24 || !ROUNDED.test(value)) return false;
    const known = this.rounded.get(name);
    if (known === undefined) this.rounded.set(name, { count: 1, line, text: value });
    else known.count++;
    return true;
  }

  private addRefused(problem: Problem): void {
    this.refused++;
    this.firstRefused ??= problem;
    if (problem.isDamage === true) this.damage ??= problem;
    if (problem.id !== undefined) return;
    this.withoutId++;
    this.firstWithoutId ??= problem;
  }

  gaps(): string[] {
    const name = this.name();
    const { damage, firstWithoutId, withoutId } = this;
    return [
      ...(damage === undefined ? [] : [`${name}, line ${damage.line}: ${damage.reason}`]),
      ...(firstWithoutId === undefined || firstWithoutId === damage
        ? []
        : [
            `${name}: ${refusedRows(withoutId)} without an id that can be read, the first in line ${firstWithoutId.line}`,
          ]),
    ];
  }

  warnings(): ImportWarning[] {
    const name = this.name();
    return [
      ...[...this.coded, ...(this.damage === undefined ? [] : [this.damage])].map((problem) => ({
        code: problem.code ?? 'damage',
        text: `${name}, line ${problem.line}: ${problem.reason}${problem.remedy === undefined ? '' : ` (${problem.remedy})`}`,
      })),
      ...[...this.rounded].map(([column, rounded]) => ({
        code: 'rounded-numbers',
        text: `${name}, line ${rounded.line}: ${roundedInWords(column, rounded)}`,
      })),
      ...(this.known === 0
        ? [{ code: 'no-product', text: `${name}: no row is a product, and ${refusedRows(this.refused)}` }]
        : []),
      ...this.lacks(),
    ];
  }

  /** What no product of the source has. */
  private lacks(): ImportWarning[] {
    if (this.products === 0) return [];
    const lacks = (['price', 'photo', 'category'] as const).filter((what) => this.with[what] === 0);
    return lacks.map((what) => {
      const field = what === 'photo' ? 'image' : what;
      const taken = Object.entries(this.columns).filter(([, of]) => of === field || of === `${field}s`);
      const why =
        taken.length === 0
          ? `no column was taken for it (name it in the recipe: "import": { "columns": { "${what}": "..." } })`
          : `the column '${excerpt(taken[0][0])}' is empty`;
      return { code: `no-${what}`, text: `${this.name()}: no product has a ${what}; ${why}` };
    });
  }

  private name(): string {
    return this.path === '-' ? 'the standard input' : basename(this.path);
  }
}

function roundedInWords(column: string, { count, text }: Rounded): string {
  const which =
    count === 1
      ? `the value '${text}' of '${excerpt(column)}' is`
      : `${count} values of '${excerpt(column)}' such as '${text}' are`;
  return `${which} rounded by a spreadsheet, and no longer what the shop has (format the column as text, then save it)`;
}

function refusedRows(count: number): string {
  return count === 1 ? '1 row was refused' : `${count} rows were refused`;
}
