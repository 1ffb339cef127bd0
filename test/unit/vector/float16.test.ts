import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../../src/random.js';
import { decodeFloat16, encodeFloat16 } from '../../../src/vector/float16.js';

const encode = (value: number): number => encodeFloat16(Float32Array.of(value))[0];
const decode = (half: number): number => decodeFloat16(Uint16Array.of(half))[0];

test('numbers worked by hand', () => {
  assert.equal(encode(1), 0x3c00);
  assert.equal(encode(-2), 0xc000);
  assert.equal(encode(65504), 0x7bff);
  assert.equal(encode(2 ** -14), 0x0400);
  assert.equal(encode(2 ** -24), 0x0001);
  assert.equal(encode(0), 0x0000);
  assert.equal(encode(-0), 0x8000);
  assert.equal(decode(0x3555), 0.333251953125);
});

test('a number halfway between two goes to the even one', () => {
  assert.equal(encode(1 + 2 ** -11), 0x3c00);
  assert.equal(encode(1 + 3 * 2 ** -11), 0x3c02);
  assert.equal(encode(1 + 2 ** -11 + 2 ** -20), 0x3c01);
  assert.equal(encode(2 ** -25), 0x0000);
  assert.equal(encode(3 * 2 ** -25), 0x0002);
  assert.equal(encode(1.0001 * 2 ** -25), 0x0001);
});

test('what is too large becomes infinite, what is too small 0, and NaN stays NaN', () => {
  assert.equal(encode(65519.99), 0x7bff);
  assert.equal(encode(65520), 0x7c00);
  assert.equal(encode(-1e30), 0xfc00);
  assert.equal(encode(Infinity), 0x7c00);
  assert.equal(encode(-(2 ** -26)), 0x8000);
  assert.equal(encode(NaN), 0x7e00);
  assert.equal(decode(0x7c00), Infinity);
  assert.equal(decode(0xfc00), -Infinity);
  assert.ok(Number.isNaN(decode(0x7e00)));
});

test('every half survives the way through float32 and back', () => {
  const halves = Uint16Array.from({ length: 65536 }, (_, i) => i).filter((half) => (half & 0x7fff) <= 0x7c00);
  assert.deepEqual(encodeFloat16(decodeFloat16(halves)), halves);
});

test('no half is nearer than the chosen one', () => {
  const all = decodeFloat16(Uint16Array.from({ length: 0x7c00 }, (_, i) => i));
  const random = createRandom(1);
  for (let i = 0; i < 200; i++) {
    const value = Math.fround(2 ** (random.next() * 41 - 26));
    const least = all.reduce((best, number) => Math.min(best, Math.abs(number - value)), Infinity);
    const chosen = decode(encode(value));
    if (value < 65504) assert.equal(Math.abs(chosen - value), least, String(value));
  }
});

test('a part of a longer array and shared memory are read where they lie', () => {
  const shared = new Float32Array(new SharedArrayBuffer(16));
  shared.set([5, 0.5, -1, 9]);
  assert.deepEqual(encodeFloat16(shared.subarray(1, 3)), Uint16Array.of(0x3800, 0xbc00));
});
