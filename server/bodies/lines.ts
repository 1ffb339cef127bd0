import type { Request } from 'express';
import type { BodyReader } from '../route.js';
import { ProductLine } from '../requests/index.js';
import { beginBody } from './receiving.js';
import { bodyTimeOf, requireUncompressed, tooLarge, unknownType } from './bytes.js';
import { piecesOf } from './pieces.js';

const LINE_LIMIT = 1024 * 1024;
const TYPES = ['application/x-ndjson', 'application/jsonl'];
const NEWLINE = 10;

/** One line of a body. */
export interface Line {
  /** From 1; empty lines count. */
  readonly number: number;
  readonly bytes: Uint8Array;
}

/** A body of JSON lines, read as it arrives: in groups of the lines that are there already. */
export const linesBody: BodyReader<AsyncIterable<readonly Line[]>> = {
  content: { 'application/x-ndjson': { schema: ProductLine, encoding: 'lines' } },
  read(request) {
    if (!TYPES.includes(String(request.is(TYPES)))) throw unknownType(request, TYPES);
    requireUncompressed(request);
    beginBody(request, LINE_LIMIT).add(LINE_LIMIT); // no more of it is ever in memory
    return Promise.resolve(linesOf(request));
  },
};

async function* linesOf(request: Request): AsyncGenerator<readonly Line[]> {
  let rest: Buffer = Buffer.alloc(0);
  let number = 0;
  const lineOf = (bytes: Buffer): Line => ({ number: ++number, bytes });
  for await (const chunk of piecesOf(request, bodyTimeOf(request))) {
    const lines: Line[] = [];
    let text = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let end = text.indexOf(NEWLINE); end >= 0; end = text.indexOf(NEWLINE)) {
      lines.push(lineOf(text.subarray(0, end)));
      text = text.subarray(end + 1);
    }
    if (text.length > LINE_LIMIT) throw tooLarge(LINE_LIMIT);
    rest = text;
    if (lines.length > 0) yield lines;
  }
  if (rest.length > 0) yield [lineOf(rest)];
}
