import { FlatIndex } from '../src/indexes/flat.js';
import { HnswIndex, type HnswParameters } from '../src/indexes/hnsw.js';
import { createRandom } from '../src/random.js';
import { rowOf, type Matrix } from '../src/vector/matrix.js';

export interface GraphTask {
  readonly matrix: Matrix;
  readonly parameters: HnswParameters;
  readonly seed: number;
  /** Where the graph is written: a new file. */
  readonly file: string;
  /** Shared: receives the number of rows done. */
  readonly done: Int32Array;
  /** Queries that the recall is sampled with. */
  readonly samples: number;
}

export interface GraphOutcome {
  readonly recallAt10: number;
}

/** Builds one graph, writes it, and compares its answers with the exact ones. Runs in a worker thread. */
export function buildGraph({ matrix, parameters, seed, file, done, samples }: GraphTask): GraphOutcome {
  const graph = HnswIndex.build(matrix, parameters, {
    seed,
    onRows: (rows) => {
      Atomics.store(done, 0, rows);
    },
  });
  graph.save(file);
  const recallAt10 = sampledRecall(graph, matrix, { samples, seed });
  graph.close();
  return { recallAt10 };
}

/** Mean share of the exact ten nearest among the ten found, for queries drawn from the rows themselves. */
function sampledRecall(graph: HnswIndex, matrix: Matrix, { samples, seed }: { samples: number; seed: number }): number {
  const exact = new FlatIndex(matrix);
  const random = createRandom(`${seed}/recall`);
  const count = Math.min(samples, matrix.rows);
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const query = rowOf(matrix, random.integer(matrix.rows));
    const truth = exact.nearest(query, 10);
    const worst = truth.scores.at(-1) ?? 0;
    // Rows as near as the tenth are as good as it: photos that occur twice must not count as misses.
    const found = graph.nearest(query, 10).scores.filter((score) => score >= worst - 1e-5).length;
    sum += found / Math.max(1, truth.rows.length);
  }
  return count === 0 ? 1 : sum / count;
}
