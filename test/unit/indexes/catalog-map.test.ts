import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeManifest } from '../../../indexer/atomic-file.js';
import { NotReadyError } from '../../../src/errors.js';
import { encodeEmbeddings } from '../../../src/indexes/embedding-files.js';
import { layOut, layOutCatalog, mapOfCatalog } from '../../../src/indexes/catalog-map.js';
import { createRandom } from '../../../src/random.js';
import { workspacePaths } from '../../../src/storage/workspace.js';
import { createMatrix, normalizeRows, type Matrix } from '../../../src/vector/matrix.js';
import { importInto, jsonLines, plainPhoto, productsIn, writeBelow } from '../../pipeline/import-fixture.js';

/** `clusters` heaps of `each` unit vectors around random directions. */
function heaps(clusters: number, each: number, columns: number): Matrix {
  const random = createRandom('heaps');
  const centres = Array.from({ length: clusters * columns }, () => random.normal());
  const data = Float32Array.from({ length: clusters * each * columns }, (_, i) => {
    const cluster = Math.floor(i / (each * columns));
    return centres[cluster * columns + (i % columns)] + 0.25 * random.normal();
  });
  return normalizeRows(createMatrix(clusters * each, columns, data));
}

test('heaps that lie apart are drawn apart, also more of them than a plane has directions', () => {
  const [clusters, each] = [7, 40];
  const places = layOut(heaps(clusters, each, 16));
  let together = 0;
  for (let i = 0; i < clusters * each; i++) {
    const distance = (j: number): number =>
      Math.hypot(places[2 * i] - places[2 * j], places[2 * i + 1] - places[2 * j + 1]);
    const others = Array.from({ length: clusters * each }, (_, j) => j).filter((j) => j !== i);
    const near = others.sort((a, b) => distance(a) - distance(b)).slice(0, 10);
    together += near.filter((j) => Math.floor(j / each) === Math.floor(i / each)).length;
  }
  const share = together / (10 * clusters * each);
  assert.ok(share > 0.95, `${share}`);
});

test('the same vectors give the same places, of which none is lost', () => {
  const rows = heaps(3, 30, 8);
  const places = layOut(rows);
  assert.deepEqual(places, layOut(rows));
  assert.ok(places.every((value) => Math.abs(value) < 5));
  for (const few of [createMatrix(0, 8), createMatrix(1, 8), createMatrix(2, 1, Float32Array.of(1, -1))]) {
    assert.ok(layOut(few).every((value) => Number.isFinite(value)));
  }
});

test('the map has a point for each embedded product, and a smaller one is a part of it', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-map-'));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const workspace = join(folder, 'shop.vitrine');
  assert.throws(() => layOutCatalog(workspace), NotReadyError);
  writeBelow(folder, 'one.png', await plainPhoto('red'));
  const categories = ['Apparel > Shirts > Polo', 'Apparel > Shirts', 'Shoes', undefined];
  const products = Array.from({ length: 12 }, (_, i) => {
    const category = categories[i % 4];
    return {
      id: `p${i}`,
      title: 'x',
      images: i === 11 ? [] : ['one.png'],
      ...(category === undefined ? {} : { category }),
    };
  });
  await importInto(folder, writeBelow(folder, 'catalog.jsonl', jsonLines(products)));
  const rows = productsIn(folder).map(({ row }) => row);
  const images = heaps(1, 11, 4);
  const embeddings = {
    ...{ model: 'm', images, texts: createMatrix(12, 4), photos: Uint32Array.from(rows.slice(0, 11)) },
    ...{ imageProducts: Uint32Array.from(rows.slice(0, 11)), textProducts: Uint32Array.from(rows) },
  };
  for (const [name, bytes] of Object.entries(encodeEmbeddings(embeddings))) {
    writeBelow(workspace, `embeddings/e1/${name}`, bytes);
  }
  await writeManifest(workspacePaths(workspace), { embeddings: 'e1' });

  const layout = layOutCatalog(workspace);
  const map = mapOfCatalog(layout, { limit: 100 });
  assert.deepEqual(
    [...map.ids].sort(),
    products
      .slice(0, 11)
      .map(({ id }) => id)
      .sort(),
  );
  assert.deepEqual(map.categories, ['Apparel > Shirts', 'Shoes', '']);
  const categoryOf = new Map(map.points.map(([, , category, id]) => [map.ids[id], map.categories[category]]));
  assert.deepEqual([categoryOf.get('p0' as never), categoryOf.get('p3' as never)], ['Apparel > Shirts', '']);
  assert.equal(layOutCatalog(workspace, { known: layout }), layout);
  assert.deepEqual(mapOfCatalog(layout, { limit: 4 }).points, map.points.slice(0, 4));
});
