import { closeSync, constants, fstatSync, openSync, readFileSync, type Stats } from 'node:fs';
import sharp, { type Metadata } from 'sharp';
import { BadPhotoError, NotFoundError, explainFileError } from '../errors.js';
import { PHOTO_FORMATS, fileKind, type PhotoFormat } from './file-kind.js';
import { jpegFrame, type JpegFrame } from './jpeg-frame.js';
import { letterbox, type Photo } from './transforms.js';

// Many small photos at a time use the cores better than many threads for one photo, and no photo is read twice.
sharp.concurrency(1);
sharp.cache(false);

/**
 * More pixels than this are never decoded in full: that would cost a hundred megabytes and more. Formats that cannot be
 * shrunk while they are read are refused above it.
 */
export const MAX_DECODED_PIXELS = 32_000_000;

/** JPEGs are shrunk while they are read. The largest sensors of phones have 16,384 x 12,288 pixels. */
const MAX_JPEG_PIXELS = 205_000_000;

/** Of a JPEG whose rows come in several passes, all of it is held at once: 108 megapixels of a progressive one are 324 MB. */
const MAX_HELD_BYTES = 350_000_000;

/**
 * A larger photo without a wanted size is decoded at a third: by a factor below 3 sharp does not shrink a JPEG while it
 * is read.
 */
const SHRINK_OF_LARGE = 3;

/** Larger files are refused unread. */
export const MAX_PHOTO_BYTES = 64 * 1024 * 1024;

/** Up to so many bytes a photo is decoded at once: asking for its size first would take a fifth longer. */
const SMALL_FILE = 4 * 1024;

export interface DecodedPhoto extends Photo {
  /** Size of the upright original in pixels; larger than `width` x `height` when the photo was shrunk. */
  readonly original: { readonly width: number; readonly height: number };
}

export interface DecodeOptions {
  /** Photos with more pixels are refused; by default 205 megapixels of a JPEG, 32 of anything else. */
  readonly maxPixels?: number | undefined;
  /**
   * Decode a larger photo only as finely as a letterbox of this edge needs: JPEG is then decoded at a half, a quarter
   * or an eighth, which is much faster. The result is at least twice as large as the letterbox. Without it, a photo is
   * decoded as it is, and at a third when it has more than 32 megapixels.
   */
  readonly shrinkTo?: number | undefined;
  /** Name of the photo in error messages; the path by default. */
  readonly name?: string | undefined;
  /** Hears what is wrong with a photo that can be read all the same. Without it, such a photo is read in silence. */
  readonly onDamage?: ((what: string) => void) | undefined;
}

/**
 * Decodes JPEG, PNG, WebP, AVIF, GIF (first frame) or TIFF: upright by EXIF, in sRGB, 8 bit, alpha over white.
 * Anything else is refused by its first bytes, SVG above all, which could name other files.
 * @param input path or bytes of an encoded photo
 * @throws BadPhotoError when it is no photo, is damaged or too large; NotFoundError when there is no such file
 */
export async function decodePhoto(
  input: string | Buffer,
  { onDamage, ...options }: DecodeOptions = {},
): Promise<DecodedPhoto> {
  if (onDamage === undefined) return decode(input, options, 'truncated');
  try {
    return await decode(input, options, 'warning');
  } catch (error) {
    const photo = await decode(input, options, 'truncated');
    onDamage(damageOf(error));
    return photo;
  }
}

/** What libvips says of it: the first line, which is the first thing that was wrong. */
function damageOf(error: unknown): string {
  const { cause } = error as Error;
  return firstLine(cause instanceof Error ? cause.message : String(error));
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0];
}

async function decode(
  input: string | Buffer,
  options: Omit<DecodeOptions, 'onDamage'>,
  failOn: 'truncated' | 'warning',
): Promise<DecodedPhoto> {
  const { shrinkTo, name } = options;
  const file = name ?? (typeof input === 'string' ? input : undefined);
  const bytes = typeof input === 'string' ? readPhotoFile(input) : input;
  const format = requirePhoto(bytes, file);
  const limits = { format, maxPixels: options.maxPixels ?? maxPixelsOf(format), file };
  if (format === 'JPEG') requireDecodable(bytes, limits);
  try {
    const image = sharp(bytes, { limitInputPixels: limits.maxPixels, failOn });
    const original = bytes.length > SMALL_FILE ? uprightSize(await image.metadata()) : undefined;
    if (original !== undefined) requireSize(original, limits);
    const edge = original === undefined ? undefined : decodedEdge(original, shrinkTo);
    if (edge !== undefined) image.resize({ width: edge, height: edge, fit: 'inside' });
    const { data, info } = await image
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const { width, height } = info;
    return { width, height, data: rgbOf(data, info.channels), original: original ?? { width, height } };
  } catch (cause) {
    if (cause instanceof BadPhotoError) throw cause;
    await requireSizeOf(bytes, limits);
    const reason = `the photo cannot be decoded: ${cause instanceof Error ? firstLine(cause.message) : String(cause)}`;
    throw new BadPhotoError({ file, reason, remedy: 'save it anew as JPEG or PNG', cause });
  }
}

/** @returns the longer edge that a photo is decoded to; undefined for its own */
function decodedEdge({ width, height }: DecodedPhoto['original'], shrinkTo: number | undefined): number | undefined {
  const longest = Math.max(width, height);
  if (shrinkTo !== undefined && longest > 4 * shrinkTo) return 2 * shrinkTo;
  return width * height > MAX_DECODED_PIXELS ? Math.floor(longest / SHRINK_OF_LARGE) : undefined;
}

