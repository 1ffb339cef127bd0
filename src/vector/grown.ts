type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/**
 * The array itself when it is long enough, else a longer copy with some room to spare; what is new is filled.
 * @param fill 0 by default
 */
export function grown<Some extends Numbers>(array: Some, length: number, fill = 0): Some {
  if (array.length >= length) return array;
  const longer = new (array.constructor as new (length: number) => Some)(Math.ceil(length * 1.05) + 256);
  longer.set(array);
  if (fill !== 0) longer.fill(fill, array.length);
  return longer;
}
