import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import sharp from 'sharp';
import { CancelledError } from '../../../../src/errors.js';
import type { Product } from '../../../../src/product.js';
import { drawSample } from '../../../../indexer/sample/draw-sample.js';

const root = mkdtempSync(join(tmpdir(), 'vitrine-sample-'));
after(() => {
  rmSync(root, { recursive: true, force: true });
});

test('a sample is a catalog of JSON lines with a photo for every path in it', async () => {
  const folder = join(root, 'sample');
  const steps: number[] = [];
  const drawn = await drawSample({ folder, products: 36, seed: 3, onProgress: ({ done }) => steps.push(done) });
  const lines = readFileSync(drawn.catalog, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Product);
  assert.equal(lines.length, 36);
  assert.deepEqual(
    steps,
    Array.from({ length: 36 }, (_, i) => i + 1),
  );
  const images = lines.flatMap((product) => product.images);
  assert.equal(images.length, drawn.photos);
  assert.equal(readdirSync(join(folder, 'images')).length, drawn.photos);
  const { width, height, format } = await sharp(join(folder, images[0])).metadata();
  assert.deepEqual({ width, height, format }, { width: 320, height: 400, format: 'jpeg' });
  const all = lines.map(({ description }) => description ?? '');
  assert.ok(
    all.some((text) => text.startsWith('Item Type: ')) &&
      all.some((text) => text === '') &&
      all.some((text) => /\. [A-Z]/.test(text)),
  );

  const again = await drawSample({ folder: join(root, 'again'), products: 36, seed: 3 });
  assert.equal(readFileSync(again.catalog, 'utf8'), readFileSync(drawn.catalog, 'utf8'));
});

test('a cancelled drawing leaves nothing behind', async () => {
  const folder = join(root, 'cancelled');
  await assert.rejects(drawSample({ folder, products: 40, signal: AbortSignal.abort() }), CancelledError);
  assert.ok(!existsSync(folder));
  assert.deepEqual(
    readdirSync(root).filter((name) => name.startsWith('cancelled')),
    [],
  );
});
