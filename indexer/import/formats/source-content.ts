import { basename } from 'node:path';
import { BadInputError } from '../../../src/errors.js';
import { excerpt } from '../excerpt.js';

/** What a file is, and what to do with it, when it begins with these characters (one for each byte). */
const SIGNATURES: readonly (readonly [begins: string, is: string, remedy: string])[] = [
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'an Excel file (.xls)', 'save it as CSV'],
  ['%PDF', 'a PDF file', 'export the catalog as CSV'],
  ['{\\rtf', 'a text of a word processor (RTF)', 'save it as plain text'],
  ['\x89PNG', 'a photo (PNG)', 'name a catalog file'],
  ['\xff\xd8\xff', 'a photo (JPEG)', 'name a catalog file'],
  ['GIF8', 'a photo (GIF)', 'name a catalog file'],
  ['RIFF', 'a photo or a film', 'name a catalog file'],
  ['7z\xbc\xaf\x27\x1c', 'a 7-Zip archive', 'unpack it'],
  ['Rar!\x1a', 'a RAR archive', 'unpack it'],
  ['BZh', 'a file compressed by bzip2', 'unpack it, or compress it by gzip'],
  ['\xfd7zXZ', 'a file compressed by xz', 'unpack it, or compress it by gzip'],
  ['\x28\xb5\x2f\xfd', 'a file compressed by Zstandard', 'unpack it, or compress it by gzip'],
  ['PAR1', 'a Parquet file', 'export the catalog as JSON lines or CSV'],
  ['SQLite format 3', 'a SQLite database', 'export the catalog as JSON lines or CSV'],
];

/** Bytes that are enough to know what a file is. */
export const SIGNATURE_BYTES = 4096;

/**
 * Refuses a file whose first bytes say that it is no text.
 * @param first unzipped, at most SIGNATURE_BYTES
 * @throws BadInputError which names what it is
 */
export function refuseOtherFiles(file: string, first: Buffer): void {
  const text = first.toString('latin1');
  if (text.trim() === '' || text === '\xef\xbb\xbf') throw isEmpty(file);
  if (text.startsWith('PK\x03\x04') || text.startsWith('PK\x05\x06')) throw isArchive(file, first);
  const known = SIGNATURES.find(([begins]) => text.startsWith(begins));
  if (known !== undefined) throw new BadInputError({ file, reason: `this is ${known[1]}`, remedy: known[2] });
  if (text.slice(257, 262) === 'ustar') {
    throw new BadInputError({ file, reason: 'this is a tar archive', remedy: 'unpack it' });
  }
}

function isEmpty(file: string): BadInputError {
  return new BadInputError({
    file,
    reason: 'the file is empty',
    remedy: 'look at what should have written it; a catalog has a row for each product',
  });
}

/**
 * A workbook is a ZIP archive whose first entry is one of a few; Excel's own have bits set that others leave alone.
 *
 *     PK 03 04 | version (2) | flags (2) | ... | length of the name (2, at 26) | ... | name (at 30)
 */
function isArchive(file: string, first: Buffer): BadInputError {
  const length = first.length > 30 ? first.readUInt16LE(26) : 0;
  const name = first.subarray(30, 30 + length).toString('utf8');
  const content = first.subarray(30 + length, 130 + length).toString('latin1');
  const isExcel =
    /^(\[Content_Types\]\.xml|_rels\/|xl\/|docProps\/)/.test(name) ||
    /\.xls[xmb]?$/i.test(file) ||
    first.readUInt16LE(6) === 0x0006;
  if (isExcel) return new BadInputError({ file, reason: 'this is an Excel file', remedy: 'save it as CSV' });
  if (content.includes('opendocument.spreadsheet')) {
    return new BadInputError({ file, reason: 'this is an OpenDocument spreadsheet', remedy: 'save it as CSV' });
  }
  const isNamed = /^[\w .()/-]+$/.test(name);
  return new BadInputError({
    file,
    reason: `this is a ZIP archive${isNamed ? ` that begins with '${excerpt(name)}'` : ''}`,
    remedy: 'unpack it and name the catalog file in it; save an Excel file as CSV',
  });
}

/** Elements that a web page can begin with, behind an XML declaration and comments. */
const HTML =
  /^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|script|style|div|p|table|h1|center|pre)\b/i;

