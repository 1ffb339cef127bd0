import { grown } from '../vector/grown.js';

/**
 * Numbers by product row, 0 but for a few, made once and used for one query after another: clearing costs as much as
 * was written, not as much as there are rows.
 *
 *     values   [ 0, 0, .4, 0, .9, ... ]   by row
 *     rows     [ 4, 2 ]                   where something was written, in that order
 */
export class SparseRows {
  private numbers = new Float32Array(0);
  private isWritten = new Uint8Array(0);
  private places = new Uint32Array(0);
  private count = 0;

  /** By row. */
  get values(): Float32Array {
    return this.numbers;
  }

  /** The rows that were written since the last `clear`, those that were set to 0 among them; valid until the next write. */
  get rows(): Uint32Array {
    return this.places.subarray(0, this.count);
  }

  /** A copy of what is not 0. */
  written(): { rows: Uint32Array; scores: Float32Array } {
    const rows = new Uint32Array(this.count);
    const scores = new Float32Array(this.count);
    let next = 0;
    for (let i = 0; i < this.count; i++) {
      const row = this.places[i];
      if (this.numbers[row] === 0) continue;
      rows[next] = row;
      scores[next++] = this.numbers[row];
    }
    return { rows: rows.slice(0, next), scores: scores.slice(0, next) };
  }

  /** @param rows one more than the largest row from now on */
  clear(rows: number): void {
    for (let i = 0; i < this.count; i++) {
      this.numbers[this.places[i]] = 0;
      this.isWritten[this.places[i]] = 0;
    }
    this.count = 0;
    if (this.numbers.length >= rows) return;
    this.numbers = grown(this.numbers, rows);
    this.isWritten = grown(this.isWritten, rows);
    this.places = grown(this.places, rows);
  }

  set(row: number, value: number): void {
    this.note(row);
    this.numbers[row] = value;
  }

  add(row: number, value: number): void {
    this.note(row);
    this.numbers[row] += value;
  }

  /** The larger of what is there and a value. */
  raise(row: number, value: number): void {
    this.note(row);
    if (value > this.numbers[row]) this.numbers[row] = value;
  }

  divide(divisor: number): void {
    for (let i = 0; i < this.count; i++) this.numbers[this.places[i]] /= divisor;
  }

  private note(row: number): void {
    if (this.isWritten[row] === 1) return;
    this.isWritten[row] = 1;
    this.places[this.count++] = row;
  }
}
