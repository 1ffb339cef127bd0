import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { z } from 'zod';
import { BadInputError, UsageError, explainFileError } from '../src/index.js';
import { isThisMachine } from './middleware/caller.js';

const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;

const Key = z.string().regex(/^[\x21-\x7e]{16,512}$/, 'a key has 16 to 512 letters, digits or signs, and no spaces');

const PROXY_NAMES = ['loopback', 'linklocal', 'uniquelocal'];

const ProxyAddress = z
  .string()
  .refine(isProxyAddress, `a proxy is an address, a network like 10.0.0.0/8, or ${PROXY_NAMES.join(', ')}`);

function isProxyAddress(written: string): boolean {
  const [address, bits, ...rest] = written.split('/');
  const most = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
  const isNetwork = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= most);
  return PROXY_NAMES.includes(written) || (most > 0 && isNetwork && rest.length === 0);
}

/** Every setting of the service, as the config file writes it. docs/service.md explains them. */
export const SettingsFile = z.strictObject({
  port: z.int().min(0).max(65_535).default(7700),
  host: z.string().min(1).default('127.0.0.1'),
  readKeys: z.array(Key).max(1000).default([]),
  writeKeys: z.array(Key).max(1000).default([]),
  cors: z.array(z.union([z.literal('*'), z.url()])).default([]),
  rateLimit: z.int().min(0).max(1_000_000).optional(),
  trustProxy: z
    .union([z.int().min(0).max(16), z.array(ProxyAddress).min(1).max(100)], {
      error: 'it is a number of proxies, or the addresses of proxies',
    })
    .default(0),
  publicUrl: z
    .url({ protocol: /^https?$/, error: 'it is a web address, such as https://shop.example' })
    .transform((url) => new URL(url).origin)
    .optional(),
  threads: z.int().min(1).max(256).optional(),
  photoThreads: z.int().min(1).max(64).default(1),
  recallSample: z.int().min(0).max(1_000_000).default(100),
  photos: z.string().min(1).optional(),
  fetchPhotos: z.boolean().default(false),
  allowHosts: z.array(z.string().min(1)).default([]),
  jobFolders: z.array(z.string().min(1)).default([]),
  uploadLimit: z.int().min(1).max(1_000_000).default(1024),
  jobsAtStop: z.enum(['cancel', 'wait']).default('cancel'),
  logLevel: z.enum(LOG_LEVELS).default('info'),
});

/** Settings as somebody gave them: by flags, in the environment or in a file. */
export type GivenSettings = z.input<typeof SettingsFile>;
export type Settings = z.output<typeof SettingsFile>;

/** How each setting is called in the environment, and how its text is read. */
const ENVIRONMENT: Readonly<
  Record<keyof GivenSettings, readonly [name: string, kind: 'text' | 'number' | 'list' | 'switch' | 'proxies']>
> = {
  port: ['VITRINE_PORT', 'number'],
  host: ['VITRINE_HOST', 'text'],
  readKeys: ['VITRINE_READ_KEYS', 'list'],
  writeKeys: ['VITRINE_WRITE_KEYS', 'list'],
  cors: ['VITRINE_CORS', 'list'],
  rateLimit: ['VITRINE_RATE_LIMIT', 'number'],
  trustProxy: ['VITRINE_TRUST_PROXY', 'proxies'],
  publicUrl: ['VITRINE_PUBLIC_URL', 'text'],
  threads: ['VITRINE_THREADS', 'number'],
  photoThreads: ['VITRINE_PHOTO_THREADS', 'number'],
  recallSample: ['VITRINE_RECALL_SAMPLE', 'number'],
  photos: ['VITRINE_PHOTOS', 'text'],
  fetchPhotos: ['VITRINE_FETCH_PHOTOS', 'switch'],
  allowHosts: ['VITRINE_ALLOW_HOSTS', 'list'],
  jobFolders: ['VITRINE_JOB_FOLDERS', 'list'],
  uploadLimit: ['VITRINE_UPLOAD_LIMIT', 'number'],
  jobsAtStop: ['VITRINE_JOBS_AT_STOP', 'text'],
  logLevel: ['VITRINE_LOG_LEVEL', 'text'],
};

