import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import sharp, { type Sharp } from 'sharp';
import { BadPhotoError, NotFoundError } from '../../../src/errors.js';
import { decodeLetterboxed, decodePhoto } from '../../../src/image/decode.js';
import { temporaryFolder, writeBelow } from '../../pipeline/import-fixture.js';
import { flatJpeg, jpegHeader, segment } from './flat-jpeg.js';

/** A photo of 12 x 8: the left half red, the right half blue. */
function halves(): Sharp {
  const data = Buffer.alloc(12 * 8 * 3);
  for (let i = 0; i < 12 * 8; i++) data[i * 3 + (i % 12 < 6 ? 0 : 2)] = 255;
  return sharp(data, { raw: { width: 12, height: 8, channels: 3 } });
}

function pixel(photo: { width: number; data: Uint8Array }, x: number, y: number): number[] {
  return [...photo.data.subarray((y * photo.width + x) * 3, (y * photo.width + x) * 3 + 3)];
}

function assertNear(actual: readonly number[], expected: readonly number[], tolerance: number): void {
  const apart = actual.map((value, i) => Math.abs(value - expected[i]));
  assert.ok(Math.max(...apart) <= tolerance, `[${actual.join()}] is not within ${tolerance} of [${expected.join()}]`);
}

const FORMATS: readonly (readonly [name: string, bytes: () => Promise<Buffer>, tolerance: number])[] = [
  ['JPEG', () => halves().jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer(), 40],
  ['PNG', () => halves().png().toBuffer(), 0],
  ['interlaced PNG', () => halves().png({ progressive: true }).toBuffer(), 0],
  ['PNG with a palette', () => halves().png({ palette: true }).toBuffer(), 4],
  ['16-bit PNG', () => halves().toColourspace('rgb16').png().toBuffer(), 1],
  ['WebP', () => halves().webp({ lossless: true }).toBuffer(), 0],
  ['AVIF', () => halves().avif({ quality: 90, chromaSubsampling: '4:4:4', effort: 0 }).toBuffer(), 60],
  ['GIF', () => halves().gif().toBuffer(), 4],
  ['TIFF', () => halves().tiff({ compression: 'lzw' }).toBuffer(), 0],
];

for (const [name, bytes, tolerance] of FORMATS) {
  test(`${name} is decoded to RGB bytes`, async () => {
    const photo = await decodePhoto(await bytes());
    assert.deepEqual([photo.width, photo.height, photo.data.length], [12, 8, 12 * 8 * 3]);
    assertNear(pixel(photo, 1, 4), [255, 0, 0], tolerance);
    assertNear(pixel(photo, 10, 4), [0, 0, 255], tolerance);
  });
}

test('a CMYK JPEG comes out in the colours it was made from', async () => {
  const grey = sharp({ create: { width: 8, height: 8, channels: 3, background: '#808080' } });
  const photo = await decodePhoto(await grey.toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer());
  assertNear(pixel(photo, 4, 4), [128, 128, 128], 16);
});

test('greyscale, with and without alpha, becomes three equal channels', async () => {
  const grey = sharp({ create: { width: 4, height: 4, channels: 3, background: '#404040' } }).toColourspace('b-w');
  assertNear(pixel(await decodePhoto(await grey.clone().png().toBuffer()), 1, 1), [64, 64, 64], 1);
  const half = grey.clone().ensureAlpha(0).png();
  assertNear(pixel(await decodePhoto(await half.toBuffer()), 1, 1), [255, 255, 255], 0);
});

test('16 bits of grey are brought down to 8', async () => {
  const grey = sharp({ create: { width: 4, height: 4, channels: 3, background: '#404040' } }).toColourspace('grey16');
  assertNear(pixel(await decodePhoto(await grey.png().toBuffer()), 1, 1), [64, 64, 64], 1);
});

test('what is transparent becomes white, and what is half transparent is mixed with white', async () => {
  const clear = (alpha: number): Promise<Buffer> =>
    sharp({ create: { width: 4, height: 4, channels: 4, background: { r: 0, g: 0, b: 0, alpha } } })
      .png()
      .toBuffer();
  assertNear(pixel(await decodePhoto(await clear(0)), 1, 1), [255, 255, 255], 0);
  assertNear(pixel(await decodePhoto(await clear(0.5)), 1, 1), [127, 127, 127], 2);
});

test('a photo that says it lies on its side is set upright', async () => {
  const turned = await halves().withMetadata({ orientation: 6 }).png().toBuffer();
  const photo = await decodePhoto(turned);
  assert.deepEqual([photo.width, photo.height], [8, 12]);
  assert.deepEqual(photo.original, { width: 8, height: 12 });
  assertNear(pixel(photo, 4, 1), [255, 0, 0], 0);
  assertNear(pixel(photo, 4, 10), [0, 0, 255], 0);
});

test('of an animation the first frame is taken', async () => {
  const frames = Buffer.alloc(4 * 8 * 3);
  frames.fill(255, 4 * 4 * 3);
  const gif = await sharp(frames, { raw: { width: 4, height: 8, channels: 3, pageHeight: 4 } })
    .gif()
    .toBuffer();
  const photo = await decodePhoto(gif);
  assert.deepEqual([photo.width, photo.height], [4, 4]);
  assertNear(pixel(photo, 1, 1), [0, 0, 0], 4);
});

test('a large photo is decoded only as finely as a letterbox needs, and knows its true size', async () => {
  const jpeg = await halves().resize(1200, 800, { kernel: 'nearest' }).jpeg().toBuffer();
  const photo = await decodePhoto(jpeg, { shrinkTo: 64 });
  assert.deepEqual(photo.original, { width: 1200, height: 800 });
  assert.deepEqual([photo.width, photo.height], [128, 85]);
  const { pixels } = await decodeLetterboxed(jpeg, 64);
  assertNear([...pixels.subarray((32 * 64 + 4) * 3, (32 * 64 + 4) * 3 + 3)], [255, 0, 0], 6);
  assert.deepEqual([...pixels.subarray(0, 3)], [255, 255, 255]);
});

