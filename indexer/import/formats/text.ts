import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import { BadInputError, explainFileError } from '../../../src/errors.js';

/** Whole lines of a source, decoded. */
export interface TextChunk {
  readonly text: string;
  /** Line (from 1) where the text begins. */
  readonly line: number;
  /** First line of this chunk that was not UTF-8 and was read as Windows-1252. */
  readonly latinLine?: number | undefined;
}

/** A line longer than this is no line: the file is of another kind. */
const MAX_LINE_BYTES = 32 * 1024 * 1024;

const NEWLINE = 0x0a;

/**
 * Reads a text file, gzipped or not (known by its first bytes), as chunks that end at the end of a line.
 *
 * Text is UTF-8, or UTF-16 when a byte-order mark says so. A line that is not valid UTF-8 is read as Windows-1252,
 * which has a character for every byte that Latin-1 uses for letters: no other line is changed by that.
 * @throws BadInputError when the gzip is damaged or cut off, or a line has more than 32 MB
 */
export async function* readText(file: string): AsyncGenerator<TextChunk> {
  const stream = await openBytes(file);
  const lines = new LineDecoder(file);
  try {
    for await (const bytes of stream) {
      const chunk = lines.push(bytes as Buffer);
      if (chunk !== undefined) yield chunk;
    }
  } catch (error) {
    throw explainReadError(error, file, lines.line);
  } finally {
    stream.destroy();
  }
  const rest = lines.end();
  if (rest !== undefined) yield rest;
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
  private rest: Buffer = Buffer.alloc(0);
  private encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | undefined;
  private wide: TextDecoder | undefined;
  private readonly utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  constructor(private readonly file: string) {}

  push(bytes: Buffer): TextChunk | undefined {
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
    return end === 0 ? undefined : this.decode(body.subarray(0, end));
  }

  end(): TextChunk | undefined {
    if (this.wide !== undefined) return this.chunk(this.wide.decode());
    const rest = this.encoding === undefined ? this.withoutMark(this.rest) : this.rest;
    return rest.length === 0 ? undefined : this.decode(rest);
  }

  private withoutMark(bytes: Buffer): Buffer {
    const [first, second, third] = bytes;
    if (first === 0xef && second === 0xbb && third === 0xbf) {
      this.encoding = 'utf-8';
      return bytes.subarray(3);
    }
    if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
      this.encoding = first === 0xff ? 'utf-16le' : 'utf-16be';
      this.wide = new TextDecoder(this.encoding);
      this.rest = Buffer.alloc(0);
      return bytes;
    }
    if (bytes.length >= 3) this.encoding = 'utf-8';
    return bytes;
  }

  private decode(bytes: Buffer): TextChunk {
    try {
      return this.chunk(this.utf8.decode(bytes))!;
    } catch {
      return this.decodeLineByLine(bytes);
    }
  }

  private decodeLineByLine(bytes: Buffer): TextChunk {
    let text = '';
    let latinLine: number | undefined;
    for (let start = 0, line = this.line; start < bytes.length; line++) {
      const end = bytes.indexOf(NEWLINE, start) + 1 || bytes.length;
      const lineBytes = bytes.subarray(start, end);
      try {
        text += this.utf8.decode(lineBytes);
      } catch {
        text += decodeWindows1252(lineBytes);
        latinLine ??= line;
      }
      start = end;
    }
    return { ...this.chunk(text)!, latinLine };
  }

  private chunk(text: string): TextChunk | undefined {
    if (text === '') return undefined;
    const { line } = this;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.line++;
    return { text, line };
  }
}

/** What Windows-1252 has in place of the control characters 0x80 to 0x9f of Latin-1; five of them mean nothing. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Node's own decoder of this name leaves these characters as they are in Latin-1. */
function decodeWindows1252(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[\x80-\x9f]/g, (character) => WINDOWS_1252[character.charCodeAt(0) - 0x80]);
}
