import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defineCommand } from '../../../bin/command.js';
import { runCommandLine } from '../../../bin/command-line.js';
import type { Verb } from '../../../bin/command-line.js';
import { listOf, region, wholeNumber } from '../../../bin/option-values.js';
import { BadRowError, CancelledError } from '../../../src/errors.js';

const echo = defineCommand<{ limit: number; modes?: readonly string[]; region?: readonly number[] }, object>({
  configure: (verb) =>
    verb
      .argument('[words...]')
      .option('--limit <n>', 'how many', wholeNumber({ min: 1, max: 100 }), 24)
      .option('--modes <list>', 'which', listOf(['words', 'text', 'image']))
      .option('--region <box>', 'where', region),
  async run({ args, options, workspace, onProgress, note }) {
    onProgress({ step: 'echo', done: 1, total: 2, detail: 'half way' });
    note('a remark');
    return Promise.resolve({ args, limit: options.limit, modes: options.modes, region: options.region, workspace });
  },
  render: () => 'for people',
});

const failing = defineCommand<object, never>({
  run: () =>
    Promise.reject(
      new BadRowError({ file: 'a.csv', line: 12, field: 'price', reason: 'no number', remedy: 'write 19.90' }),
    ),
});

/** Names that clear the screen, write over their line and turn the end of a file's name around. */
const HOSTILE = ['\x1b[2J', 'red\rblue', 'gpj.\u202etxt'];

const hostile = defineCommand<{ fail?: boolean }, { titles: readonly string[] }>({
  configure: (verb) => verb.option('--fail', 'throws'),
  run: ({ options, onProgress, note }) => {
    onProgress({ step: 'read', done: 1, detail: HOSTILE.join() });
    note(`read ${HOSTILE.join()}`);
    if (options.fail !== true) return Promise.resolve({ titles: HOSTILE });
    throw new BadRowError({ file: HOSTILE[0], line: 1, field: HOSTILE[1], reason: HOSTILE[2], remedy: HOSTILE[0] });
  },
  render: ({ titles }) => `${titles.join('\n')}\n`,
});

const waiting = defineCommand<object, never>({
  run: ({ signal }) =>
    new Promise((_, reject) => {
      const stop = (): void => {
        reject(new CancelledError());
      };
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop);
    }),
});

const serving = defineCommand<object, object>({
  run: () => Promise.resolve({ ready: true }),
  render: () => 'ready',
  afterwards: (_result, { signal, note }) =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        resolve();
      });
      note('serving');
    }),
});

const crashing = defineCommand<object, never>({ run: () => Promise.reject(new TypeError('x is not a function')) });

let loads: string[] = [];
const VERBS: readonly Verb[] = Object.entries({ echo, failing, hostile, waiting, serving, crashing }).map(
  ([name, command]) => ({
    name,
    summary: `does ${name}`,
    load: () => {
      loads.push(name);
      return Promise.resolve({ command });
    },
  }),
);

async function run(
  argv: readonly string[],
  {
    environment = {},
    signal = new AbortController().signal,
  }: { environment?: Record<string, string>; signal?: AbortSignal } = {},
): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  loads = [];
  const code = await runCommandLine(VERBS, argv, {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    environment,
    signal,
  });
  return { code, out, err };
}

test('a verb prints its result for people and exits with 0', async () => {
  const { code, out, err } = await run(['echo', 'navy', 'blue']);
  assert.deepEqual([code, out], [0, 'for people\n']);
  assert.match(err, /echo: 50 % \(1\/2\), half way\na remark\n/);
});

test('with --json, stdout is one document, and progress stays on stderr', async () => {
  const { code, out, err } = await run(['echo', 'navy', 'blue', '--limit', '3', '--json', '--modes', 'image,words']);
  assert.equal(code, 0);
  const { workspace, ...rest } = JSON.parse(out) as Record<string, unknown>;
  assert.deepEqual(rest, { args: ['navy', 'blue'], limit: 3, modes: ['words', 'image'] });
  assert.match(String(workspace), /shop\.vitrine$/);
  assert.match(err, /half way/);
});

test('with --quiet, nothing but the result is printed', async () => {
  assert.deepEqual(await run(['echo', '--quiet']), { code: 0, out: 'for people\n', err: '' });
});

test('the workspace comes from the option, then from the environment', async () => {
  const workspaceOf = async (argv: readonly string[]): Promise<unknown> => {
    const { out } = await run(['echo', '--json', ...argv], { environment: { VITRINE_WORKSPACE: '/shops/two' } });
    return (JSON.parse(out) as Record<string, unknown>).workspace;
  };
  assert.equal(await workspaceOf([]), '/shops/two');
  assert.equal(await workspaceOf(['--workspace', '/shops/one']), '/shops/one');
});

