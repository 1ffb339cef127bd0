import { apply, integers, type Value } from '../value.js';

/** How windows lie over a plane, and the plane that they came from. */
export interface Windows {
  readonly group: number;
  readonly size: readonly [height: number, width: number];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  /** Padding before the first row and column. */
  readonly pads: readonly [top: number, left: number];
  readonly inHeight: number;
  readonly inWidth: number;
}

/**
 * Spreads each number of dy over the window it was computed from, weighted by the filter, and sums where windows meet.
 * The whole plane with its padding is made first and then cut to size, so that any padding and rounding will do.
 * @param dy [batch, channels, height, width]
 * @param filter [channels, out / group, height, width]
 */
export function spreadOverWindows(dy: Value, filter: Value, windows: Windows): Value {
  const { group, size, strides, dilations } = windows;
  const [batch, , outHeight, outWidth] = dy.shape as [number, number, number, number];
  const full = [
    (outHeight - 1) * strides[0] + (size[0] - 1) * dilations[0] + 1,
    (outWidth - 1) * strides[1] + (size[1] - 1) * dilations[1] + 1,
  ];
  const spread = apply(
    'ConvTranspose',
    [dy, filter],
    { shape: [batch, filter.shape[1] * group, ...full] },
    { attributes: { kernel_shape: size, strides, dilations, group } },
  );
  return cropped(spread, windows);
}

/** Cuts the padding off, and adds the rows and columns at the end that no window saw. */
function cropped(spread: Value, { pads: [top, left], inHeight, inWidth }: Windows): Value {
  const [batch, channels, fullHeight, fullWidth] = spread.shape as [number, number, number, number];
  const [rows, columns] = [Math.min(inHeight, fullHeight - top), Math.min(inWidth, fullWidth - left)];
  const shape = [batch, channels, rows, columns];
  const ends = integers([top + rows, left + columns]);
  const isCut = top > 0 || left > 0 || rows < fullHeight || columns < fullWidth;
  const inside = isCut ? apply('Slice', [spread, integers([top, left]), ends, integers([2, 3])], { shape }) : spread;
  if (rows === inHeight && columns === inWidth) return inside;
  const pads = integers([0, 0, 0, 0, 0, 0, inHeight - rows, inWidth - columns]);
  return apply('Pad', [inside, pads], { shape: [batch, channels, inHeight, inWidth] });
}
