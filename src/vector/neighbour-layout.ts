import type { Random } from '../random.js';

export interface LayoutOptions {
  /** Passes over all pairs of neighbours. Default 60. */
  readonly rounds?: number;
  /** Random others that each pair is pushed from. Default 4. */
  readonly pushes?: number;
}

const FIRST_STEP = 1;
/** A single move is never longer: two points that meet would fly apart. */
const LONGEST = 4;

/**
 * Moves points of the plane until neighbours lie together and all others apart: the attraction and repulsion of UMAP (McInnes
 * et al. 2018, section 3.2) with its curve 1 / (1 + a d^2b) at a = b = 1, and every neighbour of weight 1.
 *
 *     pull of a pair             2 / (1 + d^2)
 *     push from a random point   2 / ((0.001 + d^2) (1 + d^2))
 *
 * @param start [n, 2] where the points begin; the large-scale order of the result is that of the start
 * @param graph [n, neighbours] row numbers, -1 for none
 * @returns [n, 2]
 */
export function neighbourLayout(
  start: Float32Array,
  graph: Int32Array,
  random: Random,
  { rounds = 60, pushes = 4 }: LayoutOptions = {},
): Float32Array {
  const places = Float32Array.from(start);
  const count = places.length / 2;
  const neighbours = count === 0 ? 0 : graph.length / count;
  for (let round = 0; round < rounds; round++) {
    const step = FIRST_STEP * (1 - round / rounds);
    for (let edge = 0; edge < graph.length; edge++) {
      const other = graph[edge];
      if (other < 0) continue;
      const one = Math.floor(edge / neighbours);
      pull(places, one, other, step);
      for (let push = 0; push < pushes; push++) pushFrom(places, one, random.integer(count), step);
    }
  }
  return places;
}

function pull(places: Float32Array, one: number, other: number, step: number): void {
  const x = places[2 * one] - places[2 * other];
  const y = places[2 * one + 1] - places[2 * other + 1];
  const factor = (-2 / (1 + x * x + y * y)) * step;
  const [moveX, moveY] = [bounded(factor * x), bounded(factor * y)];
  // Each goes half the way at most, or they would change places.
  places[2 * one] += moveX / 2;
  places[2 * one + 1] += moveY / 2;
  places[2 * other] -= moveX / 2;
  places[2 * other + 1] -= moveY / 2;
}

function pushFrom(places: Float32Array, one: number, other: number, step: number): void {
  if (one === other) return;
  const x = places[2 * one] - places[2 * other];
  const y = places[2 * one + 1] - places[2 * other + 1];
  const square = x * x + y * y;
  const factor = (2 / ((0.001 + square) * (1 + square))) * step;
  places[2 * one] += bounded(factor * x);
  places[2 * one + 1] += bounded(factor * y);
}

function bounded(move: number): number {
  return Math.max(-LONGEST, Math.min(LONGEST, move));
}
