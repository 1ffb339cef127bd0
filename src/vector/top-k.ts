/** Row numbers with their scores, best first; equal scores in the order of the rows. */
export interface TopRows {
  readonly rows: Uint32Array;
  readonly scores: Float32Array;
}

/**
 * Keeps the k best of a stream of rows: a binary heap with the worst of them on top.
 *
 *     position 0: worst kept        children of p: 2p + 1, 2p + 2
 *
 * Equal scores rank by row, so the result does not depend on the order in which rows are offered.
 */
export class TopK {
  private readonly rows: Uint32Array;
  private readonly scores: Float64Array;
  private count = 0;

  constructor(private readonly k: number) {
    this.rows = new Uint32Array(k);
    this.scores = new Float64Array(k);
  }

  offer(row: number, score: number): void {
    if (this.count < this.k) {
      this.rows[this.count] = row;
      this.scores[this.count] = score;
      this.siftUp(this.count++);
      return;
    }
    if (this.k === 0 || score < this.scores[0]) return;
    if (score === this.scores[0] && row > this.rows[0]) return;
    this.rows[0] = row;
    this.scores[0] = score;
    this.siftDown();
  }

  /** The score a row must reach to be kept; -Infinity while there is room. */
  get floor(): number {
    return this.count < this.k ? -Infinity : (this.scores[0] ?? Infinity);
  }

  /** The rows that were kept, in no order; valid until the next one is offered. */
  get kept(): Uint32Array {
    return this.rows.subarray(0, this.count);
  }

  /** @returns what was kept, best first; the heap itself stays as it is */
  sorted(): TopRows {
    const order = Array.from({ length: this.count }, (_, i) => i);
    order.sort((a, b) => this.scores[b] - this.scores[a] || this.rows[a] - this.rows[b]);
    return {
      rows: Uint32Array.from(order, (i) => this.rows[i]),
      scores: Float32Array.from(order, (i) => this.scores[i]),
    };
  }

  /** True when the entry at `a` ranks after the one at `b`. */
  private isWorse(a: number, b: number): boolean {
    const difference = this.scores[a] - this.scores[b];
    return difference === 0 ? this.rows[a] > this.rows[b] : difference < 0;
  }

  private siftUp(start: number): void {
    for (let child = start; child > 0;) {
      const parent = (child - 1) >> 1;
      if (!this.isWorse(child, parent)) return;
      this.swap(child, parent);
      child = parent;
    }
  }

  private siftDown(): void {
    for (let parent = 0; ;) {
      const left = 2 * parent + 1;
      if (left >= this.count) return;
      const right = left + 1;
      const worse = right < this.count && this.isWorse(right, left) ? right : left;
      if (!this.isWorse(worse, parent)) return;
      this.swap(parent, worse);
      parent = worse;
    }
  }

  private swap(a: number, b: number): void {
    const row = this.rows[a];
    const score = this.scores[a];
    this.rows[a] = this.rows[b]!;
    this.scores[a] = this.scores[b]!;
    this.rows[b] = row;
    this.scores[b] = score;
  }
}
