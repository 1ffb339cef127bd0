import assert from 'node:assert/strict';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import sharp from 'sharp';
import { withLock } from '../../indexer/lock.js';
import { runImport } from '../../indexer/import/import-run.js';
import type { ImportSummary } from '../../indexer/import/index.js';
import { findMainProduct } from '../../indexer/import/main-product-worker.js';
import type { MainProductFinder, MainProductJob } from '../../indexer/import/main-products.js';
import type { Box } from '../../src/box.js';
import type { Detection, Detector } from '../../src/detection/detection.js';
import { migrateCatalog } from '../../src/catalog/schema.js';
import { indexedTexts } from '../../src/indexes/indexed-texts.js';
import { openPhotoStore } from '../../src/image/photo-store.js';
import type { Photo } from '../../src/image/transforms.js';
import { openDatabase } from '../../src/storage/database.js';
import { workspacePaths } from '../../src/storage/workspace.js';
import { jsonLines, problemsOf, productsIn, queryIn, temporaryFolder, writeBelow } from './import-fixture.js';

const COLORS: Readonly<Record<string, readonly [number, number, number]>> = {
  red: [220, 20, 20],
  blue: [20, 20, 220],
};

/** Finds the box around the pixels of the colour that the text names, as sure as `score`. */
function colorDetector(score: number): Pick<Detector, 'look'> {
  const boxOf = ({ data, width }: Photo, text: string): Box | undefined => {
    const [, color] = Object.entries(COLORS).find(([name]) => text.toLowerCase().includes(name)) ?? [];
    const box = { x1: Infinity, y1: Infinity, x2: 0, y2: 0 };
    for (let i = 0; i < data.length; i += 3) {
      if (color?.every((value, c) => Math.abs(value - data[i + c]) < 40) !== true) continue;
      const [x, y] = [(i / 3) % width, Math.floor(i / 3 / width)];
      Object.assign(box, { x1: Math.min(box.x1, x), y1: Math.min(box.y1, y) });
      Object.assign(box, { x2: Math.max(box.x2, x + 1), y2: Math.max(box.y2, y + 1) });
    }
    return box.x2 === 0 ? undefined : box;
  };
  return {
    look: (photo) =>
      Promise.resolve({
        proposals: () => Promise.reject(new Error('nobody asks')),
        garments: () => Promise.reject(new Error('nobody asks')),
        find: (texts) =>
          Promise.resolve(
            texts.map((text): Detection[] => {
              const box = boxOf(photo, text);
              return box === undefined ? [] : [{ box, score }];
            }),
          ),
      }),
  };
}

interface CountingFinder extends MainProductFinder {
  readonly looked: MainProductJob[];
}

function finderOf(score = 0.9, version = 'v1'): CountingFinder {
  const looked: MainProductJob[] = [];
  return {
    ...{ model: 'colours', recipe: 'a', version, looked },
    find: (jobs, size) => {
      looked.push(...jobs);
      return Promise.all(jobs.map((job) => findMainProduct(job, colorDetector(score), size)));
    },
    close: () => Promise.resolve(),
  };
}

