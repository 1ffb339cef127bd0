import {
  PRICE_FIELDS,
  columnsOf,
  planColumns,
  type ColumnField,
  type ColumnPlan,
  type PlannedColumn,
} from './columns.js';
import { attributeName, withId, type Problem, type ReadOptions, type RowEvent, type SourceRow } from './row.js';
import { openTable, type TableOptions, type TableRow } from './table.js';

/** Comma-, semicolon- or bar-separated values: any table with a column for the id. */
export function readCsv(file: string, options: ReadOptions = {}): AsyncGenerator<RowEvent> {
  return readMapped(file, options, {});
}

/** Tab-separated values. */
export function readTsv(file: string, options: ReadOptions = {}): AsyncGenerator<RowEvent> {
  return readMapped(file, options, { delimiter: '\t' });
}

async function* readMapped(file: string, options: ReadOptions, tableOptions: TableOptions): AsyncGenerator<RowEvent> {
  const { headers, rows } = await openTable(file, tableOptions);
  const plan = planColumns(file, headers, options.columns);
  options.onColumns?.(columnsOf(plan));
  const idColumn = plan.findIndex(({ field }) => field === 'id');
  for await (const row of rows) {
    yield row.kind === 'cells' ? rowOf(file, row, { plan, options }) : withId(row, idColumn);
  }
}

/**
 * 'attributes' and 'boxes' hold JSON; 'images' holds a JSON list or paths between bars, commas or semicolons; 'image'
 * holds one path, whatever characters it has.
 */
function rowOf(
  file: string,
  { line, cells }: TableRow,
  { plan, options }: { readonly plan: ColumnPlan; readonly options: ReadOptions },
): SourceRow | Problem {
  const fields = new Map<string, unknown>();
  for (const [i, column] of plan.entries()) {
    const { field, name } = column;
    const cell = PRICE_FIELDS.has(field ?? '') ? priceText(column, cells[i], { line, options }) : cells[i];
    if (cell === '') continue;
    try {
      fields.set(field ?? attributeName(name), field === undefined ? cell : fieldValue(field, cell));
    } catch (error) {
      const reason = `this is no JSON: ${(error as Error).message}`;
      return { kind: 'refused', file, line, field: name, reason, remedy: 'write JSON, or leave the cell empty' };
    }
  }
  return { kind: 'row', file, line, fields };
}

/** With the currency that the header names, unless the cell names one. */
function priceText(
  { name, currency }: PlannedColumn,
  cell: string,
  { line, options }: { readonly line: number; readonly options: ReadOptions },
): string {
  const text = options.readPrice?.(name, cell, line) ?? cell;
  return currency !== undefined && /^[\d.,]+$/.test(text) ? `${text} ${currency}` : text;
}

function fieldValue(field: ColumnField, cell: string): unknown {
  if (field === 'attributes' || field === 'boxes') return JSON.parse(cell) as unknown;
  if (field === 'images') return splitList(cell);
  return cell;
}

function splitList(cell: string): unknown {
  if (cell.startsWith('[')) return JSON.parse(cell) as unknown;
  return cell.split(cell.includes('|') ? '|' : /[,;]/);
}
