import type { BoxTuple } from '../../src/box.js';

/** Path data of an SVG with absolute commands M, L, C, Q and Z only. */
export type PathData = string;

export type Point = readonly [x: number, y: number];

/** A number as SVG wants it: one decimal, so that every machine writes the same text. */
export function n(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return String(rounded === 0 ? 0 : rounded);
}

export function at([x, y]: Point): string {
  return `${n(x)},${n(y)}`;
}

interface Segment {
  readonly command: string;
  readonly points: readonly Point[];
}

function parse(path: PathData): Segment[] {
  const segments: Segment[] = [];
  for (const [, command, numbers] of path.matchAll(/([MLCQZ])([^MLCQZ]*)/g)) {
    const values = (numbers.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
    const points: Point[] = [];
    for (let i = 0; i + 1 < values.length; i += 2) points.push([values[i], values[i + 1]]);
    const perSegment = command === 'C' ? 3 : command === 'Q' ? 2 : 1;
    if (command === 'Z') segments.push({ command, points: [] });
    for (let i = 0; i < points.length; i += perSegment) {
      segments.push({ command: command === 'M' && i > 0 ? 'L' : command, points: points.slice(i, i + perSegment) });
    }
  }
  return segments;
}

/** The same path seen in a mirror standing at x = 0. */
export function mirror(path: PathData): PathData {
  return parse(path)
    .map(({ command, points }) => command + points.map(([x, y]) => at([-x, y])).join(' '))
    .join('');
}

/** Closes a right half, drawn from the top to the bottom of the axis x = 0, with its mirror image. */
export function symmetric(half: PathData): PathData {
  const segments = parse(half);
  let back = '';
  for (let i = segments.length - 1; i > 0; i--) {
    const { command, points } = segments[i];
    const target = segments[i - 1].points.at(-1)!;
    const controls = points.slice(0, -1).reverse();
    back += command + [...controls, target].map(([x, y]) => at([-x, y])).join(' ');
  }
  return `${half}${back}Z`;
}

/** Commands that go on from the first point through all others without corners (Catmull and Rom 1974). */
export function through(points: readonly Point[], { tension = 1 }: { tension?: number } = {}): PathData {
  let path = '';
  for (let i = 0; i + 1 < points.length; i++) {
    const [before, from, to, after] = [
      points[Math.max(0, i - 1)],
      points[i],
      points[i + 1],
      points[i + 2] ?? points[i + 1],
    ];
    const reach = tension / 6;
    const first: Point = [from[0] + (to[0] - before[0]) * reach, from[1] + (to[1] - before[1]) * reach];
    const second: Point = [to[0] - (after[0] - from[0]) * reach, to[1] - (after[1] - from[1]) * reach];
    path += `C${at(first)} ${at(second)} ${at(to)}`;
  }
  return path;
}

/** An open path through points, without corners. */
export function curve(points: readonly Point[]): PathData {
  return `M${at(points[0])}${through(points)}`;
}

/** A closed shape with corners. */
export function polygon(points: readonly Point[]): PathData {
  return `M${points.map(at).join('L')}Z`;
}

/** A closed round shape through points. */
export function blob(points: readonly Point[]): PathData {
  const count = points.length;
  const around = Array.from({ length: count + 3 }, (_, i) => points[(i + count - 1) % count]);
  const whole = parse(curve(around)).slice(2, count + 2);
  const segments = whole.map(({ command, points: p }) => command + p.map(at).join(' '));
  return `M${at(points[0])}${segments.join('')}Z`;
}

export function rectangle([x, y, width, height]: BoxTuple, radius = 0): PathData {
  if (radius === 0)
    return polygon([
      [x, y],
      [x + width, y],
      [x + width, y + height],
      [x, y + height],
    ]);
  const [r, b] = [x + width, y + height];
  return (
    `M${n(x + radius)},${n(y)}L${n(r - radius)},${n(y)}Q${n(r)},${n(y)} ${n(r)},${n(y + radius)}` +
    `L${n(r)},${n(b - radius)}Q${n(r)},${n(b)} ${n(r - radius)},${n(b)}` +
    `L${n(x + radius)},${n(b)}Q${n(x)},${n(b)} ${n(x)},${n(b - radius)}L${n(x)},${n(y + radius)}Q${n(x)},${n(y)} ${n(x + radius)},${n(y)}Z`
  );
}

export function ellipse(cx: number, cy: number, rx: number, ry = rx): PathData {
  const [kx, ky] = [rx * 0.5523, ry * 0.5523];
  return (
    `M${n(cx - rx)},${n(cy)}C${n(cx - rx)},${n(cy - ky)} ${n(cx - kx)},${n(cy - ry)} ${n(cx)},${n(cy - ry)}` +
    `C${n(cx + kx)},${n(cy - ry)} ${n(cx + rx)},${n(cy - ky)} ${n(cx + rx)},${n(cy)}` +
    `C${n(cx + rx)},${n(cy + ky)} ${n(cx + kx)},${n(cy + ry)} ${n(cx)},${n(cy + ry)}` +
    `C${n(cx - kx)},${n(cy + ry)} ${n(cx - rx)},${n(cy + ky)} ${n(cx - rx)},${n(cy)}Z`
  );
}

/** The outline as polygons, each curve in eight steps. */
export function flatten(path: PathData): Point[][] {
  const outlines: Point[][] = [];
  let outline: Point[] = [];
  for (const { command, points } of parse(path)) {
    if (command === 'M') outlines.push((outline = [points[0]]));
    else if (command === 'L') outline.push(points[0]);
    else if (command !== 'Z') {
      const from = outline.at(-1)!;
      for (let step = 1; step <= 8; step++) outline.push(onCurve([from, ...points], step / 8));
    }
  }
  return outlines;
}

/** A shape along a line that is as wide as given in the middle and runs out at both ends, moved aside by the offset. */
export function lens(line: PathData, { width, offset = 0 }: { width: number; offset?: number }): PathData {
  return alongLine(line, (share) => [offset, width * Math.sin(Math.PI * share)]);
}

/** A strip of constant width along a line. */
export function ribbon(line: PathData, width: number): PathData {
  return alongLine(line, () => [0, width]);
}

/** @param shape for a share of the line, how far aside the middle of the strip lies and how wide it is */
function alongLine(line: PathData, shape: (share: number) => readonly [offset: number, width: number]): PathData {
  const spine = flatten(line)[0];
  const last = spine.length - 1;
  const edge = (sign: 1 | -1): Point[] =>
    spine.map(([x, y], i): Point => {
      const [from, to] = [spine[Math.max(0, i - 1)], spine[Math.min(last, i + 1)]];
      const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
      const [offset, width] = shape(i / last);
      const reach = (sign * width) / 2 + offset * 0.7;
      return [x + ((to[1] - from[1]) / length) * reach, y - ((to[0] - from[0]) / length) * reach];
    });
  return polygon([...edge(1), ...edge(-1).reverse()]);
}

/** A point of a Bezier curve by de Casteljau's construction. */
function onCurve(points: readonly Point[], t: number): Point {
  let level = points;
  while (level.length > 1) {
    level = level.slice(1).map(([x, y], i) => [level[i][0] * (1 - t) + x * t, level[i][1] * (1 - t) + y * t] as const);
  }
  return level[0];
}