test('a refused row is told with its place and its remedy, and exits with 2', async () => {
  const { code, out, err } = await run(['failing']);
  assert.deepEqual([code, out], [2, '']);
  assert.equal(err, "vitrine: a.csv, line 12, field 'price': no number (write 19.90)\n");
});

test('with --json a failure is a document too', async () => {
  const { code, out } = await run(['failing', '--json']);
  assert.equal(code, 2);
  assert.deepEqual(JSON.parse(out), {
    error: {
      code: 'bad-row',
      message: "a.csv, line 12, field 'price': no number (write 19.90)",
      file: 'a.csv',
      line: 12,
      field: 'price',
      reason: 'no number',
      remedy: 'write 19.90',
    },
  });
});

test('nothing that is printed moves a cursor or turns a line around, and JSON means what it meant', async () => {
  for (const argv of [['hostile'], ['hostile', '--json'], ['hostile', '--fail'], ['hostile', '--fail', '--json']]) {
    const { out, err } = await run(argv);
    for (const text of [out, err]) assert.doesNotMatch(text, /[^\P{Cc}\n]|\u202e/u);
    assert.match(err, /read \\x1b\[2J,red\\rblue,gpj\.\\u202etxt\n/);
  }
  assert.deepEqual(JSON.parse((await run(['hostile', '--json'])).out), { titles: HOSTILE });
  const { error } = JSON.parse((await run(['hostile', '--fail', '--json'])).out) as { error: { file: string } };
  assert.equal(error.file, HOSTILE[0]);
  assert.match((await run(['\x1b[31m'])).err, /unknown command '\\x1b\[31m'/);
});

test('an unknown option exits with 2 and suggests the nearest', async () => {
  const { code, err } = await run(['echo', '--limt', '3']);
  assert.equal(code, 2);
  assert.match(err, /unknown option '--limt' \(Did you mean --limit\?\)/);
});

test('an unknown verb exits with 2 and suggests the nearest, also as JSON', async () => {
  const { code, out } = await run(['ecko', '--json']);
  assert.equal(code, 2);
  const { error } = JSON.parse(out) as { error: Record<string, string> };
  assert.equal(error.code, 'usage');
  assert.match(error.message, /unknown command 'ecko' \(Did you mean echo\?\)/);
});

test('a value out of range exits with 2 and says what to write', async () => {
  for (const [argv, reason] of [
    [['--limit', '0'], /a whole number from 1 to 100/],
    [['--limit', '1.5'], /a whole number/],
    [['--modes', 'words,sound'], /one or more of words,text,image/],
    [['--region', '1,2,3'], /x,y,width,height/],
    [['--region', '1,2,0,4'], /x,y,width,height/],
  ] as const) {
    const { code, err } = await run(['echo', ...argv]);
    assert.equal(code, 2);
    assert.match(err, reason);
  }
});

test('a raised signal exits with 130, whatever it made fail', async () => {
  const cancel = new AbortController();
  const running = run(['waiting'], { signal: cancel.signal });
  cancel.abort();
  assert.deepEqual(await running, { code: 130, out: '', err: 'vitrine: cancelled\n' });
});

test('an unforeseen error exits with 1 and shows where it came from', async () => {
  const { code, err } = await run(['crashing']);
  assert.equal(code, 1);
  assert.match(err, /unexpected error: TypeError: x is not a function\n +at /);
});

test('help lists the verbs and loads none; the help of a verb loads that one', async () => {
  const all = await run(['--help']);
  assert.equal(all.code, 0);
  assert.match(all.out, /echo.*does echo/);
  assert.deepEqual(loads, []);
  const one = await run(['echo', '--help']);
  assert.deepEqual([one.code, loads], [0, ['echo']]);
  assert.match(one.out, /--limit <n>/);
  assert.match(one.out, /--workspace <dir>/);
});

test('without a verb the help is shown as an error', async () => {
  const { code, out, err } = await run([]);
  assert.deepEqual([code, out], [2, '']);
  assert.match(err, /Usage: vitrine/);
});

test('a verb that goes on has printed its result before, and being stopped is then no failure', async () => {
  const stop = new AbortController();
  let printed = '';
  const ended = runCommandLine(VERBS, ['serving', '--json'], {
    stdout: { write: (text) => (printed += text) },
    stderr: {
      write: () => {
        assert.deepEqual(JSON.parse(printed), { ready: true });
        stop.abort();
      },
    },
    environment: {},
    signal: stop.signal,
  });
  assert.equal(await ended, 0);
});
