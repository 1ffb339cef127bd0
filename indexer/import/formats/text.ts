import { isUtf8 } from 'node:buffer';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import { BadInputError, explainFileError } from '../../../src/errors.js';
import { declaredEncoding, detectLegacyEncoding, type LegacyEncoding } from './legacy-encoding.js';

/** Whole lines of a source, decoded. */
export interface TextChunk {
  readonly text: string;
  /** Line (from 1) where the text begins. */
  readonly line: number;
  /** First line of this chunk that was not UTF-8, and what was taken to be the encoding of such lines. */
  readonly legacy?: { readonly line: number; readonly encoding: string } | undefined;
  /** The text is the last of the file, and no line end stands behind it. */
  readonly isOpenEnded?: boolean | undefined;
  /** The file ends in the middle of a letter. */
  readonly isCutOff?: boolean | undefined;
}

/** A line longer than this is no line: the file is of another kind. */
const MAX_LINE_BYTES = 32 * 1024 * 1024;

const NEWLINE = 0x0a;

/** Enough bytes of lines that are not UTF-8 to tell in which encoding they are. */
const SAMPLE_BYTES = 64 * 1024;

/**
 * Reads a text file, gzipped or not (known by its first bytes), as chunks that end at the end of a line.
 *
 * Text is UTF-8, or UTF-16 when a byte-order mark or its zero bytes say so. Lines that are not valid UTF-8 are read in
 * the older encoding that an XML declaration names, or that they have by the look of all such lines: no other line is
 * changed by that.
 * @throws BadInputError when the gzip is damaged or cut off, or a line has more than 32 MB
 */
export async function* readText(file: string): AsyncGenerator<TextChunk> {
  const lines = new LineDecoder(file);
  const decoded = async (bytes: Buffer): Promise<TextChunk> => {
    if (lines.legacy === undefined && !isUtf8(bytes)) lines.legacy = await legacyEncodingOf(file);
    return lines.decode(bytes);
  };
  for await (const bytes of readBytes(file, () => lines.line)) {
    const whole = lines.push(bytes);
    if (Buffer.isBuffer(whole)) yield await decoded(whole);
    else if (whole !== undefined) yield whole;
  }
  const rest = lines.end();
  if (Buffer.isBuffer(rest)) yield await lastChunk(rest, lines, decoded);
  else if (rest !== undefined) yield rest;
}

/** The text behind the last line end. A UTF-8 file that is cut off may end with a part of a character. */
async function lastChunk(
  bytes: Buffer,
  lines: LineDecoder,
  decoded: (bytes: Buffer) => Promise<TextChunk>,
): Promise<TextChunk> {
  const whole = lines.legacy === undefined && lines.hasWideLetters ? withoutHalfLetter(bytes) : undefined;
  if (whole === undefined) return { ...(await decoded(bytes)), isOpenEnded: true };
  const { line } = lines;
  return { ...(whole.length === 0 ? { text: '', line } : lines.decode(whole)), isOpenEnded: true, isCutOff: true };
}

/** @returns the bytes before a half letter at the end; undefined when there is none */
function withoutHalfLetter(bytes: Buffer): Buffer | undefined {
  if (isUtf8(bytes)) return undefined;
  for (let length = 1; length <= 3 && length <= bytes.length; length++) {
    const isLead = bytes[bytes.length - length] >= 0xc2;
    const whole = bytes.subarray(0, bytes.length - length);
    if (isLead) return isUtf8(whole) ? whole : undefined;
  }
  return undefined;
}

/**
 * The bytes of a file, unzipped when they are gzipped.
 * @param line the line that a damage is told with
 * @throws BadInputError when the gzip is damaged or cut off
 */
async function* readBytes(file: string, line: () => number): AsyncGenerator<Buffer> {
  const stream = await openBytes(file);
  try {
    for await (const bytes of stream) yield bytes as Buffer;
  } catch (error) {
    throw explainReadError(error, file, line());
  } finally {
    stream.destroy();
  }
}

/**
 * The first bytes of a file, unzipped when they are gzipped; fewer when the file has no more.
 * @throws BadInputError when it begins like a gzip file and is none
 */
export async function readFirstBytes(file: string, count: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const bytes of readBytes(file, () => 1)) {
    parts.push(bytes);
    length += bytes.length;
    if (length >= count) break;
  }
  return Buffer.concat(parts).subarray(0, count);
}

async function legacyEncodingOf(file: string): Promise<LegacyEncoding> {
  const declared = declaredEncoding((await readFirstBytes(file, 1024)).toString('latin1'));
  return declared ?? detectLegacyEncoding(await readForeignLines(file));
}

/** Lines of a file that are not UTF-8. */
async function readForeignLines(file: string): Promise<Buffer> {
  const found: Buffer[] = [];
  let length = 0;
  let rest: Buffer = Buffer.alloc(0);
  const take = (bytes: Buffer): void => {
    if (isUtf8(bytes)) return;
    for (const line of linesOf(bytes)) {
      if (length >= SAMPLE_BYTES || isUtf8(line)) continue;
      found.push(line);
      length += line.length;
    }
  };
  try {
    for await (const bytes of readBytes(file, () => 1)) {
      const all = Buffer.concat([rest, bytes]);
      const end = all.lastIndexOf(NEWLINE) + 1;
      take(all.subarray(0, end));
      rest = all.subarray(end);
      if (length >= SAMPLE_BYTES || rest.length > MAX_LINE_BYTES) break;
    }
  } catch (error) {
    if (!(error instanceof BadInputError)) throw error; // the damage is told when the reading comes to it
  }
  take(rest);
  return Buffer.concat(found);
}

