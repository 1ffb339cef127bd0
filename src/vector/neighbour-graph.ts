import type { Random } from '../random.js';
import type { Matrix } from './matrix.js';

export interface NeighbourOptions {
  /** How many for each row, fewer where there are not so many. Default 10. */
  readonly neighbours?: number;
  /** Random trees: more find more of the true neighbours, and take longer. Default 4. */
  readonly trees?: number;
  /** Rows that are compared with each other, each with all. Default 80. */
  readonly leaf?: number;
}

/**
 * Likely nearest rows of each row by inner product: rows that lie in one leaf of a random projection tree (Dasgupta and
 * Freund 2008) are compared with each other. Good enough to draw by; a search asks an index.
 * @param rows [n, columns] of unit length
 * @returns [n, neighbours] row numbers, nearest first, -1 where there are no more
 */
export function likelyNeighbours(
  rows: Matrix,
  random: Random,
  { neighbours = 10, trees = 4, leaf = 80 }: NeighbourOptions = {},
): Int32Array {
  const best = new BestRows(rows.rows, neighbours);
  for (let tree = 0; tree < trees; tree++) {
    const order = Uint32Array.from({ length: rows.rows }, (_, row) => row);
    for (const members of leaves(rows, order, leaf, random.fork(tree))) compareAll(rows, members, best);
  }
  return best.rows;
}

/** Halves the rows by their place along the difference of two of them, until the parts are small. */
function* leaves(rows: Matrix, order: Uint32Array, leaf: number, random: Random): Generator<Uint32Array> {
  const open = [order];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (part.length <= leaf) {
      yield part;
      continue;
    }
    const along = placesAlong(rows, part, random);
    const sorted = Uint32Array.from(part, (_, i) => i).sort((a, b) => along[a] - along[b] || part[a] - part[b]);
    const turned = sorted.map((i) => part[i]);
    const middle = part.length >> 1;
    open.push(turned.subarray(0, middle), turned.subarray(middle));
  }
}

function placesAlong({ columns, data }: Matrix, part: Uint32Array, random: Random): Float64Array {
  const [a, b] = [part[random.integer(part.length)] * columns, part[random.integer(part.length)] * columns];
  const direction = Float64Array.from({ length: columns }, (_, i) => data[a + i] - data[b + i]);
  if (direction.every((value) => value === 0)) for (let i = 0; i < columns; i++) direction[i] = random.normal();
  return Float64Array.from(part, (row) => {
    let sum = 0;
    for (let i = 0; i < columns; i++) sum += data[row * columns + i] * direction[i];
    return sum;
  });
}

function compareAll({ columns, data }: Matrix, members: Uint32Array, best: BestRows): void {
  for (let i = 0; i < members.length; i++) {
    const a = members[i] * columns;
    for (let j = i + 1; j < members.length; j++) {
      const b = members[j] * columns;
      let likeness = 0;
      for (let c = 0; c < columns; c++) likeness += data[a + c] * data[b + c];
      best.offer(members[i], members[j], likeness);
      best.offer(members[j], members[i], likeness);
    }
  }
}

/** For each row the best others so far, by insertion. */
class BestRows {
  readonly rows: Int32Array;
  private readonly likeness: Float32Array;

  constructor(
    count: number,
    private readonly places: number,
  ) {
    this.rows = new Int32Array(count * places).fill(-1);
    this.likeness = new Float32Array(count * places).fill(-Infinity);
  }

  offer(row: number, other: number, likeness: number): void {
    const { rows, likeness: known, places } = this;
    const start = row * places;
    let place = start + places - 1;
    if (likeness <= known[place]) return;
    for (let i = start; i <= place; i++) if (rows[i] === other) return;
    for (; place > start && known[place - 1] < likeness; place--) {
      rows[place] = rows[place - 1];
      known[place] = known[place - 1];
    }
    rows[place] = other;
    known[place] = likeness;
  }
}