/** A red shirt and blue trousers before a busy wall, 60 x 80 pixels. */
async function wornPhoto(): Promise<Buffer> {
  const stripes = Array.from({ length: 20 }, (_, i) => {
    const grey = [30, 120, 210][i % 3];
    return `<rect x="${i * 3}" y="0" width="3" height="80" fill="rgb(${grey}, ${grey}, 90)"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="80" shape-rendering="crispEdges">${stripes.join('')}
    <rect x="15" y="10" width="30" height="26" fill="rgb(220,20,20)"/>
    <rect x="18" y="36" width="24" height="40" fill="rgb(20,20,220)"/></svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

/** A red shirt alone on white. */
async function packShot(): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="80" shape-rendering="crispEdges">
    <rect width="60" height="80" fill="#fff"/><rect x="15" y="20" width="30" height="40" fill="rgb(220,20,20)"/></svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

async function writeShop(t: TestContext, title = 'Red shirt'): Promise<{ folder: string; catalog: string }> {
  const folder = temporaryFolder(t);
  writeBelow(folder, 'worn.png', await wornPhoto());
  writeBelow(folder, 'pack.png', await packShot());
  const products = [
    { id: 'shirt', title, images: ['worn.png'] },
    { id: 'trousers', title: 'Blue trousers', images: ['worn.png'] },
    { id: 'pack', title: 'Red shirt', images: ['pack.png'] },
    { id: 'gloves', title: 'Green gloves', images: ['worn.png'] },
  ];
  return { folder, catalog: writeBelow(folder, 'catalog.jsonl', jsonLines(products)) };
}

function run(folder: string, catalog: string, finder?: MainProductFinder): Promise<ImportSummary> {
  const options = { workspace: join(folder, 'shop.vitrine'), sources: [catalog], photoSize: 8 };
  const paths = workspacePaths(options.workspace);
  return withLock(paths, 'import', () =>
    runImport(paths, { ...options, mainProduct: finder !== undefined }, () => finder!),
  );
}

/** Mean colour of what the pixel store shows of a product's first photo. */
function shownColor(folder: string, id: string): number[] {
  const photo = productsIn(folder).find(({ product }) => product.id === id)?.photos[0];
  const store = openPhotoStore(workspacePaths(join(folder, 'shop.vitrine')).photos(8));
  const pixels = store.read([photo?.slot ?? -1]);
  store.close();
  const isShown = (i: number): boolean => [0, 1, 2].some((c) => pixels[i + c] < 250); // the letterbox is white
  const shown = Array.from({ length: pixels.length / 3 }, (_, i) => 3 * i).filter(isShown);
  return [0, 1, 2].map((c) => Math.round(shown.reduce((sum, i) => sum + pixels[i + c], 0) / shown.length));
}

const mainOf = (folder: string, id: string): unknown =>
  productsIn(folder).find(({ product }) => product.id === id)?.photos[0].main;

test('what is stored of a worn photo is the garment that the text names; the summary tells what was found', async (t) => {
  const { folder, catalog } = await writeShop(t);
  const summary = await run(folder, catalog, finderOf());
  assert.deepEqual(summary.mainProduct, { found: 2, whole: 1, unsure: 1, model: 'colours', recipe: 'a' });
  assert.deepEqual(mainOf(folder, 'shirt'), { kind: 'found', box: [15, 10, 30, 26], score: 0.9 });
  assert.deepEqual(mainOf(folder, 'trousers'), { kind: 'found', box: [18, 36, 24, 40], score: 0.9 });
  assert.deepEqual(shownColor(folder, 'shirt'), [220, 20, 20]);
  assert.deepEqual(shownColor(folder, 'trousers'), [20, 20, 220]);
});

test('a product on a plain background keeps its whole photo, and so does one that nobody is sure of', async (t) => {
  const { folder, catalog } = await writeShop(t);
  const summary = await run(folder, catalog, finderOf(0.2));
  assert.equal(summary.mainProduct?.unsure, 3);
  const pack = productsIn(folder).find(({ product }) => product.id === 'pack')?.photos[0];
  assert.equal(pack?.pixelsHash, pack?.contentHash);
  assert.deepEqual(pack?.main?.box, [15, 20, 30, 40]);
  assert.equal(pack?.main?.kind, 'whole');
  const reasons = problemsOf(summary).map(({ id, kind, reason }) => [id, kind, reason]);
  assert.equal(reasons.length, 3);
  assert.deepEqual(reasons[0].slice(0, 2), ['shirt', 'warning']);
  assert.match(String(reasons[0][2]), /'worn\.png'.*\[15, 10, 30, 26\], score 0\.20.*whole photo is kept/);
  assert.match(String(reasons[2][2]), /nothing like its text/);
});

test('a second import looks at nothing again, and still tells what it is unsure of', async (t) => {
  const { folder, catalog } = await writeShop(t);
  await run(folder, catalog, finderOf());
  const again = finderOf();
  const summary = await run(folder, catalog, again);
  assert.deepEqual(again.looked, []);
  assert.deepEqual([summary.photos.unchanged, summary.photos.stored, summary.changed], [4, 0, 0]);
  assert.deepEqual([summary.mainProduct?.found, summary.mainProduct?.unsure], [2, 1]);
  assert.equal(problemsOf(summary).length, 1);
});

test('another text or another detector is a new question, for the photos that it concerns', async (t) => {
  const { folder } = await writeShop(t);
  await run(folder, join(folder, 'catalog.jsonl'), finderOf());
  writeBelow(folder, 'catalog.jsonl', jsonLines([{ id: 'shirt', title: 'Blue skirt', images: ['worn.png'] }]));
  const other = finderOf();
  await run(folder, join(folder, 'catalog.jsonl'), other);
  assert.deepEqual(
    other.looked.map(({ text }) => text),
    ['Blue skirt'],
  );
  assert.deepEqual(shownColor(folder, 'shirt'), [20, 20, 220]);
  const retrained = finderOf(0.9, 'v2');
  await run(folder, join(folder, 'catalog.jsonl'), retrained);
  assert.equal(retrained.looked.length, 1);
});

test('whole photos and parts of them are never mixed up: without the option the photos are whole again', async (t) => {
  const { folder, catalog } = await writeShop(t);
  await run(folder, catalog);
  const whole = shownColor(folder, 'shirt');
  assert.deepEqual(shownColor(folder, 'trousers'), whole);
  await run(folder, catalog, finderOf());
  assert.deepEqual(shownColor(folder, 'shirt'), [220, 20, 20]);
  const summary = await run(folder, catalog);
  assert.deepEqual([shownColor(folder, 'shirt'), mainOf(folder, 'shirt')], [whole, undefined]);
  assert.equal(summary.mainProduct, undefined);
  assert.equal((await run(folder, catalog)).photos.unchanged, 4);
});

/** Makes the imported catalog one that version 1 has left behind. */
function makeOld(workspace: string): void {
  const { database: file } = workspacePaths(workspace);
  const now = join(workspace, 'now.sqlite');
  openDatabase(file, { readOnly: false }).close(); // folds the log into the file
  renameSync(file, now);
  const database = openDatabase(file, { readOnly: false });
  migrateCatalog(database, file, { indexedTexts, upTo: 1 });
  database.exec(`ATTACH '${now}' AS now`);
  const columns = {
    products: 'row, id, hash, price, document',
    photos: 'photo, row, position, source, file, signature, content_hash, width, height, status, problem',
    pixels: 'size, content_hash, slot',
    settings: 'name, value',
  };
  for (const [table, names] of Object.entries(columns)) {
    database.exec(`INSERT INTO main.${table} (${names}) SELECT ${names} FROM now.${table}`);
  }
  database.close();
}

test('a catalog of version 1 is read as it is, and brought up to date by the next import', async (t) => {
  const { folder, catalog } = await writeShop(t);
  await run(folder, catalog);
  makeOld(join(folder, 'shop.vitrine'));
  const [shirt] = productsIn(folder);
  assert.deepEqual([shirt.photos[0].main, shirt.photos[0].pixelsHash], [undefined, shirt.photos[0].contentHash]);
  const summary = await run(folder, catalog, finderOf());
  assert.deepEqual([summary.unchanged, summary.mainProduct?.found], [4, 2]);
  assert.equal(queryIn(folder, `SELECT count(*) FROM photos WHERE main_kind = 'found'`), 2);
});
