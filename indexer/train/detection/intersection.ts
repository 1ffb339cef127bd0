import type { Box } from '../../../src/box.js';

/** @returns what two boxes share, of no area when they do not meet */
export function intersection(a: Box, b: Box): Box {
  const [x1, y1] = [Math.max(a.x1, b.x1), Math.max(a.y1, b.y1)];
  return { x1, y1, x2: Math.max(x1, Math.min(a.x2, b.x2)), y2: Math.max(y1, Math.min(a.y2, b.y2)) };
}
