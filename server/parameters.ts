import { z } from 'zod';
import { BadInputError } from '../src/index.js';

/** Parameters that may be repeated in an address; other lists are written with commas. */
export const REPEATED: ReadonlySet<string> = new Set(['filter', 'facet', 'alternative', 'literal']);

/**
 * Reads the parameters of an address by the schema that documents them: '24' is a number where a number is expected,
 * `filter=a&filter=b` and `modes=words,image` are lists.
 * @throws BadInputError for an unknown parameter, with the nearest known one, and for values out of range
 */
export function readParameters<Schema extends z.ZodObject>(schema: Schema, written: URLSearchParams): z.output<Schema> {
  const values = new Map<string, unknown>();
  for (const name of new Set(written.keys())) {
    const field = Object.hasOwn(schema.shape, name) ? (schema.shape[name] as z.ZodType) : undefined;
    values.set(name, field === undefined ? '' : readParameter(name, field, written.getAll(name)));
  }
  return checked(schema, Object.fromEntries(values));
}

/** The same for the parts of a path. */
export function readPath<Schema extends z.ZodObject>(
  schema: Schema,
  parts: Readonly<Record<string, string | string[]>>,
): z.output<Schema> {
  const one = (part: string | string[]): string => (Array.isArray(part) ? part.join('/') : part);
  return readParameters(
    schema,
    new URLSearchParams(Object.entries(parts).map(([name, part]): [string, string] => [name, one(part)])),
  );
}

/**
 * Checks a value against its schema.
 * @throws BadInputError that names the first wrong field
 */
export function checked<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (issue.code === 'unrecognized_keys') throw unknownKey(schema, issue.keys[0], issue.path);
  throw new BadInputError({
    field: issue.path.length > 0 ? issue.path.join('.') : undefined,
    reason: issue.message,
    remedy: 'see /docs',
    cause: result.error,
  });
}

function readParameter(name: string, field: z.ZodType, written: readonly string[]): unknown {
  const inner = unwrapped(field);
  const isList = inner instanceof z.ZodArray || inner instanceof z.ZodTuple;
  if (isList && REPEATED.has(name)) return written;
  if (written.length > 1) {
    throw new BadInputError({ field: name, reason: 'it is given more than once', remedy: 'give it once' });
  }
  if (inner instanceof z.ZodBoolean) return booleanIn(written[0]);
  if (!isList) return inner instanceof z.ZodNumber ? numberIn(written[0]) : written[0];
  const parts = written[0].split(',');
  return inner instanceof z.ZodTuple ? parts.map(numberIn) : parts;
}

/** A number as people write them; anything else stays text, and the schema complains. */
function numberIn(text: string): unknown {
  return /^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : text;
}

/** 'true' or 'false'; anything else stays text, and the schema complains. */
function booleanIn(text: string): unknown {
  return text === 'true' || text === 'false' ? text === 'true' : text;
}

function unwrapped(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional || schema instanceof z.ZodReadonly) {
    return unwrapped(schema.unwrap() as z.ZodType);
  }
  return schema;
}

function unknownKey(schema: z.ZodType, key: string, path: readonly PropertyKey[]): BadInputError {
  const known = schema instanceof z.ZodObject && path.length === 0 ? Object.keys(schema.shape) : [];
  const remedy = known.length > 0 ? `known are ${known.join(', ')}` : 'leave it out';
  return new BadInputError({ field: [...path, key.slice(0, 100)].join('.'), reason: 'this is not known here', remedy });
}
