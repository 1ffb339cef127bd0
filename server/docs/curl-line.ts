import type { Operation, Parameter, Schemas } from './document.js';
import { exampleOf } from './example-value.js';

/** What a reader of the page has to know to ask. */
export interface CurlOptions {
  /** Where the service is: 'http://127.0.0.1:7700'. */
  readonly base: string;
  /** Parameters that the line shows besides those that are needed. */
  readonly parameters: Readonly<Record<string, string | readonly string[]>>;
  /** The variable of the shell that holds the key; undefined where no key is needed. */
  readonly key?: 'READ_KEY' | 'WRITE_KEY' | undefined;
  readonly schemas: Schemas;
}

const FORM_FILES: Readonly<Record<string, string>> = { photo: 'photo.jpg', file: 'products.csv' };

/** Files that stand for a reader's own, by the type of the body. */
const FILES: Readonly<Record<string, string>> = { 'application/x-ndjson': 'products.jsonl' };

/** @returns one line for each kind of body that the operation takes; one where it takes none */
export function curlLines(operation: Operation, options: CurlOptions): string[] {
  const types = Object.keys(operation.body);
  if (types.length === 0) return [curlLine(operation, options)];
  return types.map((type) => curlLine(operation, options, type));
}

function curlLine(operation: Operation, options: CurlOptions, type?: string): string {
  const { method, answers } = operation;
  const answered = Object.keys(answers.at(0)?.content ?? {});
  const isImplied = method === 'get' || (method === 'post' && type !== undefined);
  return [
    'curl',
    ...(answered.includes('text/event-stream') ? ['-N'] : []),
    ...(isImplied ? [] : ['-X', method.toUpperCase()]),
    ...(options.key === undefined ? [] : ['-H', `"authorization: Bearer $${options.key}"`]),
    ...(type === undefined ? [] : bodyWords(operation, type, options.schemas)),
    ...(answered.some((one) => one.startsWith('image/')) ? ['-o', 'photo.webp'] : []),
    quoted(addressOf(operation, options, type)),
  ].join(' ');
}

function bodyWords(operation: Operation, type: string, schemas: Schemas): string[] {
  const schema = operation.body[type].schema ?? {};
  if (type === 'multipart/form-data') return formWords(schema.properties ?? {}, schemas);
  if (type === 'application/json') {
    return ['-H', quoted(`content-type: ${type}`), '-d', quoted(JSON.stringify(exampleOf(schema, schemas)))];
  }
  const isPhoto = type.startsWith('image/');
  const header = quoted(`content-type: ${isPhoto ? 'image/jpeg' : type}`);
  return ['-H', header, '--data-binary', `@${isPhoto ? 'photo.jpg' : (FILES[type] ?? 'products.csv')}`];
}

function formWords(fields: Schemas, schemas: Schemas): string[] {
  return Object.entries(fields).flatMap(([name, schema]) => {
    if (name in FORM_FILES) return ['-F', `${name}=@${FORM_FILES[name]}`];
    if (schema.example === undefined && schema.$ref === undefined) return [];
    const example = exampleOf(schema, schemas, name);
    return ['-F', quoted(`${name}=${typeof example === 'string' ? example : JSON.stringify(example)}`)];
  });
}

/** The address with the examples of its parts; parameters of the address go with bodies that are bytes alone. */
function addressOf(
  { url, parameters }: Operation,
  { base, parameters: shown, schemas }: CurlOptions,
  type?: string,
): string {
  const parts = parameters.filter((parameter) => parameter.in === 'path');
  const path = parts.reduce(
    (written, { name, schema = {} }) =>
      written.replace(`{${name}}`, encodeURIComponent(plain(exampleOf(schema, schemas, name)))),
    url,
  );
  const takesParameters = type === undefined || !(type === 'application/json' || type === 'multipart/form-data');
  const query = takesParameters ? parameters.filter((parameter) => parameter.in === 'query') : [];
  const search = query.flatMap((parameter) => writtenParameter(parameter, shown, schemas)).join('&');
  return `${base}${path}${search === '' ? '' : `?${search}`}`;
}

function writtenParameter(
  { name, required, schema = {} }: Parameter,
  shown: CurlOptions['parameters'],
  schemas: Schemas,
): string[] {
  const wanted = shown[name] ?? (required === true ? plain(exampleOf(schema, schemas, name)) : undefined);
  if (wanted === undefined) return [];
  return [wanted].flat().map((value) => `${name}=${readable(value)}`);
}

/** Encoded as a form does, but for signs that an address may hold and people want to read. */
function readable(value: string): string {
  return new URLSearchParams({ a: value })
    .toString()
    .slice(2)
    .replace(/%3D/g, '=')
    .replace(/%2C/g, ',')
    .replace(/%3A/g, ':');
}

function plain(example: unknown): string {
  return typeof example === 'string' ? example : JSON.stringify(example);
}

/** For a shell; what needs no quotes gets none. */
function quoted(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
