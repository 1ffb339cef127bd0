import { availableParallelism } from 'node:os';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pino, type DestinationStream, type Logger } from 'pino';
import { startAnswering } from './answering/answering.js';
import { startWriting, type WritingOptions } from './answering/writing.js';
import { createApp } from './app.js';
import { openBackstage } from './backstage.js';
import { listen, type Listening } from './listen.js';
import { isThisMachine } from './middleware/caller.js';
import type { Settings } from './settings.js';

/** Requests a minute of one key or address beyond this machine, unless somebody says otherwise. */
const RATE_BEYOND = 1200;

const MEGABYTE = 1024 * 1024;

export interface ServeOptions {
  readonly workspace: string;
  readonly settings: Settings;
  readonly version: string;
  /** The script of the `vitrine` command, which jobs run. */
  readonly script: string;
  /** Where the log goes: one JSON object a line. */
  readonly log: DestinationStream;
}

/** Starts the service of one workspace: threads, app and port. */
export async function serve({ workspace, settings, version, script, log }: ServeOptions): Promise<Listening> {
  const logger = pino({ level: settings.logLevel, base: null }, log);
  const { threads = availableParallelism(), photoThreads, recallSample } = settings;
  const writing = startWriting({ workspace, ...photoSources(settings) });
  const onOpen = (): void => {
    writing.start();
  };
  const answering = startAnswering({ workspace, threads, photoThreads, recallSample, onOpen });
  const backstage = openBackstage({
    ...{ workspace, script, folders: settings.jobFolders, atStop: settings.jobsAtStop },
    uploadBytes: settings.uploadLimit * MEGABYTE,
    onError: (error) => {
      logger.error({ err: error }, 'a job could not be written down');
    },
  });
  const end = async (): Promise<void> => {
    await Promise.all([answering.close(), writing.close(), backstage.close()]);
  };
  try {
    const app = createApp({ answering, writing, routes: backstage.routes }, appOptions(settings, { version, logger }));
    const listening = await listen(app, settings);
    logger.info({ url: listening.url, workspace, threads, photoThreads }, 'listening');
    return {
      ...listening,
      async close(withinMs) {
        logger.info('stopping');
        await Promise.all([listening.close(withinMs), backstage.close()]); // its streams end with the jobs
        await end();
        logger.info('stopped');
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

function photoSources({ photos, fetchPhotos, allowHosts }: Settings): Omit<WritingOptions, 'workspace'> {
  return { photosFolder: photos, fetchPhotos, allowHosts };
}

function appOptions(
  { host, readKeys, writeKeys, cors, rateLimit, trustProxy, publicUrl }: Settings,
  { version, logger }: { readonly version: string; readonly logger: Logger },
): Parameters<typeof createApp>[1] {
  const isAlone = isThisMachine(host) && trustProxy === 0;
  const perMinute = rateLimit ?? (isAlone ? 0 : RATE_BEYOND);
  return {
    ...{ version, logger, cors, trustProxy, publicUrl, page: builtPage(), keys: { readKeys, writeKeys } },
    rate: { perMinute, countsThisMachine: rateLimit !== undefined },
  };
}

/** The page lies beside the service once it is built. */
function builtPage(): string | undefined {
  const folder = fileURLToPath(new URL('../page', import.meta.url));
  return existsSync(folder) ? folder : undefined;
}
