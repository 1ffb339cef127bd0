import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BadInputError } from '../../../src/errors.js';
import { photoVector } from '../../../src/search/photo-vector.js';
import type { QueryEncoder } from '../../../src/search/search-index.js';
import { createMatrix } from '../../../src/vector/matrix.js';
import { flatJpeg } from '../image/flat-jpeg.js';

const SIZE = 16;

/** An encoder that remembers what it was shown. */
function witness(): { readonly encoder: QueryEncoder; readonly seen: Uint8Array[] } {
  const seen: Uint8Array[] = [];
  const encoder: QueryEncoder = {
    photoSize: SIZE,
    embedPhotos: (pixels) => {
      seen.push(pixels);
      return Promise.resolve(createMatrix(1, 4));
    },
    embedTexts: () => Promise.resolve(createMatrix(1, 4)),
  };
  return { encoder, seen };
}

test('a part of a photo that is decoded smaller is given in pixels of the whole photo', async () => {
  const { encoder, seen } = witness();
  const photo = flatJpeg({ width: 9000, height: 6000 });
  await photoVector(encoder, photo, [6000, 0, 3000, 1500]);
  // Twice as wide as high: a band of eight grey rows between white ones.
  const rows = Array.from({ length: SIZE }, (_, y) => seen[0][y * SIZE * 3]);
  assert.deepEqual(rows, [255, 255, 255, 255, 128, 128, 128, 128, 128, 128, 128, 128, 255, 255, 255, 255]);
  await assert.rejects(photoVector(encoder, photo, [9000, 0, 10, 10]), BadInputError);
});
