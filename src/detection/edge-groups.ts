import type { EdgeMap } from './edges.js';

/** Pixels of an edge map that belong together, and how well groups continue each other. */
export interface EdgeGroups {
  readonly count: number;
  readonly width: number;
  readonly height: number;
  /** [height, width] group of each pixel, -1 off the edges */
  readonly ids: Int32Array;
  /** [count] summed strength */
  readonly strength: Float32Array;
  /** [count] mean position, rounded to a pixel */
  readonly x: Int32Array;
  readonly y: Int32Array;
  /** Neighbours of group g and their affinities: entries starts[g] to starts[g + 1]. */
  readonly starts: Int32Array;
  readonly neighbors: Int32Array;
  readonly affinities: Float32Array;
}

export interface EdgeGroupOptions {
  /** Edges fainter than this belong to no group. */
  readonly edgeMinMag: number;
  /** A group ends when the turns along it sum to more than this, in radians. */
  readonly edgeMergeThreshold: number;
  /** Groups of less strength are dissolved into their neighbours. */
  readonly clusterMinMag: number;
  /** Exponent of the affinity. */
  readonly gamma: number;
}

/** Groups at most so many pixels apart are neighbours (Zitnick & Dollár 2014, section 3.1). */
const NEIGHBOR_REACH = 2;

/** Fainter affinities hardly change a score, and cost time. */
export const LEAST_AFFINITY = 0.05;

const OFF = -1;
const FREE = -2;

/**
 * Groups edge pixels into nearly straight pieces: 8-connected, until the sum of the differences of direction is above
 * the threshold (Zitnick & Dollár 2014, section 3.1).
 */
export function groupEdges(edges: EdgeMap, options: EdgeGroupOptions): EdgeGroups {
  const ids = new Int32Array(edges.strength.length).fill(OFF);
  for (let i = 0; i < ids.length; i++) if (edges.strength[i] > options.edgeMinMag) ids[i] = FREE;
  clearBorder(ids, edges);
  const grown = growGroups(ids, edges, options.edgeMergeThreshold);
  const count = dissolveFaint(ids, edges, { count: grown, clusterMinMag: options.clusterMinMag });
  const groups = measureGroups(ids, edges, count);
  return {
    count,
    width: edges.width,
    height: edges.height,
    ids,
    ...groups,
    ...affinitiesOf(ids, edges, groups, options),
  };
}

/** Without edges on the outermost pixels, all eight neighbours of an edge pixel exist. */
function clearBorder(ids: Int32Array, { width, height }: EdgeMap): void {
  for (let x = 0; x < width; x++) ids[x] = ids[(height - 1) * width + x] = OFF;
  for (let y = 0; y < height; y++) ids[y * width] = ids[y * width + width - 1] = OFF;
}

function eightNeighbors(width: number): readonly number[] {
  return [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1];
}

/** Angle between two directions that have no sense: 0 to pi / 2. */
function turn(a: number, b: number): number {
  const difference = Math.abs(a - b);
  return difference > Math.PI / 2 ? Math.PI - difference : difference;
}

/**
 * Grows groups from each free pixel in reading order. The frontier holds the free neighbours of the group, each with
 * the turn towards it; the smallest turn is taken next.
 * @returns the number of groups
 */
function growGroups(ids: Int32Array, { width, direction }: EdgeMap, threshold: number): number {
  const around = eightNeighbors(width);
  const frontier = new Int32Array(ids.length * 8);
  const turns = new Float32Array(ids.length * 8);
  let count = 0;
  for (let start = 0; start < ids.length; start++) {
    if (ids[start] !== FREE) continue;
    let length = 0;
    let turned = 0;
    for (let pixel = start; pixel !== OFF;) {
      ids[pixel] = count;
      for (const step of around) {
        if (ids[pixel + step] !== FREE) continue;
        frontier[length] = pixel + step;
        turns[length++] = turn(direction[pixel], direction[pixel + step]);
      }
      const next = takeStraightest(frontier, turns, length, ids);
      length = next.length;
      turned += next.turn;
      pixel = turned > threshold ? OFF : next.pixel;
    }
    count++;
  }
  return count;
}

interface FrontierStep {
  pixel: number;
  turn: number;
  length: number;
}

const step: FrontierStep = { pixel: OFF, turn: 0, length: 0 };
function takeStraightest(frontier: Int32Array, turns: Float32Array, length: number, ids: Int32Array): FrontierStep {
  let kept = 0;
  let best = -1;
  for (let i = 0; i < length; i++) {
    if (ids[frontier[i]] !== FREE) continue;
    frontier[kept] = frontier[i];
    turns[kept] = turns[i];
    if (best < 0 || turns[kept] < turns[best]) best = kept;
    kept++;
  }
  step.length = kept;
  step.pixel = best < 0 ? OFF : frontier[best];
  step.turn = best < 0 ? 0 : turns[best];
  return step;
}

