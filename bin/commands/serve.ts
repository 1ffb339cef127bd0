import { fileURLToPath } from 'node:url';
import { proxiesIn, readSettings, serve } from '../../server/index.js';
import { aborted } from '../aborted.js';
import { defineCommand } from '../command.js';
import { collect, wholeNumber } from '../option-values.js';
import { packageVersion } from '../package-version.js';

interface Options {
  readonly port?: number;
  readonly host?: string;
  readonly config?: string;
  readonly readKey?: readonly string[];
  readonly writeKey?: readonly string[];
  readonly cors?: readonly string[];
  readonly rateLimit?: number;
  readonly trustProxy?: number | readonly string[];
  readonly publicUrl?: string;
  readonly threads?: number;
  readonly photoThreads?: number;
  readonly recallSample?: number;
  readonly photos?: string;
  readonly fetchPhotos?: boolean;
  readonly allowHost?: readonly string[];
  readonly jobFolder?: readonly string[];
  readonly uploadLimit?: number;
  readonly jobsAtStop?: string;
  readonly logLevel?: string;
}

const AFTER = `
The same settings are read from the environment (VITRINE_PORT, VITRINE_READ_KEYS with commas, ...) and from a JSON file;
a flag counts more than the environment, that more than the file. docs/service.md explains them.
It ends with Ctrl-C or SIGTERM, after what is being answered.

Examples:
  vitrine serve --port 8080
  vitrine serve --host 0.0.0.0 --read-key $READ_KEY --write-key $WRITE_KEY --cors https://shop.example`;

export const command = defineCommand<Options, { url: string; seconds: number }>({
  configure: (verb) =>
    verb
      .option('--port <n>', 'port to listen on; 0 is any free one (default: 7700)', wholeNumber({ max: 65_535 }))
      .option('--host <address>', 'address to listen on (default: 127.0.0.1); beyond this machine, keys are needed')
      .option('--config <file>', 'a JSON file with settings')
      .option('--read-key <key>', 'a key for what only reads; may be repeated', collect)
      .option('--write-key <key>', 'a key for everything; may be repeated', collect)
      .option('--cors <origin>', 'a web site whose pages may ask; may be repeated', collect)
      .option(
        '--rate-limit <n>',
        'requests a minute of one key or address; 0 is any number (default: any number on 127.0.0.1, else 1200)',
        wholeNumber({ max: 1_000_000 }),
      )
      .option(
        '--trust-proxy <what>',
        'how many proxies are in front, or their addresses with commas: who asks is whom they name (default: 0)',
        proxiesIn,
      )
      .option('--public-url <url>', 'where shoppers reach the page, for its canonical addresses and previews of links')
      .option('--threads <n>', 'threads that search (default: one a core)', wholeNumber({ min: 1, max: 256 }))
      .option('--photo-threads <n>', 'threads that look at photos (default: 1)', wholeNumber({ min: 1, max: 64 }))
      .option(
        '--recall-sample <n>',
        'compare one in so many searches by vectors with exact search, for /metrics; 0 is none (default: 100)',
        wholeNumber({ max: 1_000_000 }),
      )
      .option(
        '--photos <dir>',
        'the only folder that photos of products written by HTTP are read from; none by default',
      )
      .option('--fetch-photos', 'fetch photos of products written by HTTP that are web addresses')
      .option('--allow-host <host>', 'fetch from this host even if its address is private; may be repeated', collect)
      .option('--job-folder <dir>', 'a folder whose files jobs may import; may be repeated; none by default', collect)
      .option(
        '--upload-limit <mb>',
        'megabytes that a catalog file may have which is sent to the service (default: 1024)',
        wholeNumber({ min: 1, max: 1_000_000 }),
      )
      .option('--jobs-at-stop <what>', 'cancel or wait: what becomes of a running job (default: cancel)')
      .option('--log-level <level>', 'silent, error, warn, info or debug (default: info); the log goes to stderr')
      .addHelpText('after', AFTER),
  async run({ workspace, options, signal, note }) {
    const { config, readKey: readKeys, writeKey: writeKeys, allowHost: allowHosts, jobFolder: jobFolders } = options;
    const { port, host, cors, rateLimit, trustProxy, publicUrl, threads, photoThreads, recallSample } = options;
    const { photos, fetchPhotos, uploadLimit, jobsAtStop, logLevel } = options;
    const settings = readSettings({
      flags: {
        ...{ port, host, readKeys, writeKeys, cors, rateLimit, trustProxy, publicUrl, threads, photoThreads },
        ...{ recallSample, photos, fetchPhotos, allowHosts, jobFolders, uploadLimit, jobsAtStop, logLevel },
      },
      environment: process.env,
      file: config ?? process.env.VITRINE_CONFIG,
    });
    const started = performance.now();
    const script = fileURLToPath(new URL('../vitrine.js', import.meta.url));
    const listening = await serve({ workspace, settings, version: packageVersion(), script, log: process.stderr });
    note(`Listening on ${listening.url}`);
    await aborted(signal);
    await listening.close();
    return { url: listening.url, seconds: Math.round(performance.now() - started) / 1000 };
  },
  render: ({ url, seconds }) => `${url} was served for ${seconds} seconds`,
});
