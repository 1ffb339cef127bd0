import { integralImage } from './integral.js';
import type { LabPhoto } from './lab.js';

/** The strips along a side are so wide, as a share of the box, and at least so many pixels. */
const STRIP = 0.2;
const LEAST_STRIP = 2;

/** Lab units that every side has at least, and that a side on the photo's border has, where nothing lies outside. */
const UNSEEN = 2;
const AT_BORDER = 5;

/**
 * How much the colours change across the sides of a box: for each side the distance in Lab of the mean colours of two
 * strips, one inside and one outside.
 *
 *          +---+ outside
 *      +---+---+---+
 *      |   | = | inside
 *      +---+   +---+
 *
 * Objects differ from what lies around them on all four sides, a piece of an object does not. In the spirit of the
 * colour contrast of Alexe, Deselaers & Ferrari (2012), by side instead of around, and with means instead of histograms.
 */
export class SideContrast {
  private readonly sums: readonly Float64Array[];
  private readonly width: number;
  private readonly height: number;
  private readonly outer = new Int32Array(4);
  private readonly inner = new Int32Array(4);

  constructor({ width, height, planes }: LabPhoto) {
    this.width = width;
    this.height = height;
    this.sums = planes.map((plane) => integralImage(plane, width, height));
  }

  /**
   * @param boxes first column, first row, last column and last row of pixels, from `at`, inside the photo
   * @returns geometric mean of the four sides' contrasts times the root of the least of them; above 0
   */
  of(boxes: Int32Array, at: number): number {
    let product = 1;
    let least = Infinity;
    for (let side = 0; side < 4; side++) {
      const contrast = UNSEEN + this.across(boxes, at, side);
      product *= contrast;
      if (contrast < least) least = contrast;
    }
    return product ** 0.25 * Math.sqrt(least);
  }

  /** @param side 0 left, 1 top, 2 right, 3 bottom: its place among the four numbers of a box */
  private across(boxes: Int32Array, at: number, side: number): number {
    const { outer, inner } = this;
    const axis = side & 1;
    const near = boxes[at + axis];
    const far = boxes[at + axis + 2] + 1;
    const edge = side < 2 ? near : far;
    const strip = Math.max(LEAST_STRIP, Math.round((far - near) * STRIP));
    for (let s = 0; s < 4; s++) outer[s] = inner[s] = boxes[at + s] + (s >> 1);
    if (side < 2) {
      outer[axis] = Math.max(0, edge - strip);
      outer[axis + 2] = edge;
      inner[axis + 2] = Math.min(far, edge + strip);
    } else {
      outer[axis] = edge;
      outer[axis + 2] = Math.min(axis === 0 ? this.width : this.height, edge + strip);
      inner[axis] = Math.max(near, edge - strip);
    }
    return outer[axis] === outer[axis + 2] ? AT_BORDER : this.distance();
  }

  /** Between the mean colours of the two strips. */
  private distance(): number {
    const { outer, inner } = this;
    const outerShare = 1 / ((outer[2] - outer[0]) * (outer[3] - outer[1]));
    const innerShare = 1 / ((inner[2] - inner[0]) * (inner[3] - inner[1]));
    let squares = 0;
    for (const sums of this.sums) {
      squares += (this.sum(sums, outer) * outerShare - this.sum(sums, inner) * innerShare) ** 2;
    }
    return Math.sqrt(squares);
  }

  private sum(sums: Float64Array, box: Int32Array): number {
    const top = box[1] * (this.width + 1);
    const bottom = box[3] * (this.width + 1);
    return sums[bottom + box[2]] - sums[bottom + box[0]] - sums[top + box[2]] + sums[top + box[0]];
  }
}