/** @returns the number of groups left, numbered anew */
function dissolveFaint(
  ids: Int32Array,
  { width, strength, direction }: EdgeMap,
  { count, clusterMinMag }: { count: number; clusterMinMag: number },
): number {
  const total = new Float64Array(count);
  for (let i = 0; i < ids.length; i++) if (ids[i] >= 0) total[ids[i]] += strength[i];
  const around = eightNeighbors(width);
  const loose: number[] = [];
  for (let i = 0; i < ids.length; i++) {
    if (ids[i] < 0 || total[ids[i]] > clusterMinMag) continue;
    ids[i] = FREE;
    loose.push(i);
  }
  for (let joined = true; joined;) {
    joined = false;
    for (const pixel of loose) {
      if (ids[pixel] !== FREE) continue;
      let straightest = Infinity;
      for (const offset of around) {
        const group = ids[pixel + offset];
        if (group < 0) continue;
        const angle = turn(direction[pixel], direction[pixel + offset]);
        if (angle >= straightest) continue;
        straightest = angle;
        ids[pixel] = group;
        joined = true;
      }
    }
  }
  return renumber(ids, count);
}

function renumber(ids: Int32Array, count: number): number {
  const names = new Int32Array(count).fill(OFF);
  let used = 0;
  for (let i = 0; i < ids.length; i++) {
    const group = ids[i];
    if (group < 0) ids[i] = OFF;
    else ids[i] = names[group] === OFF ? (names[group] = used++) : names[group];
  }
  return used;
}

interface GroupMeasures {
  readonly strength: Float32Array;
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly meanX: Float64Array;
  readonly meanY: Float64Array;
  readonly direction: Float64Array;
}

/** Sums and means, weighted by strength; directions averaged as doubled angles, because they have no sense. */
function measureGroups(ids: Int32Array, edges: EdgeMap, count: number): GroupMeasures {
  const sum = (): Float64Array => new Float64Array(count);
  const [total, meanX, meanY, cosine, sine] = [sum(), sum(), sum(), sum(), sum()];
  for (let i = 0; i < ids.length; i++) {
    const group = ids[i];
    if (group < 0) continue;
    const weight = edges.strength[i];
    total[group] += weight;
    meanX[group] += weight * (i % edges.width);
    meanY[group] += weight * Math.floor(i / edges.width);
    cosine[group] += weight * Math.cos(2 * edges.direction[i]);
    sine[group] += weight * Math.sin(2 * edges.direction[i]);
  }
  for (let g = 0; g < count; g++) {
    meanX[g] /= total[g];
    meanY[g] /= total[g];
  }
  return {
    strength: Float32Array.from(total),
    x: Int32Array.from(meanX, Math.round),
    y: Int32Array.from(meanY, Math.round),
    meanX,
    meanY,
    direction: cosine.map((value, g) => Math.atan2(sine[g], value) / 2),
  };
}

/** Affinity of each pair of neighbours: |cos(a - ab) cos(b - ab)|^gamma (Zitnick & Dollár 2014, eq. 1). */
function affinitiesOf(
  ids: Int32Array,
  { width, height }: EdgeMap,
  { meanX, meanY, direction }: GroupMeasures,
  { gamma }: EdgeGroupOptions,
): Pick<EdgeGroups, 'starts' | 'neighbors' | 'affinities'> {
  const count = direction.length;
  const lists = Array.from({ length: count }, () => new Map<number, number>());
  const join = (a: number, b: number): void => {
    if (lists[a].has(b)) return;
    const between = Math.atan2(meanY[b] - meanY[a], meanX[b] - meanX[a]);
    const affinity = Math.abs(Math.cos(direction[a] - between) * Math.cos(direction[b] - between)) ** gamma;
    lists[a].set(b, affinity);
    lists[b].set(a, affinity);
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const group = ids[y * width + x];
      if (group < 0) continue;
      for (let row = y; row <= Math.min(height - 1, y + NEIGHBOR_REACH); row++) {
        const from = row === y ? x + 1 : Math.max(0, x - NEIGHBOR_REACH);
        for (let column = from; column <= Math.min(width - 1, x + NEIGHBOR_REACH); column++) {
          const other = ids[row * width + column];
          if (other >= 0 && other !== group) join(group, other);
        }
      }
    }
  }
  return packNeighbors(lists);
}

function packNeighbors(
  lists: readonly ReadonlyMap<number, number>[],
): Pick<EdgeGroups, 'starts' | 'neighbors' | 'affinities'> {
  const starts = new Int32Array(lists.length + 1);
  const neighbors: number[] = [];
  const affinities: number[] = [];
  for (const [g, list] of lists.entries()) {
    for (const [other, affinity] of list) {
      if (affinity < LEAST_AFFINITY) continue;
      neighbors.push(other);
      affinities.push(affinity);
    }
    starts[g + 1] = neighbors.length;
  }
  return { starts, neighbors: Int32Array.from(neighbors), affinities: Float32Array.from(affinities) };
}
