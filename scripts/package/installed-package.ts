import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a command has said, and how it ended. */
export interface Said {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The package where it is installed, in a project that has nothing else. */
export interface InstalledPackage {
  /** The project's folder; commands run in it. */
  readonly folder: string;
  /** Runs `npx vitrine` with these words. */
  vitrine(...words: string[]): Said;
  /** Runs a module that is given as text. */
  module(text: string): Said;
}

/** The npm that runs this script leaves its settings in the environment: those of this project must not help the user's. */
const OURS =
  /onnxruntime|^npm_(?:package|lifecycle|command|execpath|node_execpath)|^npm_config_(?:local_prefix|allow|ignore)|^INIT_CWD$/i;

const MOST_OUTPUT = 64 * 1024 * 1024;

/** @returns path of the packed file */
export function packPackage(root: string, folder: string): string {
  must(run('npm', ['pack', '--silent', '--pack-destination', folder], root));
  const packed = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (packed === undefined) throw new Error('npm pack left no file');
  return join(folder, packed);
}

/** Installs a packed file in an empty project, as the README says. */
export function installPackage(packed: string, folder: string): InstalledPackage {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  must(run('npm', ['install', packed, '--no-audit', '--no-fund'], folder));
  return {
    folder,
    vitrine: (...words) => run('npx', ['vitrine', ...words], folder),
    module: (text) => run(process.execPath, ['--input-type=module', '--eval', text], folder),
  };
}

/** @returns what it has said when it ended well; @throws Error with its last lines otherwise */
export function must(said: Said): string {
  if (said.status === 0) return said.stdout;
  const lines = `${said.stdout}\n${said.stderr}`.trim().split('\n').slice(-20).join('\n');
  throw new Error(`exit code ${said.status ?? 'none'}:\n${lines}`);
}

function run(program: string, words: readonly string[], folder: string): Said {
  const { status, stdout, stderr } = spawnSync(program, words, {
    cwd: folder,
    encoding: 'utf8',
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.test(name))),
    maxBuffer: MOST_OUTPUT,
    shell: process.platform === 'win32' && program !== process.execPath,
  });
  return { status, stdout, stderr };
}
