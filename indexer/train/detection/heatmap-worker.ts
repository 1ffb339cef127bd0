/** The thread of one worker of a heat map's training: an engine of one thread, and the orders of heatmap-crew.ts. */
import { workerData } from 'node:worker_threads';
import { readModel } from '../../../src/encoder/format.js';
import { encoderOf } from '../../../src/encoder/open-encoder.js';
import { selectEngine } from '../../../src/engine/select.js';
import { obeyOrders } from '../crew-threads.js';
import type { HeatmapOrder, HeatmapTask } from './heatmap-crew.js';
import { createHeatmapRunner } from './heatmap-step.js';

const { modelFolder, ...share } = workerData as HeatmapTask;
const engine = await selectEngine({ need: 'train', threads: 1 });
const twin = readModel(modelFolder);
const runner = await createHeatmapRunner({ engine, twin, encoder: encoderOf(twin, engine) }, share);

obeyOrders<HeatmapOrder>(engine.report, ({ from, to }) => runner.run(from, to));
