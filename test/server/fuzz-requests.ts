import { METHODS } from 'node:http';
import type { Random } from '../../src/random.js';
import type { OpenApi, Parameter, Placed, Schema } from './openapi.js';

/** A request as it goes out: nothing is encoded or added any more. */
export interface FuzzedRequest {
  readonly operation: Placed;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Whether the client goes away before all of the body is sent. */
  readonly isCut: boolean;
  /** Whether somebody has tampered with the address: whatever stands there now may answer. */
  readonly isBent: boolean;
}

/** What requests are made of, besides chance. */
export interface FuzzIngredients {
  readonly document: OpenApi;
  readonly operations: readonly Placed[];
  /** Ids of products that are there, and of others. */
  readonly ids: readonly string[];
  /** Encoded photos, to be sent whole and damaged. */
  readonly photos: readonly Buffer[];
}

const TEXTS = [
  ...[
    '',
    ' ',
    'red shirt',
    'a'.repeat(401),
    '\0',
    '\u202e',
    '"',
    "'",
    '*',
    'NEAR(a b)',
    '-',
    '^title:x',
    '(((',
    '%',
    '_',
  ],
  ...[
    '👨‍👩‍👧',
    'e\u0301',
    '靴',
    'ﷺ'.repeat(90),
    '../..',
    '%2e%2e',
    '__proto__',
    'constructor',
    '{}',
    '[]',
    'null',
    '\ufffd',
  ],
  ...[
    'color=Red',
    'color=',
    '=x',
    'price<50',
    'price=10..50',
    'price=..',
    'price<1e999',
    'price<NaN',
    'brand=a=b',
    'x'.repeat(5000),
  ],
];
const NUMBERS = [
  '0',
  '1',
  '-1',
  '24',
  '100',
  '101',
  '1000000',
  '1000001',
  '1e3',
  '0x10',
  '1.5',
  'NaN',
  '',
  ' 1',
  '9'.repeat(30),
];
const VALUES: readonly unknown[] = [
  ...[null, true, 0, -1, 1.5, 1e308, '', 'x', [], {}, [[[]]], [null], { a: 1 }, 'x'.repeat(20_000), '\ud800', '\0'],
  ...[['color=Red', 'price<50'], { words: 1e9 }, [0, 0, 1, 1], [-5, -5, 1e9, 1e9], [0, 0, 0, 0], ['words', 'words']],
];
const TYPES = [
  ...[
    'application/json',
    'application/x-ndjson',
    'image/jpeg',
    'image/png',
    'image/svg+xml',
    'text/plain',
    '',
    'a/b/c',
  ],
  ...[
    'multipart/form-data; boundary=b',
    'multipart/form-data',
    'application/json; charset=utf-16',
    'image/*',
    'IMAGE/JPEG',
  ],
];
const HEADERS: readonly (readonly [name: string, values: readonly string[]])[] = [
  ['accept', ['*/*', 'text/html', 'application/xml', 'nonsense']],
  ['accept-encoding', ['gzip', 'br;q=0', '*']],
  ['content-encoding', ['gzip', 'identity', 'br', 'x']],
  ['if-none-match', ['*', '"x"', 'W/']],
  ['range', ['bytes=0-0', 'bytes=-1', 'bytes=9-1', 'x']],
  ['last-event-id', ['1', 'x-1', '9'.repeat(40), '-1']],
  ['x-request-id', ['mine', 'é', 'a b', 'x'.repeat(500)]],
  ['authorization', ['Bearer', 'Bearer x', 'Basic eDp5']],
  ['origin', ['http://localhost', 'null', 'https://elsewhere.example']],
  ['cookie', ['a=b', 'x'.repeat(4000)]],
  ['x-forwarded-for', ['203.0.113.7', ',,,']],
  ['x-http-method-override', ['DELETE']],
];
const ODD_METHODS = METHODS.filter((method) => method !== 'CONNECT');

/** Makes a request to one of the operations: mostly nearly right, so that it gets beyond the first check. */
export function fuzzedRequest(random: Random, ingredients: FuzzIngredients): FuzzedRequest {
  const operation = random.pick(ingredients.operations);
  const isOdd = (share: number): boolean => random.next() < share;
  const method = isOdd(0.05) ? random.pick(ODD_METHODS) : isOdd(0.05) ? 'HEAD' : operation.method;
  const { type, body } = bodyFor(operation, random, ingredients);
  const headers: Record<string, string> = {
    host: 'localhost',
    ...(type === undefined ? {} : { 'content-type': type }),
  };
  for (const [name, values] of HEADERS) if (isOdd(0.04)) headers[name] = latin1(random.pick(values));
  const [path, isBent] = [pathOf(operation, random, ingredients), isOdd(0.06)];
  const isCut = body.length > 1 && isOdd(0.06);
  return { operation, method, path: isBent ? bent(path, random) : path, headers, body, isCut, isBent };
}

function pathOf({ url, parameters = [] }: Placed, random: Random, { ids }: FuzzIngredients): string {
  const path = url.replace(/\{(\w+)\}/g, (_all, name: string) => {
    const texts = name === 'position' ? NUMBERS : name === 'id' ? [...ids, ...TEXTS] : TEXTS;
    return encodeURIComponent(random.next() < 0.6 && name === 'id' ? random.pick(ids) : random.pick(texts)) || '%20';
  });
  const query = parameters
    .filter((parameter) => parameter.in === 'query' && random.next() < 0.4)
    .flatMap((parameter) => writtenParameter(parameter, random));
  if (random.next() < 0.03) query.push([random.pick(['nonsense', '__proto__', 'limit', 'q', '']), '1']);
  const search = new URLSearchParams(query).toString();
  return search === '' ? path : `${path}?${search}`;
}

