/**
 * What a shop builds in an afternoon, as a measure of the machine: Express, SQLite's FTS5 and its bm25() over the same
 * words, a page of 24 as JSON. `peer.js WORKSPACE`: words alone, no correction, no fields, no vectors, no filters.
 */
import type { AddressInfo } from 'node:net';
import express from 'express';
import { openDatabase } from '../../../src/storage/database.js';
import { workspacePaths } from '../../../src/storage/workspace.js';
import { stems } from '../../../src/text/analyzer.js';

const database = openDatabase(workspacePaths(process.argv[2]).database, { readOnly: true });
const ranked = database.prepare<{ row: number; score: number }>(
  `SELECT rowid AS row, bm25(product_words, 5, 3, 3, 1) AS score FROM product_words
   WHERE product_words MATCH ? ORDER BY score LIMIT 24`,
);
const document = database.prepare<{ document: string }>('SELECT document FROM products WHERE row = ?');

const app = express();
app.get('/v1/search', (request, response) => {
  const { q } = request.query;
  const words = typeof q === 'string' ? stems(q) : [];
  const found = words.length === 0 ? [] : ranked.all(words.map((word) => `"${word}"`).join(' OR '));
  const hits = found.map(({ row, score }) => ({ score, ...(JSON.parse(document.get(row)!.document) as object) }));
  response.json({ hits });
});
const server = app.listen(0, '127.0.0.1', () => {
  process.stderr.write(`{"url":"http://127.0.0.1:${(server.address() as AddressInfo).port}"}\n`);
});
process.once('SIGTERM', () => process.exit(0));
