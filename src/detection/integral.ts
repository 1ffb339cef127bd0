/**
 * Sums of all values above and left of each corner between pixels (Crow 1984), so that the sum over any box takes four
 * reads: sums[bottom][right] - sums[bottom][left] - sums[top][right] + sums[top][left].
 * @param values [height, width]
 * @returns [height + 1, width + 1]
 */
export function integralImage(values: Float32Array | Float64Array, width: number, height: number): Float64Array {
  const stride = width + 1;
  const sums = new Float64Array(stride * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      row += values[y * width + x];
      sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1] + row;
    }
  }
  return sums;
}
