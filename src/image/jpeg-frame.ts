/** What the header of a JPEG says about how it has to be decoded (ITU-T T.81, annex B). */
export interface JpegFrame {
  readonly width: number;
  readonly height: number;
  /** Bits of one colour of a pixel. */
  readonly precision: number;
  /** How the colours are written: 'baseline' comes row by row. */
  readonly coding: 'baseline' | 'progressive' | 'lossless' | 'arithmetic';
  /**
   * Bytes that a decoder has to hold until the last pixel is known, at whatever size the photo is decoded: the
   * coefficients of a photo whose rows come in several passes; 0 when they come once.
   */
  readonly heldBytes: number;
}

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
/** Markers of the table of Huffman codes, of JPEG extensions and of arithmetic conditioning: no frames. */
const NO_FRAMES = [0xc4, 0xc8, 0xcc];
const BYTES_OF_COEFFICIENT = 2;

/**
 * Walks the segments of a JPEG up to its first scan. A thumbnail in one of them is passed over.
 *
 *     | FF D8 | FF marker, length, content | ... | FF C0 frame | ... | FF DA scan, data
 * @returns undefined when it ends, or is nonsense, before there is a frame and a scan
 */
export function jpegFrame(bytes: Uint8Array): JpegFrame | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let frame: { readonly marker: number; readonly at: number } | undefined;
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1];
    if (marker === 0xff) {
      at++; // bytes that only fill up
      continue;
    }
    if (marker === END_OF_IMAGE) return undefined;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && !NO_FRAMES.includes(marker);
    if (isFrame) frame ??= { marker, at: at + 4 };
    if (marker === START_OF_SCAN)
      return frame && at + 4 < bytes.length ? frameOf(view, frame, bytes[at + 4]) : undefined;
    at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return undefined;
}

/** @param inFirstScan colours of the first scan: fewer than there are means that each comes in a pass of its own */
function frameOf(
  view: DataView,
  { marker, at }: { readonly marker: number; readonly at: number },
  inFirstScan: number,
): JpegFrame | undefined {
  if (at + 6 > view.byteLength) return undefined;
  const count = view.getUint8(at + 5);
  if (at + 6 + 3 * count > view.byteLength) return undefined;
  const height = view.getUint16(at + 1);
  const width = view.getUint16(at + 3);
  const factors = Array.from({ length: count }, (_, i) => view.getUint8(at + 7 + 3 * i));
  const coding = codingOf(marker);
  const inPasses = coding === 'progressive' || inFirstScan < count;
  return {
    ...{ width, height, precision: view.getUint8(at), coding },
    heldBytes: inPasses ? samples(factors, width * height) * BYTES_OF_COEFFICIENT : 0,
  };
}

/**
 * Samples of all colours.
 * @param factors of each colour: its horizontal and its vertical sampling factor, 4 bits each
 */
function samples(factors: readonly number[], pixels: number): number {
  const most = (side: (factor: number) => number): number => Math.max(1, ...factors.map(side));
  const whole = most((factor) => factor >> 4) * most((factor) => factor & 15);
  const shares = factors.map((factor) => ((factor >> 4) * (factor & 15)) / whole);
  return Math.ceil(pixels * shares.reduce((sum, share) => sum + share, 0));
}

function codingOf(marker: number): JpegFrame['coding'] {
  if (marker >= 0xc9) return 'arithmetic';
  if ([0xc3, 0xc7].includes(marker)) return 'lossless';
  return [0xc2, 0xc6].includes(marker) ? 'progressive' : 'baseline';
}
