import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Box } from '../../../../../src/box.js';
import type { Detection, Detector, SeenPhoto } from '../../../../../src/detection/detection.js';
import { encodeWebp } from '../../../../../src/image/encode.js';
import type { Photo } from '../../../../../src/image/transforms.js';

const GREYS: Readonly<Record<string, number>> = { dark: 20, light: 230 };

/** Two photos of 40 x 20, one dark and one light, and one that is no photo. Pixels of the upright photo. */
export const ROWS = [
  {
    ...{ id: 'dark', image: 'dark.webp', width: 40, height: 20, kind: 'plain' },
    boxes: [
      { label: 'coat', query: 'red coat', box: [0, 0, 20, 20] },
      { label: 'shoes', query: 'red shoes', box: [30, 16, 2, 2], ambiguous: true },
      { label: 'shoes', query: 'red shoes', box: [10, 16, 2, 2], ambiguous: true },
    ],
  },
  { id: 'broken', image: 'broken.webp', boxes: [{ label: 'hat', query: 'hat', box: [0, 0, 4, 4] }] },
  {
    ...{ id: 'light', image: 'light.webp', width: 40, height: 20, kind: 'mirrored' },
    boxes: [{ label: 'coat', color: 'blue', box: [20, 0, 20, 20] }],
  },
  { id: 'bare', image: 'dark.webp', boxes: [] },
];

/** @returns the file with the rows */
export async function writeMarkedPhotos(folder: string, rows: readonly unknown[] = ROWS): Promise<string> {
  for (const [name, grey] of Object.entries(GREYS)) {
    const photo = { width: 40, height: 20, data: new Uint8Array(40 * 20 * 3).fill(grey) };
    writeFileSync(join(folder, `${name}.webp`), await encodeWebp(photo));
  }
  writeFileSync(join(folder, 'broken.webp'), 'this is no photo');
  const file = join(folder, 'marked.jsonl');
  writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'));
  return file;
}

const at = (x: number, y: number, width: number, height: number): Box => ({
  x1: x,
  y1: y,
  x2: x + width,
  y2: y + height,
});

/**
 * Finds every coat in the left half, and shoes second, after a box in the corner.
 * Its proposals: the left half, the whole photo, the shoes on the left.
 */
export function coatsAreLeft(): Detector & { readonly looked: Photo[]; closed: boolean } {
  const looked: Photo[] = [];
  const answer = (text: string): Detection[] => {
    if (text.includes('coat')) return [{ box: at(0, 0, 20, 20), score: 0.9 }];
    if (!text.includes('shoes')) return [];
    return [
      { box: at(0, 0, 2, 2), score: 0.5 },
      { box: at(10, 16, 2, 2), score: 0.4 },
    ];
  };
  const seen: SeenPhoto = {
    proposals: (count) =>
      Promise.resolve({
        count: Math.min(3, count),
        boxes: Float32Array.from([0, 0, 20, 20, 0, 0, 40, 20, 10, 16, 12, 18]).subarray(0, 4 * Math.min(3, count)),
        scores: Float32Array.from([3, 2, 1]).subarray(0, count),
      }),
    find: (texts) => Promise.resolve(texts.map(answer)),
    garments: () => Promise.resolve([]),
  };
  return {
    ...{ recipe: 'heatmap' as const, looked, closed: false },
    look: (photo) => {
      looked.push(photo);
      return Promise.resolve(seen);
    },
    close() {
      this.closed = true;
      return Promise.resolve();
    },
  };
}
