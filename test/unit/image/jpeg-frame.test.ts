import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jpegFrame } from '../../../src/image/jpeg-frame.js';
import { flatJpeg, jpegHeader, segment } from './flat-jpeg.js';

const sized = { width: 4000, height: 3000 };

test('a baseline JPEG comes row by row and holds nothing back', () => {
  const frame = jpegFrame(flatJpeg(sized));
  assert.deepEqual(frame, { ...sized, precision: 8, coding: 'baseline', heldBytes: 0 });
});

test('a progressive JPEG is held as two bytes for each sample of each colour', () => {
  const held = (factors: readonly number[]) => jpegFrame(jpegHeader({ ...sized, frame: 0xc2, factors }))?.heldBytes;
  assert.equal(held([0x11]), 24_000_000);
  assert.equal(held([0x11, 0x11, 0x11]), 72_000_000);
  assert.equal(held([0x22, 0x11, 0x11]), 36_000_000);
  assert.equal(held([0x21, 0x11, 0x11]), 48_000_000);
  assert.equal(held([0x11, 0x11, 0x11, 0x11]), 96_000_000);
});

test('a JPEG whose colours come one after another is held as well', () => {
  const bytes = jpegHeader({ ...sized, factors: [0x22, 0x11, 0x11] });
  bytes[bytes.indexOf(Buffer.from([0xff, 0xda])) + 4] = 1;
  assert.deepEqual([jpegFrame(bytes)?.coding, jpegFrame(bytes)?.heldBytes], ['baseline', 36_000_000]);
});

test('the frame of a thumbnail in another segment is passed over', () => {
  const thumbnail = flatJpeg({ width: 160, height: 120 });
  const frame = jpegFrame(flatJpeg({ ...sized, before: segment(0xe1, [...thumbnail]) }));
  assert.equal(frame?.width, 4000);
});

test('bytes that end or make no sense before there is a frame have none', () => {
  const whole = flatJpeg(sized);
  const scan = whole.indexOf(Buffer.from([0xff, 0xda]));
  for (let end = 0; end <= scan; end++) assert.equal(jpegFrame(whole.subarray(0, end)), undefined);
  assert.equal(jpegFrame(Buffer.alloc(1000, 0xff)), undefined);
  assert.equal(jpegFrame(Buffer.alloc(1000)), undefined);
});
