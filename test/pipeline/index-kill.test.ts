import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { test } from 'node:test';
import { indexCatalog } from '../../indexer/embed-catalog.js';
import { trainModel } from '../../indexer/train/index.js';
import { createRandom } from '../../src/random.js';
import { readManifest, workspacePaths } from '../../src/storage/workspace.js';
import { temporaryFolder } from './import-fixture.js';
import { TINY_RECIPE, importGarments } from './training-fixture.js';

const ROUNDS = 3;
const PRODUCTS = 160;
const PART = 32;
/** Graphs, not the exact index, so that building them can be killed too. */
const RECIPE = { ...TINY_RECIPE, encoder: { ...TINY_RECIPE.encoder, epochs: 1 }, index: { graphFrom: 10 } };

/** An indexing in a process of its own, killed without warning after a while. @returns whether it was still at work */
async function indexAndKill(workspace: string, afterMs: number): Promise<boolean> {
  const module = new URL('../../indexer/embed-catalog.js', import.meta.url).href;
  const script = `const { indexCatalog } = await import('${module}');
    console.log('ready'); await indexCatalog({ workspace: '${workspace}', photosPerPart: ${PART} });`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), afterMs));
  return new Promise((resolve) =>
    child.once('exit', (_, signal) => {
      resolve(signal === 'SIGKILL');
    }),
  );
}

function contentOf(workspace: string): Record<string, Buffer | string> {
  const paths = workspacePaths(workspace);
  const manifest = readManifest(paths);
  const embeddings = paths.embedding(manifest.embeddings!);
  const indexes = paths.index(manifest.indexes!);
  const files = ['image.f32', 'text.f32', 'ids.u32', 'hashes.bin'].map((name) => join(embeddings, name));
  const graphs = ['image.hnsw', 'text.hnsw', 'index.json'].map((name) => join(indexes, name));
  const contents = [...files, ...graphs].map((file) => [file.slice(workspace.length), readFileSync(file)] as const);
  return { manifest: JSON.stringify(manifest), ...Object.fromEntries(contents) };
}

test('an indexing that is killed at random moments ends, started again, as if nothing had happened', async (t) => {
  const folder = temporaryFolder(t);
  const workspace = await importGarments(folder, PRODUCTS, RECIPE);
  await trainModel({ workspace });
  const killed = join(folder, 'killed.vitrine');
  cpSync(workspace, killed, { recursive: true });
  const started = performance.now();
  const undisturbed = await indexCatalog({ workspace, photosPerPart: PART });
  const wholeMs = performance.now() - started;
  assert.equal(undisturbed.indexes.image.kind, 'hnsw');
  const random = createRandom(7);
  let kills = 0;
  for (let round = 0; round < ROUNDS; round++) if (await indexAndKill(killed, random.next() * wholeMs)) kills++;
  assert.ok(kills > 0, 'every run ended before it was killed');
  const resumed = await indexCatalog({ workspace: killed, photosPerPart: PART });
  assert.equal(resumed.embedded + resumed.reused, 2 * PRODUCTS);
  assert.deepEqual(contentOf(killed), contentOf(workspace));
});
