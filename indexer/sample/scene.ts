import type { Random } from '../../src/random.js';
import type { Sheet } from './sheet.js';

export const PHOTO_WIDTH = 320;
export const PHOTO_HEIGHT = 400;

/** What is behind a product, and how the product lies on it. */
export interface Background {
  readonly name: string;
  readonly markup: string;
  /** 'wall': upright in front of something; 'table': seen from above, its shadow all around. */
  readonly ground: 'studio' | 'wall' | 'table';
  /** Where things stand, in pixels from the top; for pictures with a floor. */
  readonly floorY: number;
}

export type Scene = (sheet: Sheet, random: Random) => Background;

export const full = (fill: string): string => `<rect width="${PHOTO_WIDTH}" height="${PHOTO_HEIGHT}" fill="${fill}"/>`;