function writtenParameter({ name, schema, explode }: Parameter, random: Random): [string, string][] {
  const times = explode === true ? random.integer(4) : 1;
  return Array.from({ length: times }, () => [name, writtenValue(schema, random)]);
}

function writtenValue(schema: Schema, random: Random): string {
  const example = schema.example ?? schema.items?.example;
  if (random.next() < 0.5 && example !== undefined) return JSON.stringify(example).replace(/[[\]"]/g, '');
  if (schema.enum !== undefined && random.next() < 0.7) return String(random.pick(schema.enum));
  return random.pick(schema.type === 'integer' || schema.type === 'number' ? NUMBERS : TEXTS);
}

/** An address that somebody has tampered with. */
function bent(path: string, random: Random): string {
  const at = random.integer(path.length);
  const piece = random.pick(['%', '%00', '%ff', '/../', '//', '/', '?', ';', '..', '%2f', '&', '=', '[]', 'é', '\\']);
  return latin1(`${path.slice(0, at)}${piece}${path.slice(at)}`).replace(/[^\x21-\xff]/g, '');
}

interface Body {
  readonly type: string | undefined;
  readonly body: Buffer;
}

function bodyFor(operation: Placed, random: Random, ingredients: FuzzIngredients): Body {
  const { content } = operation.requestBody ?? {};
  if (content === undefined || random.next() < 0.05) {
    return random.next() < 0.9
      ? { type: undefined, body: Buffer.alloc(0) }
      : { type: random.pick(TYPES), body: noise(random) };
  }
  const [type, { schema }] = random.pick(Object.entries(content));
  const body = bodyOf(type, schema, random, ingredients);
  return { ...body, type: random.next() < 0.06 ? random.pick(TYPES) : body.type };
}

function bodyOf(type: string, schema: Schema, random: Random, ingredients: FuzzIngredients): Body {
  const { photos, document } = ingredients;
  if (type === 'image/*') return { type: 'image/jpeg', body: damaged(random.pick(photos), random) };
  if (type === 'multipart/form-data') {
    return { type: `${type}; boundary=b`, body: damaged(formOf(random.pick(photos), random), random) };
  }
  const example = document.components.schemas[schema.$ref?.split('/').at(-1) ?? '']?.example ?? {};
  const json = (): string => JSON.stringify(mutated(example, random));
  if (!type.includes('ndjson')) return { type, body: damaged(Buffer.from(json()), random) };
  const lines = Array.from({ length: 1 + random.integer(20) }, json).join(random.pick(['\n', '\r\n', '\n\n']));
  return { type, body: damaged(Buffer.from(lines), random) };
}

function formOf(photo: Buffer, random: Random): Buffer {
  const query = JSON.stringify(mutated({ words: 'red', region: [1, 2, 30, 40], limit: 3 }, random));
  const part = (head: string, value: Buffer | string): Buffer =>
    Buffer.concat([
      Buffer.from(`--b\r\ncontent-disposition: form-data; ${head}\r\n\r\n`),
      Buffer.from(value),
      Buffer.from('\r\n'),
    ]);
  const parts = [
    part('name="photo"; filename="a.jpg"', damaged(photo, random)),
    ...(random.next() < 0.15 ? [part('name="file"; filename="a.csv"', 'id,title\n1,hat\n')] : []),
    ...(random.next() < 0.5 ? [part('name="query"', query)] : []),
    ...(random.next() < 0.3
      ? [part('name="text"', random.pick(TEXTS)), part('name="limit"', random.pick(NUMBERS))]
      : []),
    ...(random.next() < 0.05 ? [part(`name="${'x'.repeat(300)}"`, noise(random))] : []),
  ];
  return Buffer.concat([...random.shuffle(parts), Buffer.from(random.next() < 0.95 ? '--b--\r\n' : '')]);
}

/** The same value with a piece of it replaced, left out or added, or as it is. */
function mutated(value: unknown, random: Random): unknown {
  const chance = random.next();
  if (chance < 0.25) return value;
  if (chance < 0.3) return random.pick(VALUES);
  if (Array.isArray(value)) return value.map((item: unknown) => (random.next() < 0.3 ? mutated(item, random) : item));
  if (typeof value !== 'object' || value === null) return random.pick([...VALUES, ...TEXTS, value]);
  const entries = Object.entries(value);
  if (chance < 0.4) entries.splice(random.integer(entries.length), 1);
  else if (chance < 0.5)
    entries.push([random.pick(['nonsense', '__proto__', 'images', 'attributes', 'limit']), random.pick(VALUES)]);
  else if (entries.length > 0) {
    const at = random.integer(entries.length);
    entries[at] = [entries[at][0], mutated(entries[at][1], random)];
  }
  return Object.fromEntries(entries);
}

/** The same bytes, most of the time; else some are changed, cut off, or there twice. */
function damaged(bytes: Buffer, random: Random): Buffer {
  const chance = random.next();
  if (chance < 0.7 || bytes.length === 0) return bytes;
  if (chance < 0.8) return bytes.subarray(0, random.integer(bytes.length));
  if (chance < 0.85) return Buffer.concat([bytes, bytes]);
  const changed = Buffer.from(bytes);
  for (let i = 0; i <= random.integer(20); i++) changed[random.integer(changed.length)] = random.integer(256);
  return changed;
}

function noise(random: Random): Buffer {
  return Buffer.from(Array.from({ length: random.integer(2000) }, () => random.integer(256)));
}

function latin1(text: string): string {
  return text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?');
}
