import { closeSync, constants, fstatSync, openSync, readFileSync, type Stats } from 'node:fs';
import sharp, { type Metadata } from 'sharp';
import { BadPhotoError, NotFoundError, explainFileError } from '../errors.js';
import { letterbox, type Photo } from './transforms.js';

// Many small photos at a time use the cores better than many threads for one photo, and no photo is read twice.
sharp.concurrency(1);
sharp.cache(false);

/** More pixels than this are refused: such a photo costs a hundred megabytes and more to decode. */
export const DEFAULT_MAX_PIXELS = 32_000_000;

/** Larger files are refused unread. */
export const MAX_PHOTO_BYTES = 64 * 1024 * 1024;

/** Up to so many bytes a photo is decoded at once: asking for its size first would take a fifth longer. */
const SMALL_FILE = 4 * 1024;

export interface DecodedPhoto extends Photo {
  /** Size of the upright original in pixels; larger than `width` x `height` when the photo was shrunk. */
  readonly original: { readonly width: number; readonly height: number };
}

export interface DecodeOptions {
  readonly maxPixels?: number | undefined;
  /**
   * Decode a larger photo only as finely as a letterbox of this edge needs: JPEG is then decoded at a half, a quarter
   * or an eighth, which is much faster. The result is at least twice as large as the letterbox.
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
  return (cause instanceof Error ? cause.message : String(error)).split('\n', 1)[0];
}

async function decode(
  input: string | Buffer,
  { maxPixels = DEFAULT_MAX_PIXELS, shrinkTo, name }: Omit<DecodeOptions, 'onDamage'>,
  failOn: 'truncated' | 'warning',
): Promise<DecodedPhoto> {
  const file = name ?? (typeof input === 'string' ? input : undefined);
  const bytes = typeof input === 'string' ? readPhotoFile(input) : input;
  requirePhoto(bytes, file);
  try {
    const image = sharp(bytes, { limitInputPixels: maxPixels, failOn });
    const original = bytes.length > SMALL_FILE ? uprightSize(await image.metadata()) : undefined;
    if (original !== undefined) requireSize(original, maxPixels, file);
    if (original !== undefined && shrinkTo !== undefined && Math.max(original.width, original.height) > 4 * shrinkTo) {
      image.resize({ width: 2 * shrinkTo, height: 2 * shrinkTo, fit: 'inside' });
    }
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
    await requireSizeOf(bytes, maxPixels, file);
    const reason = `the photo cannot be decoded: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new BadPhotoError({ file, reason, remedy: 'save it anew as JPEG or PNG', cause });
  }
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

/** First bytes of the formats that are decoded. */
function isPhoto(bytes: Buffer): boolean {
  const ascii = (start: number, end: number): string => bytes.toString('latin1', start, end);
  if (bytes.length < 12) return false;
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return true; // JPEG
  if (ascii(0, 8) === '\x89PNG\r\n\x1a\n') return true;
  if (ascii(0, 4) === 'GIF8') return true;
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return true;
  if (ascii(0, 4) === 'II*\0' || ascii(0, 4) === 'MM\0*' || ascii(0, 4) === 'II+\0' || ascii(0, 4) === 'MM\0+')
    return true; // TIFF
  return ascii(4, 8) === 'ftyp' && ['avif', 'avis', 'mif1'].includes(ascii(8, 12)); // AVIF
}

function requirePhoto(bytes: Buffer, file: string | undefined): void {
  if (isPhoto(bytes)) return;
  throw new BadPhotoError({
    file,
    reason: bytes.length === 0 ? 'the file is empty' : 'this is no JPEG, PNG, WebP, AVIF, GIF or TIFF photo',
    remedy: 'name a photo of one of these formats',
  });
}

/** Names the size of a photo that was refused for it, when the file says one at all. */
async function requireSizeOf(bytes: Buffer, maxPixels: number, file: string | undefined): Promise<void> {
  const metadata = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined);
  if (metadata !== undefined) requireSize(uprightSize(metadata), maxPixels, file);
}

function uprightSize(metadata: Metadata): { width: number; height: number } {
  const { width, height } = metadata.autoOrient;
  return { width, height };
}

function requireSize({ width, height }: DecodedPhoto['original'], maxPixels: number, file: string | undefined): void {
  if (width * height <= maxPixels) return;
  const megapixels = (pixels: number): string => (pixels / 1e6).toFixed(1);
  throw new BadPhotoError({
    file,
    reason: `the photo is too large: ${width} x ${height} are ${megapixels(width * height)} megapixels, more than ${megapixels(maxPixels)}`,
    remedy: 'save it smaller',
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
