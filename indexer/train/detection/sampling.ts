/** Fixed-point one of the weights. */
export const ONE = 256;

/** For each target pixel of an axis the source pixel before it, the one after it, and the weight of that one. */
export interface Samples {
  readonly before: Int32Array;
  readonly after: Int32Array;
  /** 0 to ONE */
  readonly weight: Int32Array;
}

export interface Axis {
  /** Target pixels, the last one outside. */
  readonly start: number;
  readonly end: number;
  /** Where the source begins among the target pixels. */
  readonly origin: number;
  /** Source pixels per target pixel. */
  readonly step: number;
  /** Source pixels. */
  readonly count: number;
  readonly mirrored: boolean;
  /** So many source pixels are reflected at each end for what lies outside; with 0 the last one is repeated. */
  readonly margins: readonly [start: number, end: number];
}

/**
 * Which source pixels a target pixel is interpolated from, along one axis:
 *
 *     target  | 0 | 1 | 2 | 3 |        step 0.75, origin 1
 *     source      |  0  |  1  | ...    target 2 lies at 1.125: before 0, after 1, weight .625
 */
export function sampleAxis({ start, end, origin, step, count, mirrored, margins }: Axis): Samples {
  const length = end - start;
  const before = new Int32Array(length);
  const after = new Int32Array(length);
  const weight = new Int32Array(length);
  for (let i = 0; i < length; i++) {
    const along = (start + i + 0.5 - origin) * step;
    const source = reflect((mirrored ? count - along : along) - 0.5, count - 1, margins);
    const floor = Math.floor(source);
    before[i] = floor;
    after[i] = Math.min(count - 1, floor + 1);
    weight[i] = Math.round((source - floor) * ONE);
  }
  return { before, after, weight };
}

/** Brings a place outside [0, last] back into the margin at its end, to and fro when it lies far outside. */
function reflect(at: number, last: number, [first, final]: Axis['margins']): number {
  if (at < 0) return fold(-at, Math.min(first, last));
  if (at > last) return last - fold(at - last, Math.min(final, last));
  return at;
}

/** 0, 1, 2, 1, 0, 1 ... for a depth of 2. */
function fold(distance: number, depth: number): number {
  if (depth < 1) return 0;
  const phase = distance % (2 * depth);
  return phase <= depth ? phase : 2 * depth - phase;
}
