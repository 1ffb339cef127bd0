import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../../src/random.js';
import { decodeInt8Blocks, encodeInt8Blocks, int8BlocksLength } from '../../../src/vector/int8-blocks.js';

test('32 numbers take 34 bytes: a scale and a byte each', () => {
  assert.deepEqual([0, 1, 32, 33, 64].map(int8BlocksLength), [0, 3, 34, 37, 68]);
  // The scale is 1, which is 0x3c00 in half precision.
  assert.deepEqual([...encodeInt8Blocks(Float32Array.of(127, -127, 3, -0.4))], [0, 0x3c, 127, 129, 3, 0]);
  assert.deepEqual([...decodeInt8Blocks(Uint8Array.of(0, 0x3c, 127, 129, 3, 0))], [127, -127, 3, 0]);
});

test('a number is off by at most 0.45 % of the largest one in its block, whatever stands in other blocks', () => {
  const random = createRandom(4);
  const values = Float32Array.from({ length: 1000 }, (_, i) => random.normal() * 10 ** -(i >> 8));
  const read = decodeInt8Blocks(encodeInt8Blocks(values));
  assert.equal(read.length, values.length);
  for (let start = 0; start < values.length; start += 32) {
    const block = values.subarray(start, start + 32);
    const largest = Math.max(...block.map(Math.abs));
    block.forEach((value, i) => {
      assert.ok(Math.abs(read[start + i] - value) <= 0.0045 * largest);
    });
  }
});

test('zeros stay zeros, and what was rounded once is not rounded again', () => {
  assert.deepEqual(decodeInt8Blocks(encodeInt8Blocks(new Float32Array(40))), new Float32Array(40));
  const once = decodeInt8Blocks(encodeInt8Blocks(Float32Array.from({ length: 70 }, (_, i) => Math.sin(i))));
  assert.deepEqual(decodeInt8Blocks(encodeInt8Blocks(once)), once);
  assert.equal(decodeInt8Blocks(new Uint8Array(0)).length, 0);
});
