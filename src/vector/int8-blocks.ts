import { decodeFloat16, encodeFloat16 } from './float16.js';

/*
 * Numbers in 8 bits each: blocks of 32, each with a scale of its own in half precision.
 *
 *     | scale, 2 bytes | 32 signed bytes | scale | 32 signed bytes | ... the last block may be shorter
 *
 *     number = byte * scale,   scale = largest magnitude of the block / 127
 *
 * A number is off by at most half a scale (and the 2^-11 of the scale's own rounding): 0.4 % of the largest number in
 * its block.
 */

const BLOCK = 32;
const SCALE_BYTES = 2;
const MOST = 127;

/** @returns bytes that `encodeInt8Blocks` makes of so many numbers */
export function int8BlocksLength(count: number): number {
  return count + SCALE_BYTES * Math.ceil(count / BLOCK);
}

/** @param values finite */
export function encodeInt8Blocks(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(int8BlocksLength(values.length));
  for (let start = 0, at = 0; start < values.length; start += BLOCK, at += BLOCK + SCALE_BYTES) {
    const block = values.subarray(start, start + BLOCK);
    const largest = block.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const half = encodeFloat16(Float32Array.of(largest / MOST));
    const [scale] = decodeFloat16(half);
    bytes.set(new Uint8Array(half.buffer), at);
    for (const [i, value] of block.entries()) {
      const steps = scale === 0 ? 0 : Math.round(value / scale);
      bytes[at + SCALE_BYTES + i] = Math.max(-MOST, Math.min(MOST, steps)); // two's complement, as Int8Array reads it
    }
  }
  return bytes;
}

/** @param bytes as `encodeInt8Blocks` wrote them */
export function decodeInt8Blocks(bytes: Uint8Array): Float32Array {
  const blocks = Math.ceil(bytes.length / (BLOCK + SCALE_BYTES));
  const values = new Float32Array(Math.max(0, bytes.length - SCALE_BYTES * blocks));
  for (let block = 0; block < blocks; block++) {
    const at = block * (BLOCK + SCALE_BYTES);
    const [scale] = decodeFloat16(Uint16Array.of(bytes[at] | (bytes[at + 1] << 8)));
    const end = Math.min(bytes.length, at + SCALE_BYTES + BLOCK);
    for (let i = at + SCALE_BYTES, to = block * BLOCK; i < end; i++, to++) {
      values[to] = ((bytes[i] << 24) >> 24) * scale;
    }
  }
  return values;
}
