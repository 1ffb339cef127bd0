import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { commandReference } from '../../bin/command-reference.js';
import { VERBS } from '../../bin/verbs.js';
import { ROOT, listFiles } from './source-tree.js';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

test('docs/cli.md is what the verbs say of themselves', async () => {
  const isFresh = read('docs/cli.md') === (await commandReference(VERBS));
  assert.ok(isFresh, 'docs/cli.md is stale: run `npm run --silent docs`');
});

test('every file of bin/commands is a verb of the table, and every verb has its file', () => {
  const files = readdirSync(join(ROOT, 'bin/commands')).map((file) => file.replace(/\.ts$/, ''));
  assert.deepEqual(VERBS.map(({ name }) => name).sort(), files.sort());
});

test('the README names every verb', () => {
  const readme = read('README.md');
  assert.deepEqual(
    VERBS.filter(({ name }) => !readme.includes(`\`${name}`) && !readme.includes(`vitrine ${name}`)).map(
      ({ name }) => name,
    ),
    [],
  );
});

test('docs/dependencies.md has a line for every package that is asked for', () => {
  const page = read('docs/dependencies.md');
  const manifest = JSON.parse(read('package.json')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >;
  const asked = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)];
  assert.deepEqual(
    asked.filter((name) => !page.includes(`\`${name}\``)),
    [],
  );
});

test('every link between pages leads to a file', () => {
  const pages = listFiles().filter((path) => path.endsWith('.md'));
  const broken = pages.flatMap((page) =>
    [...read(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)(?:#[^)]*)?\)/g)]
      .map(([, target]) => target)
      .filter((target) => !existsSync(join(ROOT, dirname(page), target)))
      .map((target) => `${page}: ${target}`),
  );
  assert.deepEqual(broken, []);
});

test('decisions are numbered without gaps and say what would change them', () => {
  const names = readdirSync(join(ROOT, 'docs/decisions')).sort();
  assert.deepEqual(
    names.map((name) => name.slice(0, 4)),
    names.map((_, i) => String(i + 1).padStart(4, '0')),
  );
  for (const name of names) {
    for (const heading of ['Context', 'Options', 'Choice', 'What would change it']) {
      assert.ok(read(`docs/decisions/${name}`).includes(`## ${heading}`), `${name} lacks '${heading}'`);
    }
  }
});

test('the lock file names packages, not the registry they were taken from', () => {
  assert.doesNotMatch(read('package-lock.json'), /"resolved": "https?:/);
});
