import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after } from 'node:test';
import { pino } from 'pino';
import sharp from 'sharp';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { importCatalog } from '../../indexer/import/index.js';
import { NotReadyError } from '../../src/errors.js';
import { startAnswering, type Answering } from '../../server/answering/answering.js';
import type { Writing } from '../../server/answering/writing.js';
import { createApp, type AppOptions, type Service } from '../../server/app.js';
import { listen, type ListenOptions, type Listening } from '../../server/listen.js';
import { jsonLines, writeBelow } from '../pipeline/import-fixture.js';

/** A folder that is gone when the file's tests are done. */
export function folderOfTests(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-server-'));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Ids as catalogs have them: anything. */
export const ODD_IDS = [
  ...[
    'ärmel/ß 1',
    '%2e%2e',
    '../../etc/passwd',
    'o\'Brien"; DROP',
    '靴🥾',
    'a?b#c&d=e',
    '...',
    './',
    '/',
    '//',
    '\\..\\',
  ],
  ...[
    '%',
    '%ff',
    '+',
    ' a ',
    'a\tb\n',
    '\u202eabc',
    'e\u0301',
    'é',
    '👨‍👩‍👧',
    '__proto__',
    'current',
    ';',
    'null',
    '\u007f\u0001',
  ],
  ...['\ufeffa', '\uffff', 'ı'.repeat(1000), '𝟘'.repeat(500)],
];

/** A catalog of a dozen garments and some with odd ids, each with a photo; nothing is trained. */
export async function smallWorkspace(folder: string): Promise<string> {
  const colors = ['red', 'green', 'blue'];
  const kinds = ['shirt', 'dress', 'skirt', 'shoe'];
  const photo = await sharp({ create: { width: 300, height: 400, channels: 3, background: '#a03040' } })
    .jpeg()
    .toBuffer();
  writeBelow(folder, 'photo.jpg', photo);
  const garments = kinds.flatMap((kind, i) =>
    colors.map((color, j) => ({
      ...{ id: `${1534 + 3 * i + j}`, title: `${color} ${kind}`, color, category: `Apparel > ${kind}` },
      ...{ price: 10 + 5 * i + j, currency: 'EUR', brand: 'Ada', images: ['photo.jpg'], material: 'cotton' },
    })),
  );
  const odd = ODD_IDS.map((id) => ({ id, title: `odd hat`, images: ['photo.jpg', 'https://example.org/hat.jpg'] }));
  const workspace = join(folder, 'shop.vitrine');
  const catalog = writeBelow(folder, 'catalog.jsonl', jsonLines([...garments, ...odd]));
  await importCatalog({ workspace, sources: [catalog], photoSize: 16 });
  return workspace;
}

const nobody = (): Promise<never> => Promise.reject(new NotReadyError({ reason: 'nobody is here', remedy: 'wait' }));
const NO_CREW = { threads: 0, busy: 0, waiting: 0 };

/** Nobody who answers, and no thread: for tests of what stands beside the searching. */
const silence: Partial<Answering> = {
  ...{ search: nobody, detect: nobody, facets: nobody, suggest: nobody, product: nobody, photoPlace: nobody },
  ...{ picture: nobody, words: nobody, state: nobody, ready: nobody },
  crews: () => ({ search: NO_CREW, photo: NO_CREW }),
  recall: () => ({}),
  close: () => Promise.resolve(),
};
export const NOBODY = silence as Answering;

export interface TestService extends Listening {
  readonly answering: Answering;
  /** What the service has logged. */
  readonly log: readonly string[];
  get(path: string, init?: RequestInit): Promise<Response>;
}

export interface TestOptions extends Partial<AppOptions> {
  readonly listen?: Partial<ListenOptions>;
  readonly routes?: Service['routes'];
  readonly writing?: Writing;
  readonly answering?: Answering;
  readonly threads?: number;
}

/** A service on a free port; it is closed when the file's tests are done. */
export async function startService(workspace: string, options: TestOptions = {}): Promise<TestService> {
  const answering = options.answering ?? startAnswering({ workspace, threads: options.threads ?? 1, photoThreads: 1 });
  const log: string[] = [];
  const logger = pino({ level: 'info', base: null }, { write: (line: string) => log.push(line) });
  const { routes, writing } = options;
  const app = createApp(
    { answering, ...(routes === undefined ? {} : { routes }), ...(writing === undefined ? {} : { writing }) },
    {
      ...{ version: '0.0.0', logger, keys: { readKeys: [], writeKeys: [] } },
      ...{ rate: { perMinute: 0, countsThisMachine: false } },
      ...options,
    },
  );
  const listening = await listen(app, { host: '127.0.0.1', port: 0, ...options.listen });
  after(async () => {
    await listening.close(1000);
    await answering.close();
    await writing?.close();
  });
  return { ...listening, answering, log, get: (path, init) => fetch(`${listening.url}${path}`, init) };
}

export interface ExchangeOptions {
  /** Whether the client is then done. */
  readonly end?: boolean;
  /** What is sent once something has been heard. */
  readonly then?: string | undefined;
}

/** Sends bytes as they are, and returns everything that comes back until the connection ends. */
export function exchange(
  port: number,
  chunks: readonly (string | Buffer)[],
  { end = false, then }: ExchangeOptions = {},
): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => (heard += text));
    if (then !== undefined) socket.once('data', () => setImmediate(() => socket.write(then)));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      resolve(heard);
    });
    for (const chunk of chunks) socket.write(chunk);
    if (end) socket.end();
  });
}

/** The status of a request whose headers are as given, also those that fetch sets by itself. */
export function statusOf(
  port: number,
  path: string,
  { method = 'GET', headers = {} }: { readonly method?: string; readonly headers?: Record<string, string> } = {},
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

/** The fields of a problem document that are the same every time. */
export async function problemOf(response: Response): Promise<{ status: number; code: string; field?: string }> {
  const type = response.headers.get('content-type') ?? '';
  const body = (await response.json()) as { status: number; code: string; field?: string };
  if (!type.startsWith('application/problem+json')) throw new Error(`${type}: ${JSON.stringify(body)}`);
  const { status, code, field } = body;
  return { status, code, ...(field === undefined ? {} : { field }) };
}

export function writeText(file: string, text: string): string {
  writeFileSync(file, text);
  return file;
}