const SWITCH: Readonly<Record<string, boolean>> = { 1: true, true: true, 0: false, false: false };

export interface SettingsSources {
  readonly flags: { readonly [Name in keyof GivenSettings]?: unknown };
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Path of a JSON file. */
  readonly file?: string | undefined;
}

/**
 * Joins what was given: a flag counts more than the environment, that more than the file, that more than the defaults.
 * @throws UsageError, BadInputError with the setting and where it was given; NotFoundError for a missing file
 */
export function readSettings({ flags, environment, file }: SettingsSources): Settings {
  const fromFile = file === undefined ? {} : checked(readFile(file), (name) => name, file);
  const fromEnvironment = checked(given(readEnvironment(environment)), (name) => ENVIRONMENT[name][0]);
  const fromFlags = checked(given(flags), flagOf);
  const settings = SettingsFile.parse({ ...fromFile, ...fromEnvironment, ...fromFlags });
  requireKeysBeyondThisMachine(settings);
  return settings;
}

/** How a setting is called on the command line: 'readKeys' is '--read-key'. */
function flagOf(name: keyof GivenSettings): string {
  return `--${name.replace(/(Key|Host)s$/, '$1').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function readEnvironment(environment: SettingsSources['environment']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(ENVIRONMENT).map(([setting, [name, kind]]): [string, unknown] => {
      const written = environment[name];
      if (written === undefined || written === '') return [setting, undefined];
      if (kind === 'list') return [setting, listIn(written)];
      if (kind === 'proxies') return [setting, proxiesIn(written)];
      if (kind === 'switch') return [setting, SWITCH[written] ?? written];
      return [setting, kind === 'number' && /^\d+$/.test(written) ? Number(written) : written];
    }),
  );
}

function listIn(written: string): string[] {
  return written.split(',').map((part) => part.trim());
}

/** '2' is a number of proxies, '10.0.0.7,loopback' are their addresses. */
export function proxiesIn(written: string): number | string[] {
  return /^\d{1,9}$/.test(written) ? Number(written) : listIn(written);
}

function readFile(file: string): unknown {
  let written: string;
  try {
    written = readFileSync(file, 'utf8');
  } catch (error) {
    throw explainFileError(error, file);
  }
  try {
    return JSON.parse(written) as unknown;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'this is no JSON';
    throw new BadInputError({ file, reason, remedy: 'write one JSON object', cause });
  }
}

function given(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** Checks what one source gave, and keeps only that: defaults come last. */
function checked(
  values: unknown,
  placeOf: (name: keyof GivenSettings) => string,
  file?: string,
): Partial<GivenSettings> {
  const result = SettingsFile.partial().safeParse(values);
  if (result.success) {
    const named = new Set(Object.keys(values as object));
    return Object.fromEntries(Object.entries(result.data).filter(([name]) => named.has(name)));
  }
  const [issue] = result.error.issues;
  const [name] = issue.path as (keyof GivenSettings | undefined)[];
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(SettingsFile.shape).join(', ');
    throw new UsageError({
      file,
      reason: `there is no setting '${issue.keys[0]}'`,
      remedy: `the settings are ${known}`,
    });
  }
  const place = name === undefined ? undefined : placeOf(name);
  throw new UsageError({
    file,
    field: place,
    reason: issue.message,
    remedy: 'see docs/service.md',
    cause: result.error,
  });
}

function requireKeysBeyondThisMachine({ host, trustProxy, readKeys, writeKeys }: Settings): void {
  if (readKeys.length + writeKeys.length > 0) return;
  const remedy = 'give --read-key or --write-key';
  if (!isThisMachine(host)) {
    const reason = `${host} can be reached from other machines, and there are no keys`;
    throw new UsageError({ field: '--host', reason, remedy: `${remedy}, or stay on 127.0.0.1` });
  }
  if (trustProxy !== 0) {
    throw new UsageError({
      field: '--trust-proxy',
      reason: 'a proxy brings other machines, and there are no keys',
      remedy,
    });
  }
}
