import assert from 'node:assert/strict';
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { must, type InstalledPackage, type Said } from './installed-package.js';
import { writeSmallCatalog } from './small-catalog.js';

/** One thing that a user does with the package; it throws when that does not work. */
export interface PackageCheck {
  readonly name: string;
  readonly run: (installed: InstalledPackage) => Promise<void> | void;
}

const ENTRIES: Readonly<Record<string, string>> = {
  vitrine: 'openCatalog',
  'vitrine/indexer': 'importCatalog',
  'vitrine/server': 'createApp',
  'vitrine/client': 'createClient',
};

/** In the order of a first day: each goes on from what those before it have left. */
export const PACKAGE_CHECKS: readonly PackageCheck[] = [
  { name: 'ONNX Runtime is the engine, and nobody has installed it', run: hasEngine },
  { name: 'a garment is found in a photo by the shipped model', run: detects },
  { name: 'the four entries can be imported', run: entriesAreImported },
  { name: 'a small catalog is imported, trained, indexed and searched', run: learnsCatalog },
  { name: 'without an engine it searches, and says in a sentence what training needs', run: withoutEngine },
  { name: 'without what is compiled it says in a sentence what to run', run: withoutCompiled },
];

function hasEngine(installed: InstalledPackage): void {
  const { engine } = json<{ engine: { name: string; advice?: string } }>(installed.vitrine('status', '--json'));
  assert.deepEqual([engine.name, engine.advice], ['onnxruntime', undefined]);
  assert.equal(existsSync(join(installed.folder, 'node_modules/onnxruntime-node')), false);
}

async function detects(installed: InstalledPackage): Promise<void> {
  await writeSmallCatalog(installed.folder);
  const words = ['detect', 'images/ada-red-dress.png', '--text', 'red dress', '--json'];
  const { boxes, model } = json<{ boxes: unknown[]; model: string }>(installed.vitrine(...words));
  assert.equal(model, 'fashion');
  assert.ok(boxes.length > 0, 'no box was found');
}

function entriesAreImported(installed: InstalledPackage): void {
  for (const [entry, name] of Object.entries(ENTRIES)) {
    must(installed.module(`import { ${name} } from '${entry}'; if (typeof ${name} !== 'function') process.exit(1);`));
  }
}

async function learnsCatalog(installed: InstalledPackage): Promise<void> {
  const count = await writeSmallCatalog(installed.folder);
  const { added } = json<{ added: number }>(installed.vitrine('import', 'products.jsonl', '--json'));
  assert.equal(added, count);
  const trained = json<{ epochs: number }>(installed.vitrine('train', '--recipe', 'small', '--epochs', '1', '--json'));
  assert.equal(trained.epochs, 1);
  const { embedded } = json<{ embedded: number }>(installed.vitrine('index', '--json'));
  assert.ok(embedded >= count, `${embedded} of ${count} were embedded`);
  assert.equal(firstHit(installed.vitrine('search', 'bloom', 'blue', 'skirt', '--json')), 'bloom-blue-skirt');
  const byPhoto = firstHit(installed.vitrine('search', '--photo', 'images/ada-green-shoe.png', '--json'));
  assert.notEqual(byPhoto, undefined);
}

async function withoutEngine(installed: InstalledPackage): Promise<void> {
  const moved = join(installed.folder, 'node_modules/vitrine/dist/engines');
  await without(moved, () => {
    const refused = installed.vitrine('train', '--epochs', '2');
    assert.equal(refused.status, 1);
    assertSentence(refused.stderr, /ONNX Runtime is not installed.*npm install onnxruntime-node/);
    assert.equal(firstHit(installed.vitrine('search', 'bloom', 'blue', 'skirt', '--json')), 'bloom-blue-skirt');
    const found = json<{ engine: string; warnings: string[] }>(
      installed.vitrine('detect', 'images/ada-red-dress.png', '--json'),
    );
    assert.equal(found.engine, 'tfjs-wasm');
    assert.match(found.warnings[0], /npm install onnxruntime-node/);
    entriesAreImported(installed);
  });
}

async function withoutCompiled(installed: InstalledPackage): Promise<void> {
  await without(join(installed.folder, 'node_modules/better-sqlite3/build'), () => {
    const refused = installed.vitrine('search', 'red');
    assert.equal(refused.status, 1);
    assertSentence(refused.stderr, /better-sqlite3 was not compiled.*npm rebuild/);
  });
}

/** Does something while a folder is away. */
async function without(folder: string, work: () => Promise<void> | void): Promise<void> {
  renameSync(folder, `${folder}.away`);
  try {
    await work();
  } finally {
    renameSync(`${folder}.away`, folder);
  }
}

/** One line, and no stack. */
function assertSentence(said: string, expected: RegExp): void {
  assert.match(said, expected);
  assert.equal(said.trim().split('\n').length, 1, said);
}

function firstHit(said: Said): string | undefined {
  return json<{ hits: { id: string }[] }>(said).hits.at(0)?.id;
}

function json<Document>(said: Said): Document {
  return JSON.parse(must(said)) as Document;
}
