import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isHeic } from '../../server/page/photo/heic.js';

test('HEIC is known by its bytes, and not taken for AVIF', async () => {
  const container = (brands: string): Blob => new Blob([`\0\0\0\x18ftyp${brands}`], { type: 'image/jpeg' });
  for (const brands of ['heic\0\0\0\0mif1heic', 'mif1\0\0\0\0mif1heix', 'hevc'])
    assert.ok(await isHeic(container(brands)));
  for (const brands of ['avif\0\0\0\0avifmif1', 'isom', '']) assert.ok(!(await isHeic(container(brands))), brands);
  assert.ok(!(await isHeic(new Blob(['a text about heic']))));
});
