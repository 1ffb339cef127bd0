/*
 * Half precision of IEEE 754-2008 (binary16): 1 bit of sign, 5 of exponent (bias 15), 10 of fraction.
 *
 *     65504 is the largest number, 2^-14 the smallest normal one, 2^-24 the smallest above 0;
 *     numbers from 65520 on become infinite, those of at most 2^-25 become 0.
 */

/**
 * Rounds to half precision: to the nearest, and to the even one of two that are equally near.
 * @returns the bits of each number; every NaN becomes 0x7e00
 */
export function encodeFloat16(values: Float32Array): Uint16Array {
  const words = new Uint32Array(Float32Array.from(values).buffer);
  return Uint16Array.from(words, halfOf);
}

/** @returns the numbers whose bits `halves` are, exactly */
export function decodeFloat16(halves: Uint16Array): Float32Array {
  return Float32Array.from(halves, (half) => MAGNITUDES[half & 0x7fff] * (half < 0x8000 ? 1 : -1));
}

/** The magnitude of each half without its sign. */
const MAGNITUDES = Float32Array.from({ length: 0x8000 }, (_, half) => {
  const exponent = half >> 10;
  const fraction = half & 0x3ff;
  if (exponent === 31) return fraction === 0 ? Infinity : NaN;
  return exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25);
});

/** @param word the bits of a float32 */
function halfOf(word: number): number {
  const sign = (word >>> 16) & 0x8000;
  const magnitude = word & 0x7fffffff;
  if (magnitude > 0x7f800000) return 0x7e00;
  const exponent = (magnitude >>> 23) - 112; // as the half would have it
  if (exponent >= 31) return sign | 0x7c00;
  // A carry out of the fraction raises the exponent by one, which is right, even up to infinity.
  if (exponent > 0) return sign | roundedShift((exponent << 23) | (magnitude & 0x7fffff), 13);
  if (exponent < -10) return sign;
  return sign | roundedShift(0x800000 | (magnitude & 0x7fffff), 14 - exponent);
}

/** value / 2^bits to the nearest integer, ties to the even one. */
function roundedShift(value: number, bits: number): number {
  const kept = value >>> bits;
  const rest = value & ((1 << bits) - 1);
  const half = 1 << (bits - 1);
  return rest > half || (rest === half && (kept & 1) === 1) ? kept + 1 : kept;
}