/**
 * A photo as the twin model sees it: whole, letterboxed on white.
 * @param size edge of the square in pixels
 * @returns pixels [size, size, 3] and the size of the upright original
 */
export async function decodeLetterboxed(
  input: string | Buffer,
  size: number,
  options: Omit<DecodeOptions, 'shrinkTo'> = {},
): Promise<{ readonly pixels: Uint8Array; readonly original: DecodedPhoto['original'] }> {
  const photo = await decodePhoto(input, { ...options, shrinkTo: size });
  return { pixels: letterbox(photo, size), original: photo.original };
}

/** @throws NotFoundError, or BadPhotoError when the file is larger than MAX_PHOTO_BYTES or no regular file */
export function readPhotoFile(file: string): Buffer {
  try {
    // Without O_NONBLOCK a named pipe that somebody put among the photos would be waited for. Synchronous, because four
    // trips to the thread pool take longer than reading a photo.
    const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      requirePhotoFile(fstatSync(descriptor), file);
      return readFileSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ENOTDIR') {
      throw new NotFoundError({ file, reason: 'there is no such photo', remedy: 'check the path', cause: error });
    }
    throw explainFileError(error, file);
  }
}

function requirePhotoFile(stat: Stats, file: string): void {
  if (!stat.isFile()) {
    throw new BadPhotoError({ file, reason: 'this is no regular file', remedy: 'name a photo' });
  }
  if (stat.size <= MAX_PHOTO_BYTES) return;
  const megabytes = Math.round(stat.size / 1024 / 1024);
  throw new BadPhotoError({ file, reason: `the file has ${megabytes} MB, more than 64`, remedy: 'save it smaller' });
}

/** What a photo is held against, and the file's name for messages. */
interface Limits {
  readonly format: PhotoFormat;
  readonly maxPixels: number;
  readonly file: string | undefined;
}

function maxPixelsOf(format: PhotoFormat): number {
  return format === 'JPEG' ? MAX_JPEG_PIXELS : MAX_DECODED_PIXELS;
}

/** @throws BadPhotoError that names what the file is instead of a photo */
function requirePhoto(bytes: Buffer, file: string | undefined): PhotoFormat {
  const found = fileKind(bytes);
  if (found.kind === 'photo') return found.format;
  const remedy = `name a ${PHOTO_FORMATS} photo`;
  if (found.kind === 'empty') throw new BadPhotoError({ file, reason: 'the file is empty', remedy });
  if (found.kind === 'unknown') throw new BadPhotoError({ file, reason: `this is no ${PHOTO_FORMATS} photo`, remedy });
  throw new BadPhotoError({
    file,
    reason: `this is ${found.what}; only ${PHOTO_FORMATS.replace(' or ', ' and ')} are read`,
    remedy: found.remedy,
  });
}

/** Refuses the JPEGs that no decoder here knows, and those that cannot be read in little memory, by their header. */
function requireDecodable(bytes: Buffer, { maxPixels, file, format }: Limits): void {
  const frame = jpegFrame(bytes);
  if (frame === undefined) return;
  requireSize(frame, { maxPixels, file, format });
  const reason = reasonAgainst(frame);
  if (reason !== undefined) {
    throw new BadPhotoError({ file, reason, remedy: 'save it as an ordinary (baseline) JPEG of 8 bits a colour' });
  }
}

function reasonAgainst({ width, height, precision, coding, heldBytes }: JpegFrame): string | undefined {
  if (coding === 'lossless' || coding === 'arithmetic')
    return `this is a JPEG with ${coding} coding, which is not read`;
  if (precision !== 8) return `this is a JPEG with ${precision} bits a colour, of which only 8 are read`;
  if (heldBytes <= MAX_HELD_BYTES) return undefined;
  const megabytes = (count: number): number => Math.round(count / 1e6);
  const pixels = `${width} x ${height} pixels`;
  return `this progressive JPEG of ${pixels} takes ${megabytes(heldBytes)} MB of memory to read, more than ${megabytes(MAX_HELD_BYTES)}`;
}

/** Names the size of a photo that was refused for it, when the file says one at all. */
async function requireSizeOf(bytes: Buffer, limits: Limits): Promise<void> {
  const metadata = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined);
  if (metadata !== undefined) requireSize(uprightSize(metadata), limits);
}

function uprightSize(metadata: Metadata): { width: number; height: number } {
  const { width, height } = metadata.autoOrient;
  return { width, height };
}

function requireSize({ width, height }: DecodedPhoto['original'], { maxPixels, format, file }: Limits): void {
  if (width * height <= maxPixels) return;
  const megapixels = (pixels: number): string => (pixels / 1e6).toFixed(1);
  const isShrunk = format !== 'JPEG' && width * height <= MAX_JPEG_PIXELS && maxPixels === MAX_DECODED_PIXELS;
  throw new BadPhotoError({
    file,
    reason: `the photo is too large: ${width} x ${height} are ${megapixels(width * height)} megapixels, more than ${megapixels(maxPixels)}${isShrunk ? ` of a ${format}` : ''}`,
    remedy: isShrunk ? 'save it as JPEG, which may be larger, or with fewer pixels' : 'save it with fewer pixels',
  });
}

/** Greyscale photos come with one channel: it is repeated. */
function rgbOf(data: Uint8Array, channels: number): Uint8Array {
  if (channels === 3) return data;
  const rgb = new Uint8Array((data.length / channels) * 3);
  for (let from = 0, to = 0; from < data.length; from += channels, to += 3) {
    rgb[to] = data[from]!;
    rgb[to + 1] = data[channels > 2 ? from + 1 : from]!;
    rgb[to + 2] = data[channels > 2 ? from + 2 : from]!;
  }
  return rgb;
}
