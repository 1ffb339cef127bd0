import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { writeGarments } from '../pipeline/training-fixture.js';
import { folderOfTests } from './service-fixture.js';

const VITRINE = fileURLToPath(new URL('../../bin/vitrine.js', import.meta.url));
const folder = folderOfTests();

/** A demo whose catalog is drawn already, and small. */
const workspace = join(folder, 'demo.vitrine');
const sample = join(workspace, 'sample-200-7');
mkdirSync(sample, { recursive: true });
renameSync(await writeGarments(sample, 32), join(sample, 'catalog.jsonl'));

interface Demo {
  readonly child: ChildProcess;
  /** Everything that was said so far. */
  readonly heard: { out: string; err: string };
}

function demo(...options: string[]): Demo {
  const line = [VITRINE, 'demo', '--products', '200', '--workspace', workspace, ...options];
  const child = spawn(process.execPath, line, { stdio: ['ignore', 'pipe', 'pipe'] });
  after(() => child.kill('SIGKILL'));
  const heard = { out: '', err: '' };
  child.stdout.on('data', (text: Buffer) => (heard.out += text.toString()));
  child.stderr.on('data', (text: Buffer) => (heard.err += text.toString()));
  return { child, heard };
}

async function addressOf({ child, heard }: Demo): Promise<string> {
  for (;;) {
    const found = /The search page: (http:\S+)/.exec(heard.err)?.[1];
    if (found !== undefined) return found;
    assert.equal(child.exitCode, null, heard.err);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function codeOf({ child }: Demo): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  return child.exitCode;
}

test('the demo serves its catalog on this machine until Ctrl-C, and then ends well; a port that is taken is no matter', async () => {
  const other = createServer();
  other.on('error', () => undefined); // taken by somebody else: as good
  other.listen(7700, '127.0.0.1');
  after(() => other.close());
  const running = demo('--json');
  const url = await addressOf(running);
  assert.equal(new URL(url).hostname, '127.0.0.1');
  assert.notEqual(new URL(url).port, '7700');
  assert.match(running.heard.err, /curl .*\/v1\/search/);
  assert.equal((await fetch(`${url}/readyz`)).status, 200);
  const { total } = (await (await fetch(`${url}/v1/search?q=red+shirt`)).json()) as { total: number };
  assert.ok(total > 0);
  const { evaluate, report } = JSON.parse(running.heard.out) as { evaluate: { products: number }; report: string };
  assert.ok(evaluate.products > 0);
  assert.ok(existsSync(report), 'the document is there before the service ends');
  const { out } = running.heard;
  running.child.kill('SIGINT');
  assert.equal(await codeOf(running), 0);
  assert.equal(running.heard.out, out, 'stdout is one document and nothing else');
  await assert.rejects(fetch(`${url}/readyz`));
});

test('with --no-serve the demo ends by itself', async () => {
  const running = demo('--no-serve');
  assert.equal(await codeOf(running), 0);
  assert.match(running.heard.out, /demo\.html/);
  assert.doesNotMatch(running.heard.err, /The search page/);
});
