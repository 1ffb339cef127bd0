// Puts ONNX Runtime into dist/engines, from where the package ships it; see docs/decisions/0016-shipped-engine.md.
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** What Node loads of the package: its JavaScript and its binaries, not its install script and its sources. */
const PARTS = [/^dist\/.*\.js$/, /^bin\//, /^README\.md$/];

/** The same library twice, since a package cannot hold links: the binding names the other one. */
const DOUBLES = [/^bin\/napi-v\d+\/darwin\/[^/]+\/libonnxruntime\.\d+\.\d+\.\d+\.dylib$/];

/** Fields of its package.json that stay: with its scripts left out there is nothing to run while it is installed. */
const FIELDS = ['name', 'version', 'description', 'license', 'author', 'repository', 'main', 'os'];

/**
 * Copies the installed ONNX Runtime, by links where the file system has them. What is there of the same release stays.
 * @param dist folder of the compiled code
 * @param licence text of its licence, which its own package leaves out
 */
export function shipEngine(dist, licence) {
  const from = dirname(require.resolve('onnxruntime-node/package.json'));
  const to = join(dist, 'engines/onnxruntime-node');
  const about = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'));
  if (shippedVersion(to) === about.version) return;
  rmSync(to, { recursive: true, force: true });
  for (const path of filesBelow(from)) {
    const isPart = PARTS.some((part) => part.test(path)) && !DOUBLES.some((double) => double.test(path));
    if (isPart) linkOrCopy(join(from, path), join(to, path));
  }
  writeFileSync(join(to, 'LICENSE'), licence);
  // Written last: it says that the copy is whole.
  const fields = Object.fromEntries(FIELDS.map((name) => [name, about[name]]));
  writeFileSync(join(to, 'package.json'), `${JSON.stringify(fields, null, 2)}\n`);
}

function shippedVersion(folder) {
  const file = join(folder, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : undefined;
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath ?? entry.path, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
}

function linkOrCopy(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to); // another disk, or a file system without links
  }
}
