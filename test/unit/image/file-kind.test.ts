import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp, { type Sharp } from 'sharp';
import { fileKind } from '../../../src/image/file-kind.js';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

/** An ISO container: size, 'ftyp', main brand, version, other brands. */
function container(main: string, others: readonly string[] = []): Buffer {
  const size = 16 + 4 * others.length;
  return Buffer.concat([
    latin(`\0\0\0${String.fromCharCode(size)}ftyp${main}\0\0\0\0${others.join('')}`),
    Buffer.alloc(40),
  ]);
}

/** A TIFF whose first directory has these tags. */
function tiff(tags: readonly (readonly [tag: number, value: number])[]): Buffer {
  const bytes = Buffer.alloc(10 + 12 * tags.length);
  bytes.write('II*\0', 'latin1');
  bytes.writeUInt32LE(8, 4);
  bytes.writeUInt16LE(tags.length, 8);
  for (const [i, [tag, value]] of tags.entries()) {
    bytes.writeUInt16LE(tag, 10 + 12 * i);
    bytes.writeUInt32LE(value, 18 + 12 * i);
  }
  return bytes;
}

function whatOf(bytes: Uint8Array): string {
  const found = fileKind(bytes);
  return 'what' in found ? found.what : found.kind === 'photo' ? found.format : found.kind;
}

test('photos are known by their first bytes', async () => {
  const drawn = (): Sharp => sharp({ create: { width: 9, height: 9, channels: 3, background: '#a33' } });
  const made: readonly (readonly [string, Promise<Buffer>])[] = [
    ['JPEG', drawn().jpeg().toBuffer()],
    ['PNG', drawn().png().toBuffer()],
    ['WebP', drawn().webp().toBuffer()],
    ['AVIF', drawn().avif({ effort: 0 }).toBuffer()],
    ['GIF', drawn().gif().toBuffer()],
    ['TIFF', drawn().tiff().toBuffer()],
  ];
  for (const [format, bytes] of made) assert.equal(whatOf(await bytes), format);
});

test('HEIC is told from AVIF and from videos by all of its brands', () => {
  for (const brand of ['heic', 'heix', 'mif1', 'msf1', 'hevc']) assert.match(whatOf(container(brand)), /HEIC/);
  assert.match(whatOf(container('mif1', ['heic', 'miaf'])), /HEIC/);
  assert.equal(whatOf(container('mif1', ['miaf', 'avif'])), 'AVIF');
  assert.equal(whatOf(container('isom', ['mp42'])), 'a video');
  assert.equal(whatOf(container('crx ')), 'a raw file of a camera');
});

test('what is no photo is named', () => {
  const named: readonly (readonly [string, string])[] = [
    ['\xff\x0a\0\0\0\0\0\0', 'a JPEG XL photo'],
    ['BM\x36\0\0\0', 'a BMP picture'],
    ['8BPS\0\x01', 'a Photoshop file'],
    ['%PDF-1.7\n', 'a PDF document'],
    ['PK\x03\x04\x14\0', 'a zip archive'],
    ['\x1f\x8b\x08\0', 'a gzip file'],
    ['RIFF\0\0\0\0AVI LIST', 'a video'],
    ['\xef\xbb\xbf\r\n<!DOCTYPE html><html></html>', 'a web page'],
    ['<HTML><head>', 'a web page'],
    ['<?xml version="1.0"?><!-- made by --><svg xmlns="x">', 'an SVG drawing'],
    ['<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', 'XML'],
    ['{"error": "not found"}', 'JSON'],
    ['a letter to nobody', 'unknown'],
    ['', 'empty'],
  ];
  for (const [bytes, what] of named) assert.equal(whatOf(latin(bytes)), what);
});

test('raw files of cameras that are written as TIFF are told from photos', () => {
  assert.equal(whatOf(latin('II*\0\x10\0\0\0CR\x02\0')), 'a raw file of a camera');
  assert.equal(whatOf(tiff([[0xc612, 0x0401]])), 'a raw file of a camera');
  assert.equal(
    whatOf(
      tiff([
        [0xfe, 1],
        [0x14a, 600],
      ]),
    ),
    'a raw file of a camera',
  );
  assert.equal(
    whatOf(
      tiff([
        [0xfe, 0],
        [0x100, 600],
      ]),
    ),
    'TIFF',
  );
  assert.equal(whatOf(latin('II*\0\xff\xff\xff\xff')), 'TIFF');
});

test('no bytes, however they are cut or made up, break the look at them', () => {
  for (const bytes of [container('mif1', ['heic']), tiff([[0xc612, 1]]), latin('ftypftypftyp'), latin('II*\0')]) {
    for (let end = 0; end <= bytes.length; end++) assert.ok(fileKind(bytes.subarray(0, end)).kind);
  }
});