test('an SVG is refused, whatever it is called', async (t) => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>';
  const file = writeBelow(temporaryFolder(t), 'drawing.png', svg);
  await assert.rejects(
    decodePhoto(file),
    (error: unknown) => error instanceof BadPhotoError && error.place.file === file,
  );
});

test('text, nothing at all, and a photo cut in half are no photos', async () => {
  const whole = await halves().resize(600, 400).jpeg().toBuffer();
  for (const bytes of [Buffer.from('this is only a text'), Buffer.alloc(0), whole.subarray(0, whole.length / 2)]) {
    await assert.rejects(decodePhoto(bytes), BadPhotoError);
  }
});

test('a photo of too many pixels is refused before it is decoded, with its size and what would be read', async () => {
  const png = await sharp({ create: { width: 8000, height: 5000, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  await assert.rejects(
    decodePhoto(png),
    /8000 x 5000 are 40\.0 megapixels, more than 32\.0 of a PNG \(save it as JPEG/,
  );
  const jpeg = jpegHeader({ width: 20_000, height: 15_000 });
  await assert.rejects(decodePhoto(jpeg), /20000 x 15000 are 300\.0 megapixels, more than 205\.0 \(save it with fewer/);
  await assert.rejects(decodePhoto(flatJpeg({ width: 800, height: 500 }), { maxPixels: 300_000 }), /0\.4 megapixels/);
});

const CAMERAS: readonly (readonly [name: string, width: number, height: number])[] = [
  ['48 megapixels', 8064, 6048],
  ['50 megapixels', 8192, 6144],
  ['108 megapixels', 12_032, 9024],
  ['150 megapixels', 14_204, 10_652],
  ['200 megapixels', 16_384, 12_288],
];

for (const [name, width, height] of CAMERAS) {
  test(`a camera's JPEG of ${name} is shrunk while it is read`, async () => {
    const photo = await decodePhoto(flatJpeg({ width, height }), { shrinkTo: 64 });
    assert.deepEqual(photo.original, { width, height });
    assert.equal(Math.max(photo.width, photo.height), 128);
    assertNear(pixel(photo, 60, 40), [128, 128, 128], 1);
  });
}

test('a progressive JPEG of 48 megapixels, and one that lies on its side, are shrunk as well', async () => {
  const sized = { width: 8064, height: 6048 };
  const progressive = await decodePhoto(flatJpeg({ ...sized, frame: 0xc2 }), { shrinkTo: 64 });
  assert.deepEqual([progressive.width, progressive.height], [128, 96]);
  const exif = Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0', 'latin1');
  const turned = await decodePhoto(flatJpeg({ ...sized, before: segment(0xe1, [...exif]) }), { shrinkTo: 64 });
  assert.deepEqual([turned.width, turned.height, turned.original], [96, 128, { width: 6048, height: 8064 }]);
});

test('a very large JPEG without a wanted size is decoded at a third', async () => {
  const photo = await decodePhoto(flatJpeg({ width: 9000, height: 6000 }));
  assert.deepEqual([photo.width, photo.height, photo.original], [3000, 2000, { width: 9000, height: 6000 }]);
});

test("reading a camera's 108 megapixels takes a few megabytes of memory", () => {
  const decoder = new URL('../../../src/image/decode.js', import.meta.url).href;
  const fixture = new URL('./flat-jpeg.js', import.meta.url).href;
  const program = `
    import { decodePhoto } from ${JSON.stringify(decoder)};
    import { flatJpeg } from ${JSON.stringify(fixture)};
    const small = flatJpeg({ width: 80, height: 60 });
    const large = flatJpeg({ width: 12000, height: 9000, factors: [0x22, 0x11, 0x11] });
    await decodePhoto(small, { shrinkTo: 64 });
    const before = process.resourceUsage().maxRSS;
    await decodePhoto(large, { shrinkTo: 64 });
    console.log(process.resourceUsage().maxRSS - before);`;
  const kilobytes = Number(
    execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }),
  );
  assert.ok(kilobytes < 100_000, `${kilobytes} KB; the whole photo would be 324,000`);
});

test('a progressive JPEG that takes too much memory to read is refused, with how much', async () => {
  // 12,000 x 9,000 pixels of three colours are 324 million samples; a coefficient of each has two bytes.
  const full = jpegHeader({ width: 12_000, height: 9000, frame: 0xc2, factors: [0x11, 0x11, 0x11] });
  await assert.rejects(
    decodePhoto(full),
    /progressive JPEG of 12000 x 9000 pixels takes 648 MB .*more than 350 \(.*baseline/,
  );
});

test('JPEGs in codings of laboratories are refused by what they are', async () => {
  const sized = { width: 64, height: 64 };
  await assert.rejects(decodePhoto(flatJpeg({ ...sized, frame: 0xc3 })), /lossless coding, which is not read/);
  await assert.rejects(decodePhoto(flatJpeg({ ...sized, frame: 0xc9 })), /arithmetic coding, which is not read/);
  await assert.rejects(decodePhoto(flatJpeg({ ...sized, frame: 0xc1, precision: 12 })), /12 bits a colour/);
});

test('a missing photo is another error than a broken one', async (t) => {
  await assert.rejects(decodePhoto(join(temporaryFolder(t), 'none.jpg')), NotFoundError);
  await assert.rejects(decodePhoto(temporaryFolder(t)), BadPhotoError);
});
