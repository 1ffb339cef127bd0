import type { Problem, ReadOptions, RowEvent } from './row.js';
import { encodingWarning } from './encoding-warning.js';
import { readText } from './text.js';

/**
 * JSON lines: one product object per line, plain or gzipped. Blank lines are passed over.
 * `columns` renames fields: `{ "title": "name" }` reads the title from "name".
 */
export async function* readJsonLines(file: string, { columns = {} }: ReadOptions = {}): AsyncGenerator<RowEvent> {
  const names = new Map(Object.entries(columns).map(([field, name]) => [name, field === 'photo' ? 'image' : field]));
  let rest = '';
  let line = 1;
  let warned = false;
  for await (const chunk of readText(file)) {
    if (chunk.legacy !== undefined && !warned) yield encodingWarning(file, chunk.legacy);
    warned ||= chunk.legacy !== undefined;
    const lines = (rest + chunk.text).split('\n');
    rest = lines.pop()!;
    for (const text of lines) {
      if (text.trim() !== '') yield rowOf(text, { file, line, names });
      line++;
    }
  }
  if (rest.trim() !== '') yield rowOf(rest, { file, line, names });
}

interface Place {
  readonly file: string;
  readonly line: number;
  readonly names: ReadonlyMap<string, string>;
}

function rowOf(text: string, { file, line, names }: Place): RowEvent {
  const refused = (reason: string, remedy: string): Problem => ({ kind: 'refused', file, line, reason, remedy });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refused(`this is no JSON: ${(error as Error).message}`, 'write one JSON object per line');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refused('this is JSON, but no object', 'write one product per line: {"id": "...", "title": "..."}');
  }
  const fields = new Map<string, unknown>();
  for (const [name, field] of Object.entries(value)) fields.set(names.get(name) ?? name, field);
  return { kind: 'row', file, line, fields };
}
