export interface FlatJpeg {
  readonly width: number;
  readonly height: number;
  /** The marker of the frame: 0xc0 is baseline, 0xc2 progressive. */
  readonly frame?: number;
  readonly precision?: number;
  /** Sampling factors of each colour, 4 bits each: [0x11] is grey, [0x22, 0x11, 0x11] the 4:2:0 of cameras. */
  readonly factors?: readonly number[];
  /** Segments between the start and the tables, such as EXIF. */
  readonly before?: Uint8Array;
}

/**
 * A grey JPEG of any size without an encoder: its codes are chosen so that every block of 8 x 8 pixels is the bits 0 ('as
 * bright as the one before') and, when it is not progressive, 0 ('nothing else').
 */
export function flatJpeg({ width, height, frame = 0xc0, precision = 8, factors = [0x11], before }: FlatJpeg): Buffer {
  const colours = factors.map((_, i) => i + 1);
  const isProgressive = frame === 0xc2;
  const header = [
    segment(0xdb, [0, ...Array.from({ length: 64 }, () => 1)]),
    segment(frame, [
      ...[precision, height >> 8, height & 255, width >> 8, width & 255, factors.length],
      ...colours.flatMap((colour, i) => [colour, factors[i], 0]),
    ]),
    segment(0xc4, [0x00, 1, ...zeros(15), 0]),
    segment(0xc4, [0x10, 1, ...zeros(15), 0]),
    segment(0xda, [
      factors.length,
      ...colours.flatMap((colour) => [colour, 0]),
      ...(isProgressive ? [0, 0, 0] : [0, 63, 0]),
    ]),
  ];
  const bits = blocks(width, height, factors) * (isProgressive ? 1 : 2);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    before ?? Buffer.alloc(0),
    ...header,
    Buffer.alloc(Math.ceil(bits / 8)),
    Buffer.from([0xff, 0xd9]),
  ]);
}

/** Frame and start of the scan only: all that is needed to be refused. */
export function jpegHeader(options: FlatJpeg): Buffer {
  const whole = flatJpeg(options);
  return whole.subarray(0, whole.indexOf(Buffer.from([0xff, 0xda])) + 24);
}

export function segment(marker: number, content: readonly number[]): Buffer {
  const length = content.length + 2;
  return Buffer.from([0xff, marker, length >> 8, length & 255, ...content]);
}

function zeros(count: number): number[] {
  return Array.from({ length: count }, () => 0);
}

/** Blocks of all colours, in whole groups of those that belong together. */
function blocks(width: number, height: number, factors: readonly number[]): number {
  const [across, down] = [Math.max(...factors.map((f) => f >> 4)), Math.max(...factors.map((f) => f & 15))];
  const groups = Math.ceil(width / (8 * across)) * Math.ceil(height / (8 * down));
  return groups * factors.reduce((sum, f) => sum + (f >> 4) * (f & 15), 0);
}
