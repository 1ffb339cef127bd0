/**
 * How fast the benchmark network trains and answers: photos per second, median step.
 *
 *     npm run --silent bench -- training [--threads 1|2] [--batch 64] [--stem 2|1] [--steps 9] [--peer PROGRAM.py] [--json]
 *
 * The network, the optimiser and the fields are those of the peer's program, which runs in turn with ours when `--peer`
 * names it; the ratios are those of each side's best round. With several threads, workers of one thread
 * each take equal parts of the batch and meet twice a step.
 */
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { onnxRuntimeVersion } from '../../src/engine/onnx/session.js';
import { createRace } from './training/race.js';

/** How often ours and the peer run in turn. */
const ROUNDS = 3;

interface Result {
  readonly [field: string]: number | string;
  readonly trainPhotosPerSecond: number;
  readonly inferPhotosPerSecond: number;
}

export async function bench(args: readonly string[]): Promise<unknown> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      threads: { type: 'string', default: '1' },
      batch: { type: 'string', default: '64' },
      stem: { type: 'string', default: '2' },
      steps: { type: 'string', default: '9' },
      peer: { type: 'string' },
    },
  });
  const { peer, ...flags } = values;
  const numbers = Object.entries(flags).map(([name, value]) => [name, Number(value)] as const);
  const settings = Object.fromEntries(numbers) as { threads: number; batch: number; stem: 1 | 2; steps: number };
  if (peer === undefined) return race(settings);
  const peerFlags = numbers.flatMap(([name, value]) => [`--${name}`, String(value)]);
  const ours: Result[] = [];
  const peers: Result[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await race(settings));
    peers.push(runPeer(peer, peerFlags));
  }
  const ratio = (field: keyof Result): number => round(best(ours, field) / best(peers, field), 3);
  return { ours, peers, trainRatio: ratio('trainPhotosPerSecond'), inferRatio: ratio('inferPhotosPerSecond') };
}

/** A machine with other things to do slows a run down, never speeds it up: the best of the rounds is the program's. */
function best(results: readonly Result[], field: keyof Result): number {
  return Math.max(...results.map((result) => result[field] as number));
}

/** The system's Python, because the peer is one of its packages. */
function runPeer(program: string, flags: readonly string[]): Result {
  return JSON.parse(execFileSync('/usr/bin/python3', [program, ...flags, '--json'], { encoding: 'utf8' })) as Result;
}

async function race(settings: { threads: number; batch: number; stem: 1 | 2; steps: number }): Promise<Result> {
  const { threads, batch, steps } = settings;
  const shared = createRace(settings);
  const runners = Array.from(
    { length: threads },
    (_, worker) => new Worker(new URL('./training/worker.js', import.meta.url), { workerData: { ...shared, worker } }),
  );
  await Promise.all(runners.map(finished));
  const perSecond = (milliseconds: Float64Array): number => round(batch / (median(milliseconds) / 1000), 1);
  return {
    engine: `ONNX Runtime ${onnxRuntimeVersion()}`,
    ...settings,
    steps,
    trainPhotosPerSecond: perSecond(shared.trainMilliseconds),
    inferPhotosPerSecond: perSecond(shared.inferMilliseconds),
  };
}

function finished(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`a benchmark worker ended with ${code}`));
    });
  });
}

function median(numbers: Float64Array): number {
  return Float64Array.from(numbers).sort()[numbers.length >> 1];
}

function round(number: number, digits: number): number {
  return Number(number.toFixed(digits));
}
