import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { buildIndexes } from '../../indexer/build-indexes.js';
import { writeManifest } from '../../indexer/atomic-file.js';
import { DamagedError, NotReadyError } from '../../src/errors.js';
import { encodeEmbeddings, readEmbeddings, type Embeddings } from '../../src/indexes/embedding-files.js';
import { openIndexes } from '../../src/indexes/index-files.js';
import { indexRecipe } from '../../src/indexes/recipe.js';
import { createRandom } from '../../src/random.js';
import { readManifest, workspacePaths, type WorkspacePaths } from '../../src/storage/workspace.js';
import { createMatrix, normalizeRows, rowOf, type Matrix } from '../../src/vector/matrix.js';

const root = mkdtempSync(join(tmpdir(), 'vitrine-indexes-'));
after(() => {
  rmSync(root, { recursive: true, force: true });
});

const random = createRandom(4);

function directions(rows: number): Matrix {
  const matrix = createMatrix(rows, 8);
  for (let i = 0; i < matrix.data.length; i++) matrix.data[i] = random.normal();
  return normalizeRows(matrix);
}

function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
}

/** A workspace with embeddings of 60 photos of 50 products, and indexes over them. */
async function indexed(name: string, graphFrom: number): Promise<WorkspacePaths> {
  const paths = workspacePaths(join(root, name));
  const embeddings: Embeddings = {
    model: 'm1',
    images: directions(60),
    texts: directions(50),
    photos: Uint32Array.from({ length: 60 }, (_, i) => i + 1),
    imageProducts: Uint32Array.from({ length: 60 }, (_, i) => Math.min(i, 49)),
    textProducts: Uint32Array.from({ length: 50 }, (_, i) => i),
  };
  writeFiles(paths.embedding('e1'), encodeEmbeddings(embeddings));
  await writeManifest(paths, { embeddings: 'e1' });
  await buildIndexes(paths, { recipe: indexRecipe.parse({ graphFrom }), seed: 7 });
  return paths;
}

function open(paths: WorkspacePaths): ReturnType<typeof openIndexes> {
  const { embeddings = '', indexes = '' } = readManifest(paths);
  return openIndexes(paths.index(indexes), readEmbeddings(paths.embedding(embeddings)), embeddings);
}

test('embeddings that were written are read back', async () => {
  const read = readEmbeddings((await indexed('round', 1000)).embedding('e1'));
  assert.equal(read.model, 'm1');
  assert.equal(read.images.rows, 60);
  assert.equal(read.photos[59], 60);
  assert.equal(read.imageProducts[59], 49);
  assert.equal(read.textProducts.length, 50);
});

test('few vectors are compared exactly, many through a graph, and both say which', async () => {
  const exact = open(await indexed('exact', 1000));
  assert.deepEqual([exact.image.index.kind, exact.text.index.kind], ['exact', 'exact']);
  const graphs = open(await indexed('graphs', 10));
  assert.deepEqual([graphs.image.index.kind, graphs.text.index.kind], ['hnsw', 'hnsw']);
  assert.ok(graphs.image.about.recallAt10 > 0.95);
  const query = rowOf(graphs.image.matrix, 7);
  assert.equal(graphs.image.index.nearest(query, 1).rows[0], 7);
});

test('the manifest names the graphs with their checksums, and building again changes nothing', async () => {
  const paths = await indexed('again', 10);
  const before = readManifest(paths);
  const id = before.indexes ?? '';
  assert.deepEqual(Object.keys(before.checksums ?? {}), [`indexes/${id}/image.hnsw`, `indexes/${id}/text.hnsw`]);
  const bytes = readFileSync(join(paths.index(id), 'image.hnsw'));
  await buildIndexes(paths, { recipe: indexRecipe.parse({ graphFrom: 10 }), seed: 7 });
  assert.deepEqual(readManifest(paths), before);
  assert.deepEqual(readFileSync(join(paths.index(id), 'image.hnsw')), bytes);
});

test('without embeddings there is nothing to index', async () => {
  const paths = workspacePaths(join(root, 'empty'));
  await assert.rejects(buildIndexes(paths, { recipe: indexRecipe.parse({}), seed: 7 }), NotReadyError);
  assert.throws(() => readEmbeddings(paths.embedding('none')), NotReadyError);
});

const DAMAGES: Readonly<Record<string, (index: string, embedding: string) => void>> = {
  'a graph that was cut short': (index) => {
    truncateSync(join(index, 'image.hnsw'), 100);
  },
  'a graph with a flipped byte': (index) => {
    const bytes = readFileSync(join(index, 'text.hnsw'));
    bytes[bytes.length >> 1] ^= 1;
    writeFileSync(join(index, 'text.hnsw'), bytes);
  },
  'a graph that is gone': (index) => {
    rmSync(join(index, 'image.hnsw'));
  },
  'an index.json that is no JSON': (index) => {
    writeFileSync(join(index, 'index.json'), '{"version": 1,');
  },
  'an index.json of other embeddings': (index) => {
    const file = join(index, 'index.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"e1"', '"e2"'));
  },
  'an index.json with another count': (index) => {
    const file = join(index, 'index.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"vectors": 60', '"vectors": 61'));
  },
  'an index.json that is gone': (index) => {
    rmSync(join(index, 'index.json'));
  },
  'vectors that were cut short': (_, embedding) => {
    truncateSync(join(embedding, 'image.f32'), 100);
  },
  'vectors that grew': (_, embedding) => {
    appendFileSync(join(embedding, 'text.f32'), 'more');
  },
  'ids out of order': (_, embedding) => {
    const file = join(embedding, 'ids.u32');
    const bytes = readFileSync(file);
    bytes.writeUInt32LE(49, 4 * 60);
    writeFileSync(file, bytes);
  },
};

for (const [name, damage] of Object.entries(DAMAGES)) {
  test(`${name} is named with a remedy and never loaded`, async () => {
    const paths = await indexed(name.replaceAll(' ', '-'), 10);
    damage(paths.index(readManifest(paths).indexes ?? ''), paths.embedding('e1'));
    assert.throws(
      () => open(paths),
      (error: unknown) => {
        assert.ok(error instanceof DamagedError, String(error));
        assert.match(error.message, /run 'vitrine index' again/);
        return true;
      },
    );
  });
}

test('a damaged graph is built again by the next index', async () => {
  const paths = await indexed('repaired', 10);
  rmSync(join(paths.index(readManifest(paths).indexes ?? ''), 'image.hnsw'));
  await buildIndexes(paths, { recipe: indexRecipe.parse({ graphFrom: 10 }), seed: 7 });
  assert.equal(open(paths).image.index.kind, 'hnsw');
});
