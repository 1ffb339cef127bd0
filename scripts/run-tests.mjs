// Runs the compiled tests: `npm run --silent test:suite [-- WORDS]`, all of them or those whose path has the words.
// Node 20 expands no patterns and later versions walk no folders, so the files are named one by one. A compiled test
// whose source is gone is left out.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

function testFiles(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return testFiles(path);
    return path.endsWith('.test.ts') ? [`dist/${path.slice(0, -'.ts'.length)}.js`] : [];
  });
}

function isAtLeast(version, [major, minor]) {
  const [ownMajor, ownMinor] = version.split('.').map(Number);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}

const words = process.argv.slice(2);
const files = testFiles('test')
  .filter((path) => words.every((word) => path.includes(word)))
  .sort();
const missing = files.find((path) => !existsSync(join(root, path)));
if (missing !== undefined || files.length === 0) {
  console.error(missing === undefined ? `no test has ${words.join(' ')}` : `${missing} is missing: run npm run build`);
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'vitrine-tests-'));
const leftOutFile = join(folder, 'left-out.txt');
const reporters = [
  ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
  ...[`--test-reporter=${new URL('left-out-tests.mjs', import.meta.url).href}`],
  `--test-reporter-destination=${leftOutFile}`,
];
// Node leaves one core idle by default, and most files of this suite wait for processes and browsers now and then.
const atOnce = isAtLeast(process.versions.node, [20, 10]) ? [`--test-concurrency=${availableParallelism()}`] : [];
const { status } = spawnSync(process.execPath, ['--test', ...atOnce, ...reporters, ...files], {
  cwd: root,
  stdio: 'inherit',
});
const leftOut = existsSync(leftOutFile) ? readFileSync(leftOutFile, 'utf8') : '';
rmSync(folder, { recursive: true, force: true });
if (leftOut !== '') console.log(`\n!!! NOT EVERYTHING WAS TESTED. Left out:\n${leftOut}`);
process.exit(status ?? 1);
