import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSettings, serve } from '../server/index.js';
import type { Listening } from '../server/index.js';
import { aborted } from './aborted.js';
import { packageVersion } from './package-version.js';

export interface DemoServiceOptions {
  /** The catalog that was drawn; its photos lie beside it. */
  readonly catalog: string;
  /** Ends the service. */
  readonly signal: AbortSignal;
  readonly note: (text: string) => void;
}

/**
 * Serves a demo's workspace on this machine, says where and what to ask, and goes on until the signal is raised. Settings of
 * the environment are somebody's own service's: none is read.
 */
export async function serveDemo(workspace: string, { catalog, signal, note }: DemoServiceOptions): Promise<void> {
  const listening = await listenSomewhere(workspace);
  note(invitation(listening.url, examplePhoto(catalog)));
  await aborted(signal);
  await listening.close();
}

async function listenSomewhere(workspace: string): Promise<Listening> {
  const script = fileURLToPath(new URL('./vitrine.js', import.meta.url));
  const start = (flags: { readonly port?: number }): Promise<Listening> => {
    const settings = readSettings({ flags: { ...flags, logLevel: 'warn' }, environment: {} });
    return serve({ workspace, settings, version: packageVersion(), script, log: process.stderr });
  };
  try {
    return await start({});
  } catch (error) {
    if (!isPortTaken(error)) throw error;
    return start({ port: 0 });
  }
}

function isPortTaken(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
}

function invitation(url: string, photo: string | undefined): string {
  const ask = [
    `curl '${url}/v1/search?q=red+pumps&facet=color'`,
    `curl '${url}/v1/suggest?q=nav'`,
    ...(photo === undefined ? [] : [`curl -H 'content-type: image/jpeg' --data-binary @${photo} ${url}/v1/search`]),
  ];
  return [
    '',
    `The search page: ${url}          for catalog teams: ${url}/studio`,
    `The interface:   ${url}/docs     OpenAPI: ${url}/openapi.json`,
    '',
    'Or ask from another terminal:',
    ...ask.map((line) => `  ${line}`),
    '',
    'Ctrl-C ends it.',
  ].join('\n');
}

/** A drawn photo, as this terminal would name it. */
function examplePhoto(catalog: string): string | undefined {
  const folder = join(dirname(catalog), 'images');
  const [photo] = readdirSync(folder).sort();
  return photo === undefined ? undefined : relative(process.cwd(), join(folder, photo));
}
