/**
 * How many photos a second go from their files to vectors: read, decoded, letterboxed and embedded, nothing kept.
 *
 *     npm run --silent bench -- embedding --workspace DIR [--photos 8000] [--threads 2] [--json]
 *
 * The workspace gives the photo files and the model. Each worker has an engine of one thread, and decodes the next
 * batch while it embeds one.
 */
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { openCatalogReader } from '../../src/catalog/reader.js';
import { onnxRuntimeVersion } from '../../src/engine/onnx/session.js';
import { readManifest, workspacePaths } from '../../src/storage/workspace.js';
import type { EmbeddingReply, EmbeddingTask } from './embedding/worker.js';

export async function bench(args: readonly string[]): Promise<unknown> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      workspace: { type: 'string' },
      photos: { type: 'string', default: '8000' },
      threads: { type: 'string', default: '2' },
    },
  });
  const paths = workspacePaths(values.workspace ?? 'shop.vitrine');
  const { model } = readManifest(paths);
  if (model === undefined) throw new Error(`${paths.root} has no model: run 'vitrine train' first`);
  const threads = Number(values.threads);
  const files = photoFiles(paths.root, Number(values.photos));
  const share = Math.ceil(files.length / threads);
  const workers = Array.from({ length: threads }, (_, i) => {
    const task: EmbeddingTask = { model: paths.model(model), files: files.slice(i * share, (i + 1) * share) };
    return new Worker(new URL('./embedding/worker.js', import.meta.url), { workerData: task });
  });
  await Promise.all(workers.map(nextMessage));
  const start = performance.now();
  const finished = workers.map(nextMessage);
  for (const worker of workers) worker.postMessage('go');
  const replies = await Promise.all(finished);
  const seconds = (performance.now() - start) / 1000;
  return {
    engine: `ONNX Runtime ${onnxRuntimeVersion()}`,
    model,
    photos: replies.reduce((total, { vectors }) => total + vectors, 0),
    threads,
    seconds: Number(seconds.toFixed(2)),
    photosPerSecond: Math.round(files.length / seconds),
  };
}

function photoFiles(workspace: string, most: number): string[] {
  const reader = openCatalogReader(workspacePaths(workspace));
  const files: string[] = [];
  for (const { file, status } of reader.photos()) {
    if (status === 'stored' && files.length < most) files.push(file);
  }
  reader.close();
  return files;
}

function nextMessage(worker: Worker): Promise<EmbeddingReply> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