function* linesOf(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(NEWLINE, start) + 1 || bytes.length;
    yield bytes.subarray(start, end);
    start = end;
  }
}

async function openBytes(file: string): Promise<Readable> {
  const plain = createReadStream(file, { highWaterMark: 256 * 1024 });
  try {
    await once(plain, 'readable');
  } catch (error) {
    throw explainFileError(error, file);
  }
  const first = plain.read() as Buffer | null;
  if (first === null) return plain;
  plain.unshift(first);
  if (first[0] !== 0x1f || first[1] !== 0x8b) return plain;
  const unzipped = createGunzip({ chunkSize: 256 * 1024 });
  plain.once('error', (error) => unzipped.destroy(error));
  unzipped.once('close', () => plain.destroy());
  return plain.pipe(unzipped);
}

function explainReadError(error: unknown, file: string, line: number): unknown {
  const code = error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? '') : '';
  if (!code.startsWith('Z_')) return explainFileError(error, file);
  return new BadInputError({
    file,
    line,
    reason: code === 'Z_BUF_ERROR' ? 'the gzip file is cut off here' : 'the gzip file is damaged here',
    remedy: 'copy the file anew and import it again; the products before this line are in',
    cause: error,
  });
}

/** Cuts bytes into whole lines and decodes them. */
class LineDecoder {
  /** Line where the next chunk begins. */
  line = 1;
  /** Of lines that are not UTF-8; found when the first is met. */
  legacy: LegacyEncoding | undefined;
  private rest: Buffer = Buffer.alloc(0);
  private encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | undefined;
  private wide: TextDecoder | undefined;
  private endsLine = false;
  /** Letters of more than one byte were met in UTF-8. */
  hasWideLetters = false;
  private readonly utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  constructor(private readonly file: string) {}

  /** @returns bytes of whole lines to be decoded, or, of UTF-16, their text */
  push(bytes: Buffer): Buffer | TextChunk | undefined {
    const all = this.rest.length === 0 ? bytes : Buffer.concat([this.rest, bytes]);
    const body = this.encoding === undefined ? this.withoutMark(all) : all;
    if (this.wide !== undefined) return this.chunk(this.wide.decode(body, { stream: true }));
    const end = body.lastIndexOf(NEWLINE) + 1;
    this.rest = body.subarray(end);
    if (this.rest.length > MAX_LINE_BYTES) {
      throw new BadInputError({
        file: this.file,
        line: this.line,
        reason: 'a line of more than 32 MB',
        remedy: 'write one product per line',
      });
    }
    return end === 0 ? undefined : body.subarray(0, end);
  }

  /** @returns the bytes behind the last line end */
  end(): Buffer | TextChunk | undefined {
    if (this.wide !== undefined) {
      const text = this.wide.decode();
      return text === '' && this.endsLine ? undefined : { text, line: this.line, isOpenEnded: !text.endsWith('\n') };
    }
    const rest = this.encoding === undefined ? this.withoutMark(this.rest) : this.rest;
    return rest.length === 0 ? undefined : rest;
  }

  decode(bytes: Buffer): TextChunk {
    try {
      const text = this.utf8.decode(bytes);
      this.hasWideLetters ||= text.length < bytes.length;
      return this.chunk(text)!;
    } catch {
      return this.decodeLineByLine(bytes);
    }
  }

  private withoutMark(bytes: Buffer): Buffer {
    const [first, second, third] = bytes;
    if (first === 0xef && second === 0xbb && third === 0xbf) {
      this.encoding = 'utf-8';
      return bytes.subarray(3);
    }
    const wide = wideEncoding(bytes);
    if (wide !== undefined) {
      this.encoding = wide;
      this.wide = new TextDecoder(wide);
      this.rest = Buffer.alloc(0);
      return bytes;
    }
    if (bytes.length >= 3) this.encoding = 'utf-8';
    return bytes;
  }

  private decodeLineByLine(bytes: Buffer): TextChunk {
    const { legacy } = this;
    if (legacy === undefined) throw new Error('the encoding is found before lines are decoded in it');
    let text = '';
    let first: number | undefined;
    let line = this.line;
    for (const lineBytes of linesOf(bytes)) {
      try {
        text += this.utf8.decode(lineBytes);
      } catch {
        text += legacy.decode(lineBytes);
        first ??= line;
      }
      line++;
    }
    const isSure = first === undefined || legacy.isDeclared === true;
    return { ...this.chunk(text)!, legacy: isSure ? undefined : { line: first!, encoding: legacy.name } };
  }

  private chunk(text: string): TextChunk | undefined {
    if (text === '') return undefined;
    const { line } = this;
    this.endsLine = text.endsWith('\n');
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.line++;
    return { text, line };
  }
}

/** UTF-16 by its byte-order mark; without one, by the zero bytes that every second byte of plain letters is. */
function wideEncoding(bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const beginning = bytes.subarray(0, 64);
  const zeros = [0, 1].map((odd) => beginning.filter((byte, i) => i % 2 === odd && byte === 0).length);
  if (beginning.length < 4 || zeros[0] + zeros[1] < beginning.length / 4) return undefined;
  if (zeros[0] === 0) return 'utf-16le';
  return zeros[1] === 0 ? 'utf-16be' : undefined;
}
