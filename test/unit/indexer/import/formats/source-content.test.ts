import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { BadInputError } from '../../../../../src/errors.js';
import { rowsOf } from './rows-of.js';

/** The first entry of a ZIP archive, as far as it is looked at. */
function zip(name: string, { flags = 0, content = '' } = {}): Buffer {
  const head = Buffer.alloc(30);
  head.write('PK\x03\x04', 'latin1');
  head.writeUInt16LE(flags, 6);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, Buffer.from(name + content)]);
}

const NOTHING: readonly (readonly [what: string, content: string | Buffer, says: RegExp])[] = [
  ['no byte', '', /the file is empty/],
  ['blank lines', '\n \r\n\n', /the file is empty/],
  ['a byte-order mark', '\ufeff', /the file is empty/],
  ['an empty file that is gzipped', gzipSync(''), /the file is empty/],
  ['a header', 'id,title,price\n', /a header and no row/],
  ['a header and blank rows', 'id,title,price\n,,\n\n', /a header and no row/],
  ['a header that is gzipped', gzipSync('id\ttitle\n'), /a header and no row/],
  [
    'a web page',
    '<!DOCTYPE html>\n<html><head><title>404 Not Found</title></head></html>',
    /an HTML page \('404 Not Found'\)/,
  ],
  ['a page with a heading', '<html><body><h1>Sign in</h1></body></html>', /an HTML page \('Sign in'\)/],
  ['a page as XHTML', '<?xml version="1.0"?>\n<!-- x -->\n<html><body>Busy</body></html>', /an HTML page \('Busy'\)/],
  [
    'an error as JSON',
    '{"error":"Unauthorized","code":401}',
    /a message of a server, no catalog: \{"error":"Unauthorized"/,
  ],
  ['an error over lines', '{\n  "message": "Rate limit",\n  "status": 429\n}\n', /a message of a server/],
  [
    'a JSON document',
    '{"shop":"x","data":{"items":[{"id":"a"}]}}',
    /one JSON document with a list in 'data\.items'.*jq -c \.data\.items\[\]/,
  ],
  [
    'a JSON document over lines',
    '{\n  "products": [\n    {"id": "a", "title": "A"}\n  ]\n}',
    /with a list in 'products'/,
  ],
  ['a product over lines', '{\n  "id": "a",\n  "title": "A"\n}\n', /one JSON document, no lines of JSON/],
  ['a JSON list without items', '[]', /a JSON list without an item/],
  ['a line of text', 'Access denied\n', /one line and no product \('Access denied'\)/],
  ['a feed without items', '<rss><channel><title>Shop</title></channel></rss>', /the feed has no item \('Shop'\)/],
  ['an Atom feed without entries', '<feed xmlns="http://www.w3.org/2005/Atom"></feed>', /the feed has no item/],
  [
    'an error as XML',
    '<Error><Code>AccessDenied</Code><Message>No</Message></Error>',
    /no feed: it is 'Error', and says 'AccessDenied No'/,
  ],
  ['a workbook', zip('[Content_Types].xml'), /an Excel file \(save it as CSV/],
  ['a workbook of Excel itself', zip('\x00\x01', { flags: 6 }), /an Excel file \(save it as CSV/],
  ['an old workbook', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), /an Excel file \(\.xls\) \(save it as CSV/],
  [
    'another workbook',
    zip('mimetype', { content: 'application/vnd.oasis.opendocument.spreadsheet' }),
    /an OpenDocument spreadsheet/,
  ],
  ['an archive', zip('products.csv'), /a ZIP archive that begins with 'products\.csv' \(unpack it/],
  ['a PDF', '%PDF-1.7 x', /a PDF file/],
];

for (const [what, content, says] of NOTHING) {
  test(`${what} is no catalog, and is named as what it is`, async (t) => {
    await assert.rejects(rowsOf(t, content, { name: 'catalog.csv' }), (error: unknown) => {
      assert.ok(error instanceof BadInputError);
      assert.match(error.message, says);
      return true;
    });
  });
}

test('a web page is named as such whatever format was said', async (t) => {
  for (const format of ['csv', 'jsonl', 'google', 'shopify', 'woocommerce'] as const) {
    await assert.rejects(rowsOf(t, '<html><body>Busy</body></html>', { format }), /an HTML page/);
  }
});

test('a message shows no control characters of a file', async (t) => {
  await assert.rejects(rowsOf(t, 'no\x1b[31m access\x07'), (error: unknown) => {
    assert.doesNotMatch((error as Error).message, /\p{Cc}/u);
    return true;
  });
});

test('one product in one line is a catalog, also when it has a field that errors have', async (t) => {
  const { products } = await rowsOf(t, '{"id":"a","title":"A","status":"active"}');
  assert.deepEqual(
    products.map(({ id }) => id),
    ['a'],
  );
});

test('a first line that is no JSON is a bad row, not a bad file', async (t) => {
  const { products, problems } = await rowsOf(t, '{"id":"a"\n{"id":"b","title":"B"}\n');
  assert.deepEqual([products.length, problems.length], [1, 1]);
});
