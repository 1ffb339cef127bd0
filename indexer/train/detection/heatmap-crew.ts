import type { EngineReport } from '../../../src/engine/engine.js';
import { hireThreads } from '../crew-threads.js';
import { createHeatmapRunner, type HeatmapShare, type HeatmapTools } from './heatmap-step.js';

/** Those who do the work of a training: threads of their own, or the caller's. */
export interface HeatmapCrew {
  readonly engine: EngineReport;
  /** Runs the steps [from, to). */
  run(from: number, to: number): Promise<void>;
  close(): Promise<void>;
}

/** What every worker gets when it starts. */
export interface HeatmapTask extends HeatmapShare {
  /** Of the twin model, which every worker reads for itself. */
  readonly modelFolder: string;
}

export interface HeatmapOrder {
  readonly from: number;
  readonly to: number;
}

/** A crew of worker threads with an engine of one thread each. The calling thread stays free. */
export async function hireHeatmapWorkers(task: Omit<HeatmapTask, 'worker'>): Promise<HeatmapCrew> {
  const tasks = Array.from({ length: task.workers }, (_, worker): HeatmapTask => ({ ...task, worker }));
  const threads = await hireThreads<HeatmapOrder>(new URL('./heatmap-worker.js', import.meta.url), tasks);
  return {
    engine: threads.engine,
    run: (from, to) => threads.order({ from, to }),
    close: () => threads.close(),
  };
}

/** The caller's own thread as a crew of one: for tests. */
export async function trainHeatmapAlone(
  tools: HeatmapTools,
  share: Omit<HeatmapShare, 'worker' | 'workers'>,
): Promise<HeatmapCrew> {
  const runner = await createHeatmapRunner(tools, { ...share, worker: 0, workers: 1 });
  return { engine: tools.engine.report, run: (from, to) => runner.run(from, to), close: () => runner.close() };
}
