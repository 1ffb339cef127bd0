import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { floorOf, offence } from './floors.js';
import { ROOT, importsOf, parseSource, sourceFiles } from './source-tree.js';

test('every import goes downwards, and natives enter by their one door', () => {
  const offences = sourceFiles()
    .flatMap(importsOf)
    .flatMap((arrow) => {
      const reason = offence(arrow);
      return reason === undefined ? [] : [`${arrow.from}:${arrow.line} imports ${arrow.to}: ${reason}`];
    });
  assert.deepEqual(offences, []);
});

test('every file of src stands on a floor', () => {
  const homeless = sourceFiles().filter(({ path }) => path.startsWith('src/') && floorOf(path) === undefined);
  assert.deepEqual(
    homeless.map(({ path }) => path),
    [],
  );
});

test('every relative import names a file that exists', () => {
  const generated = new Set(['src/engine/register-gradients.ts']);
  const missing = sourceFiles()
    .flatMap(importsOf)
    .filter(
      ({ isPackage, to }) => !isPackage && to.endsWith('.ts') && !generated.has(to) && !existsSync(join(ROOT, to)),
    );
  assert.deepEqual(
    missing.map(({ from, line, to }) => `${from}:${line} imports ${to}`),
    [],
  );
});

test('what ships imports only dependencies, and every dependency is imported', () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const optional = new Set(['@tensorflow/tfjs-node', '@tensorflow/tfjs-node-gpu']);
  const shipped = sourceFiles()
    .filter(({ path }) => /^(bin|src|indexer|server)\//.test(path))
    // The page is bundled: what it imports ships inside its static files.
    .filter(({ path }) => !path.startsWith('server/page/'))
    .flatMap(importsOf)
    .filter(({ isPackage, to }) => isPackage && !to.startsWith('node:') && !optional.has(to));
  const undeclared = shipped.filter(({ to }) => !(to in manifest.dependencies));
  assert.deepEqual(
    undeclared.map(({ from, line, to }) => `${from}:${line} imports ${to}`),
    [],
  );
  const used = new Set(shipped.map(({ to }) => to));
  assert.deepEqual(
    Object.keys(manifest.dependencies).filter((name) => !used.has(name)),
    [],
  );
});

const WRONG_ARROWS: readonly (readonly [from: string, code: string, reason: RegExp])[] = [
  ['src/text/lemmatize.ts', "import { rowOf } from '../indexes/flat.js';", /floor 2 may not import floor 3/],
  ['src/search/query.ts', "export { tag } from '../tagging/tag.js';", /folders on floor 4 never import each other/],
  ['src/image/decode.ts', "const x = await import('../text/normalize.js');", /folders on floor 2/],
  ['src/image/decode.ts', "new URL('../../indexer/embed.js', import.meta.url);", /src may import only src/],
  ['indexer/build.ts', "import type { Page } from '../server/app.js';", /indexer may import src/],
  ['bin/commands/search.ts', "import { search } from '../../src/search/search.js';", /only the index.ts/],
  ['server/app.ts', "import { main } from '../bin/vitrine.js';", /only the index.ts/],
  ['server/page/app.ts', "import { x } from '../requests/search.js';", /knows only the client/],
  ['server/client/client.ts', "import { x } from '../requests/search.js';", /knows only types/],
  ['src/index.ts', "import { x } from '../test/unit/x.js';", /nobody imports test/],
  ['indexer/import/photos.ts', "import sharp from 'sharp';", /only src\/image\/ imports sharp/],
  ['src/search/search.ts', "import Database from 'better-sqlite3';", /only src\/storage\/database.ts/],
  ['src/somewhere/file.ts', "import { x } from '../box.js';", /stands on no floor/],
];

test('the rule finds each kind of wrong arrow', () => {
  for (const [from, code, reason] of WRONG_ARROWS) {
    const [arrow] = importsOf(parseSource(from, code));
    assert.match(offence(arrow) ?? 'allowed', reason, `${from}: ${code}`);
  }
});
