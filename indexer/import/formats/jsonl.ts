import { excerpt } from '../excerpt.js';
import { PRICE_FIELDS, columnsOf, planFields } from './columns.js';
import { encodingWarning } from './encoding-warning.js';
import { isProductField, type Problem, type ReadOptions, type RowEvent } from './row.js';
import { readText } from './text.js';

/** More names than these are no fields: what a feed uses for its fields comes early. */
const MAX_NAMES = 5000;

/** What the objects of a file have in common, found before they are read as products. */
export interface JsonFields {
  /** Names that are to be read as fields: 'name' -> 'title'. */
  readonly names: ReadonlyMap<string, string>;
  readonly columns: Readonly<Record<string, string>>;
}

/**
 * Decides which names of the objects are which fields: a product's own names, then those that tables have for them, as
 * far as no object has the field's own name.
 */
export function planJsonFields(names: Iterable<string>, columns: Readonly<Record<string, string>> = {}): JsonFields {
  const all = [...names].slice(0, MAX_NAMES);
  const plan = planFields([...all.filter(isProductField), ...all.filter((name) => !isProductField(name))], columns);
  const fields = new Map<string, string>();
  for (const { name, field } of plan) if (field !== undefined && field !== name) fields.set(name, field);
  for (const [field, name] of Object.entries(columns)) fields.set(name, field === 'photo' ? 'image' : field);
  return { names: fields, columns: columnsOf(plan) };
}

/**
 * JSON lines: one product object per line, plain or gzipped. Blank lines are passed over.
 * `columns` renames fields: `{ "title": "name" }` reads the title from "name".
 */
export async function* readJsonLines(
  file: string,
  options: ReadOptions & { readonly fields?: JsonFields | undefined } = {},
): AsyncGenerator<RowEvent> {
  const { names, columns } = options.fields ?? planJsonFields([], options.columns);
  options.onColumns?.(columns);
  let rest = '';
  let line = 1;
  let warned = false;
  for await (const chunk of readText(file)) {
    if (chunk.legacy !== undefined && !warned) yield encodingWarning(file, chunk.legacy);
    warned ||= chunk.legacy !== undefined;
    const lines = (rest + chunk.text).split('\n');
    rest = lines.pop()!;
    for (const text of lines) {
      if (text.trim() !== '') yield rowOf(text, { file, line, names, options });
      line++;
    }
  }
  if (rest.trim() === '') return;
  const last = rowOf(rest, { file, line, names, options });
  // Behind a line that is cut off there may have been others.
  yield last.kind === 'refused' && last.id === undefined ? { ...last, code: 'cut-off', isDamage: true } : last;
}

interface Place {
  readonly file: string;
  readonly line: number;
  readonly names: ReadonlyMap<string, string>;
  readonly options: ReadOptions;
}

function rowOf(text: string, { file, line, names, options }: Place): RowEvent {
  const refused = (reason: string, remedy: string): Problem => ({ kind: 'refused', file, line, reason, remedy });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refused(`this is no JSON: ${excerpt((error as Error).message, 120)}`, 'write one JSON object per line');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refused('this is JSON, but no object', 'write one product per line: {"id": "...", "title": "..."}');
  }
  const fields = new Map<string, unknown>();
  for (const [name, content] of Object.entries(value)) {
    const field = names.get(name) ?? name;
    const isText = PRICE_FIELDS.has(field) && typeof content === 'string';
    fields.set(field, isText ? (options.readPrice?.(name, content, line) ?? content) : content);
  }
  return { kind: 'row', file, line, fields };
}
