/** One thread of the training benchmark: its part of each batch, then its part of the weights. */
import { workerData } from 'node:worker_threads';
import { adamWStep } from '../../../indexer/train/adamw.js';
import { meet } from '../../../indexer/train/training-memory.js';
import { selectEngine } from '../../../src/engine/select.js';
import type { CompiledProgram } from '../../../src/engine/engine.js';
import { gradientProgram, inferenceProgram, randomBatch, trainingProgram } from './network.js';
import type { Race } from './race.js';

const UNTIMED = 2;
const { worker, ...race } = workerData as Race & { worker: number };
const { threads, stem, steps, barrier } = race;
const batch = race.batch / threads;
const { photos, classes } = randomBatch(batch);
const engine = await selectEngine({ need: 'train', threads: 1, prefer: 'onnxruntime' });

/** Alone, the whole step is one program; together, gradients are averaged and each updates its part of the weights. */
async function trainingStep(): Promise<() => Promise<void>> {
  if (threads === 1) {
    const program = await engine.compile(trainingProgram({ batch, stem }));
    return async () => {
      await program.run({ photos, classes });
    };
  }
  const program = await engine.compile(gradientProgram({ batch, stem }));
  return sharedStep(program);
}

function sharedStep(program: CompiledProgram): () => Promise<void> {
  const size = race.weights.length;
  const weights = new Float32Array(size);
  const bound = (part: number): number => Math.floor((size * part) / threads);
  const range = { from: bound(worker), to: bound(worker + 1), decays: false };
  let step = 0;
  return async () => {
    weights.set(race.weights);
    const { gradient } = await program.run({ photos, classes, weights });
    race.gradients[worker].set(gradient);
    meet(barrier, threads);
    step++;
    adamWStep(race, race.gradients, range, { learningRate: 1e-3, weightDecay: 0, step });
    meet(barrier, threads);
  };
}

async function time(step: () => Promise<void>, milliseconds: Float64Array): Promise<void> {
  for (let i = -UNTIMED; i < steps; i++) {
    meet(barrier, threads);
    const start = performance.now();
    await step();
    meet(barrier, threads);
    if (worker === 0 && i >= 0) milliseconds[i] = performance.now() - start;
  }
}

await time(await trainingStep(), race.trainMilliseconds);
const answering = await engine.compile(inferenceProgram({ batch, stem }));
await time(async () => {
  await answering.run({ photos });
}, race.inferMilliseconds);
