import type { Gender } from './design.js';
import type { Point } from './svg-path.js';

/**
 * The measures of the figure that every garment is cut for. The axis of the body is x = 0, the crown of the head
 * y = 0, the floor y = 716: eight heads, in units of about one pixel of a product photo. Widths are from the axis.
 */
export interface Body {
  readonly neck: number;
  readonly neckY: number;
  readonly shoulder: Point;
  readonly armpit: Point;
  readonly bust: Point;
  readonly waist: Point;
  readonly hip: Point;
  readonly crotchY: number;
  readonly knee: Point;
  readonly ankle: Point;
  readonly floorY: number;
}

const WOMAN: Body = {
  neck: 17, neckY: 108, shoulder: [61, 124], armpit: [49, 172], bust: [53, 192], waist: [41, 258], hip: [59, 332],
  crotchY: 366, knee: [30, 520], ankle: [31, 676], floorY: 716,
}; // prettier-ignore

const MAN: Body = {
  neck: 20, neckY: 106, shoulder: [73, 124], armpit: [58, 176], bust: [60, 198], waist: [51, 266], hip: [56, 334],
  crotchY: 370, knee: [33, 522], ankle: [34, 676], floorY: 716,
}; // prettier-ignore

export function bodyOf(gender: Gender): Body {
  return gender === 'Women' ? WOMAN : MAN;
}

/** A place along the right arm: 0 at the shoulder, 1 at the wrist, and the arm's half width there. */
export function alongArm(body: Body, t: number): { center: Point; normal: Point; halfWidth: number } {
  const [sx, sy] = body.shoulder;
  const [p0, p1, p2]: Point[] = [
    [sx - 12, sy + 14],
    [sx + 17, sy + 110],
    [sx + 33, sy + 226],
  ];
  const point = (axis: 0 | 1): number => (1 - t) ** 2 * p0[axis] + 2 * t * (1 - t) * p1[axis] + t * t * p2[axis];
  const slope = (axis: 0 | 1): number => 2 * (1 - t) * (p1[axis] - p0[axis]) + 2 * t * (p2[axis] - p1[axis]);
  const length = Math.hypot(slope(0), slope(1));
  return {
    center: [point(0), point(1)],
    normal: [slope(1) / length, -slope(0) / length],
    halfWidth: (body.neck > 18 ? 17 : 14) * (1 - t) + (body.neck > 18 ? 9 : 7.5) * t,
  };
}