/**
 * Refuses a text that is no catalog but what a server says instead of one: a web page, a message of an error.
 * @param beginning the first text of the file
 * @param isAll whether there is no more of it
 * @throws BadInputError which names what it is
 */
export function refuseOtherTexts(file: string, beginning: string, isAll: boolean): void {
  const start = beginning.replace(/^\ufeff/, '').trimStart();
  if (start === '') throw isEmpty(file);
  if (HTML.test(start)) {
    throw new BadInputError({
      file,
      reason: `this is an HTML page${quoted(titleOf(start))}, no catalog`,
      remedy: 'look at the address that the file came from, and whether it asks for a login',
    });
  }
  if (start.startsWith('{')) refuseDocument(file, start, isAll);
  const lines = start.split(/\r\n|\n|\r/, 3).filter((line) => line.trim() !== '');
  if (isAll && lines.length === 1 && !/[{[<,;|\t]/.test(start)) {
    throw new BadInputError({
      file,
      reason: `the file has one line and no product${quoted(lines[0])}`,
      remedy: 'look at what should have written it; a catalog has a row for each product',
    });
  }
}

function quoted(text: string): string {
  const shown = excerpt(text, 80);
  return shown === '' ? '' : ` ('${shown}')`;
}

/** What a page says of itself: its title, else its first heading, else its text. */
function titleOf(html: string): string {
  const element = /<(title|h1)[^>]*>([^<]+)</i.exec(html)?.[2];
  return (element ?? html.replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/gi, ' ')).trim();
}

/** Fields of a product that a message of an error never has. */
const PRODUCT_NAMES = /^(id|sku|title|name|price|images?)$/i;

const ERROR_NAMES =
  /^(errors?|error[_ ]?(message|description|code)|message|msg|detail|details|exception|fault|reason|status|status_?code|success|code)$/i;

/** One JSON document is no lines of JSON: neither a message of an error nor a list of products in an object. */
function refuseDocument(file: string, start: string, isAll: boolean): void {
  const [first] = start.split('\n', 1);
  const line = parsedObject(first);
  const isOnlyLine = isAll && start.slice(first.length).trim() === '';
  if (line !== undefined && !isOnlyLine) return;
  const document = line ?? (isAll ? parsedObject(start) : undefined);
  // Of a document that is too long to be read as a whole, the first line must do: '{' or '{"products": ['.
  const opensDocument = /^\{\s*("[^"]*"\s*:\s*[[{]?\s*)?$/.test(first.trim());
  if (document === undefined && (isAll || !opensDocument)) return;
  const names = Object.keys(document ?? {});
  const isProduct = names.some((name) => PRODUCT_NAMES.test(name));
  if (isProduct && line !== undefined) return;
  if (!isProduct && names.some((name) => ERROR_NAMES.test(name))) {
    throw new BadInputError({
      file,
      reason: `this is a message of a server, no catalog: ${excerpt(start, 120)}`,
      remedy: 'look at the address that the file came from, and whether it asks for a key',
    });
  }
  const path = document === undefined ? (/"([\w-]+)"\s*:\s*\[\s*\{/.exec(start)?.[1] ?? '') : (listIn(document) ?? '');
  throw new BadInputError({
    file,
    line: 1,
    reason: `this is one JSON document${path === '' ? '' : ` with a list in '${path}'`}, no lines of JSON`,
    remedy: `write one object per line, for instance by 'jq -c .${path === '' ? '' : `${path}[]`} ${basename(file)}'`,
  });
}

/** The path of the first list in a document: 'data.products'. */
function listIn(document: Readonly<Record<string, unknown>>, depth = 0): string | undefined {
  const names = Object.keys(document).filter((name) => /^[A-Za-z_]\w*$/.test(name));
  const list = names.find((name) => Array.isArray(document[name]));
  if (list !== undefined || depth === 3) return list;
  for (const name of names) {
    const inner = document[name];
    if (typeof inner !== 'object' || inner === null) continue;
    const path = listIn(inner as Readonly<Record<string, unknown>>, depth + 1);
    if (path !== undefined) return `${name}.${path}`;
  }
  return undefined;
}

function parsedObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
