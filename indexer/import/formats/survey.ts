import { BadInputError } from '../../../src/errors.js';
import { throwIfCancelled } from '../../../src/progress.js';
import { PRICE_FIELDS, planFields } from './columns.js';
import { planJsonFields, type JsonFields } from './jsonl.js';
import { ListSurvey, type Lists } from '../lists.js';
import { PriceColumns } from './price-columns.js';
import type { ReadOptions, RowReader } from './row.js';

/** What must be known of a whole source before its first row can be read rightly. */
export interface Survey {
  readonly prices: PriceColumns;
  /** The fields that hold lists which are written as texts. */
  readonly lists: Lists;
  /** Which column is taken for what: header -> field, or 'attributes'. */
  readonly columns: Readonly<Record<string, string>>;
  /** Of JSON lines only. */
  readonly fields: JsonFields | undefined;
}

export interface SurveyOptions extends ReadOptions {
  readonly isJson: boolean;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads a source once, without making products of it: the last price of a file may say how the first is to be read.
 * A damage on the way is told when the source is read again, behind the rows before it.
 * @throws BadInputError when the source has no row at all; CancelledError
 */
export async function surveySource(
  file: string,
  read: RowReader,
  { isJson, signal, ...options }: SurveyOptions,
): Promise<Survey> {
  const prices = new PriceColumns();
  const lists = new ListSurvey();
  const names = new Set<string>();
  let columns: Readonly<Record<string, string>> = {};
  let rows = 0;
  const readPrice = (column: string, text: string): string => {
    prices.note(column, text);
    return text;
  };
  const onColumns = (found: Readonly<Record<string, string>>): void => {
    columns = found;
  };
  const isPrice = priceNames(options.columns);
  try {
    const reading = isJson ? read(file, {}) : read(file, { ...options, readPrice, onColumns });
    for await (const event of reading) {
      throwIfCancelled(signal);
      if (event.kind !== 'warning') rows++;
      if (event.kind === 'row') lists.note(event.fields);
      if (!isJson || event.kind !== 'row') continue;
      for (const [name, value] of event.fields) {
        names.add(name);
        if (typeof value === 'string' && isPrice(name)) prices.note(name, value);
      }
    }
  } catch (error) {
    if (rows === 0 || !(error instanceof BadInputError)) throw error;
  }
  if (rows === 0) throw withoutRows(file, isJson);
  const fields = isJson ? planJsonFields(names, options.columns) : undefined;
  return { prices, lists: lists.lists(fields?.names), columns: fields?.columns ?? columns, fields };
}

/** @returns whether a name of a JSON object may hold a price */
function priceNames(columns: ReadOptions['columns']): (name: string) => boolean {
  const known = new Map<string, boolean>();
  return (name) => {
    const isKnown = known.get(name) ?? PRICE_FIELDS.has(planFields([name], columns)[0].field ?? '');
    known.set(name, isKnown);
    return isKnown;
  };
}

function withoutRows(file: string, isJson: boolean): BadInputError {
  return new BadInputError({
    file,
    reason: isJson ? 'the file has only blank lines' : 'the file has a header and no row below it',
    remedy: 'look at what should have written it; a catalog has a row for each product',
  });
}
