/**
 * Tries Vitrine as users get it: `npm run test:package`.
 *
 * Packs it, installs the package in an empty folder with nothing but what the README says, and goes from there through the
 * command line and the four entries to a catalog that is imported, trained, indexed and searched; then without an engine,
 * and without what is compiled while it is installed. Takes some minutes, most of them to compile. With a path, that
 * packed file is tried. The folder is removed at the end.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PACKAGE_CHECKS } from './package/checks.js';
import { installPackage, packPackage } from './package/installed-package.js';

function findRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findRoot(dirname(folder));
}

/** Tells a step with the time that it took. */
async function step<Result>(name: string, work: () => Promise<Result> | Result): Promise<Result> {
  const start = performance.now();
  const result = await work();
  process.stdout.write(`ok  ${name} (${Math.round((performance.now() - start) / 1000)} s)\n`);
  return result;
}

const folder = mkdtempSync(join(tmpdir(), 'vitrine-package-'));
try {
  const given = process.argv.at(2);
  const root = findRoot(dirname(fileURLToPath(import.meta.url)));
  const packed = given === undefined ? await step('packed', () => packPackage(root, folder)) : resolve(given);
  const installed = await step('installed', () => installPackage(packed, join(folder, 'shop')));
  for (const { name, run } of PACKAGE_CHECKS) await step(name, () => run(installed));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
