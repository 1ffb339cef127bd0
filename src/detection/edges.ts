import type { LabPhoto } from './lab.js';

/** Thin edges of a photo. */
export interface EdgeMap {
  readonly width: number;
  readonly height: number;
  /** [height, width]: 0 off the edges, at most 1 */
  readonly strength: Float32Array;
  /** [height, width] radians in [0, pi): the direction along the edge, y pointing down */
  readonly direction: Float32Array;
}

export interface EdgeOptions {
  /** Standard deviation of the smoothing before the gradient, in pixels; 1.2 by default. */
  readonly smoothing?: number | undefined;
}

/** Gradients below this (Lab units per pixel) are noise: the strongest of a photo count as at least this strong. */
const FAINTEST = 1;

/**
 * Edges by colour gradients: the planes smoothed by a Gaussian, Sobel's differences, at each pixel the channel with the
 * strongest gradient, thinned to ridges (Canny 1986), scaled by the 99th percentile.
 */
export function detectEdges({ width, height, planes }: LabPhoto, { smoothing = 1.2 }: EdgeOptions = {}): EdgeMap {
  const kernel = gaussian(smoothing);
  const gradient = {
    x: new Float32Array(width * height),
    y: new Float32Array(width * height),
    strength: new Float32Array(width * height),
  };
  for (const plane of planes) keepStrongest(gradient, smooth(plane, width, height, kernel), width, height);
  return thin(gradient, width, height);
}

interface Gradient {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly strength: Float32Array;
}

/** Half of a Gaussian: weights at distance 0, 1, 2, ...; the whole sums to 1. */
function gaussian(deviation: number): Float32Array {
  const half = Array.from({ length: Math.ceil(3 * deviation) + 1 }, (_, i) =>
    Math.exp(-(i * i) / (2 * deviation ** 2)),
  );
  const sum = half.reduce((total, weight, i) => total + (i === 0 ? weight : 2 * weight), 0);
  return Float32Array.from(half, (weight) => weight / sum);
}

/** Smooths rows, then columns; pixels beyond the border repeat it. */
function smooth(plane: Float32Array, width: number, height: number, kernel: Float32Array): Float32Array {
  const rows = new Float32Array(plane.length);
  smoothLines(plane, rows, { count: height, length: width, line: width, step: 1 }, kernel);
  const result = new Float32Array(plane.length);
  smoothLines(rows, result, { count: width, length: height, line: 1, step: width }, kernel);
  return result;
}

interface Lines {
  readonly count: number;
  readonly length: number;
  /** From one line to the next, and from one pixel of a line to the next. */
  readonly line: number;
  readonly step: number;
}

function smoothLines(from: Float32Array, to: Float32Array, lines: Lines, kernel: Float32Array): void {
  const { count, length, line, step } = lines;
  const reach = kernel.length - 1;
  const padded = new Float32Array(length + 2 * reach);
  for (let i = 0; i < count; i++) {
    const start = i * line;
    for (let j = 0; j < padded.length; j++) {
      padded[j] = from[start + Math.min(Math.max(0, j - reach), length - 1) * step];
    }
    for (let j = 0; j < length; j++) {
      let sum = kernel[0] * padded[j + reach];
      for (let k = 1; k <= reach; k++) sum += kernel[k] * (padded[j + reach - k] + padded[j + reach + k]);
      to[start + j * step] = sum;
    }
  }
}

/** Sobel gradients of a plane, kept where they are stronger than what the gradient holds; none at the photo's border. */
function keepStrongest({ x, y, strength }: Gradient, plane: Float32Array, width: number, height: number): void {
  for (let row = 0; row < height; row++) {
    const up = Math.max(0, row - 1) * width;
    const here = row * width;
    const down = Math.min(height - 1, row + 1) * width;
    for (let column = 0; column < width; column++) {
      const left = Math.max(0, column - 1);
      const right = Math.min(width - 1, column + 1);
      const a = plane[up + left];
      const b = plane[up + right];
      const c = plane[down + left];
      const d = plane[down + right];
      const across = (b + d - a - c + 2 * (plane[here + right] - plane[here + left])) / 8;
      const along = (c + d - a - b + 2 * (plane[down + column] - plane[up + column])) / 8;
      const square = across * across + along * along;
      const i = here + column;
      if (square <= strength[i]) continue;
      strength[i] = square;
      x[i] = across;
      y[i] = along;
    }
  }
}

/** Keeps what is at least as strong as both neighbours across the edge. */
function thin({ x, y, strength: squares }: Gradient, width: number, height: number): EdgeMap {
  const raw = squares.map(Math.sqrt);
  const scale = 1 / Math.max(percentile(raw, 0.99), FAINTEST);
  const strength = new Float32Array(raw.length);
  const direction = new Float32Array(raw.length);
  for (let row = 1; row < height - 1; row++) {
    for (let column = 1; column < width - 1; column++) {
      const i = row * width + column;
      const here = raw[i];
      if (here === 0) continue;
      const beside = Math.round(y[i] / here) * width + Math.round(x[i] / here);
      if (here < raw[i + beside] || here <= raw[i - beside]) continue; // of two equal neighbours one stays
      strength[i] = Math.min(1, here * scale);
      const angle = Math.atan2(x[i], -y[i]); // the gradient turned by a right angle
      direction[i] = angle < 0 ? angle + Math.PI : angle >= Math.PI ? 0 : angle;
    }
  }
  return { width, height, strength, direction };
}

/** By a histogram: at most 1 / 4096 of the largest value too high. */
function percentile(values: Float32Array, share: number): number {
  let largest = 0;
  for (const value of values) if (value > largest) largest = value;
  const counts = new Uint32Array(LEVELS);
  const scale = (LEVELS - 1) / Math.max(largest, Number.MIN_VALUE);
  for (const value of values) counts[(value * scale) | 0]++;
  let level = 0;
  for (let below = counts[0]; below <= share * (values.length - 1) && level < LEVELS - 1;) below += counts[++level];
  return ((level + 1) * largest) / LEVELS;
}

const LEVELS = 4096;
