import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { previewImport } from '../../indexer/index.js';
import { BadInputError, NotFoundError, UsageError } from '../../src/errors.js';
import { jsonLines, plainPhoto, temporaryFolder, writeBelow } from './import-fixture.js';

const VITRINE = fileURLToPath(new URL('../../bin/vitrine.js', import.meta.url));

const TABLE = `Artikelnummer;Titel;Preis;Farbe
1;Kleid;1.299;Rot
1;Noch ein Kleid;5;Rot
2;Hut;bald;Blau
${Array.from({ length: 30 }, (_, i) => `${i + 3};Schal ${i};49,95;Blau\n`).join('')}`;

test('a preview says columns, counts, problems and the first products as they would be', async (t) => {
  const file = writeBelow(temporaryFolder(t), 'feed.csv', TABLE);
  const { first, problems, warnings, ...counts } = await previewImport({ sources: [file], limit: 2 });
  assert.deepEqual(counts, {
    columns: { Artikelnummer: 'id', Titel: 'title', Preis: 'price', Farbe: 'color' },
    ...{ read: 33, refused: 2, notPublished: 0, lists: {} },
  });
  assert.deepEqual(first, [
    { id: '1', title: 'Kleid', color: 'Rot', price: 1299, attributes: {}, images: [] },
    { id: '3', title: 'Schal 0', color: 'Blau', price: 49.95, attributes: {}, images: [] },
  ]);
  assert.deepEqual(
    problems.map(({ kind, line, field }) => [kind, line, field]),
    [
      ['refused', 3, 'id'],
      ['refused', 4, 'price'],
    ],
  );
  assert.deepEqual(
    warnings.map(({ code }) => code),
    ['no-photo', 'no-category'],
  );
});

test('a preview shows five products and twenty problems', async (t) => {
  const rows = Array.from({ length: 30 }, (_, i) => [{ id: `${i}`, title: 'A' }, { id: `${i}x` }]).flat();
  const file = writeBelow(temporaryFolder(t), 'feed.jsonl', jsonLines(rows));
  const { read, refused, first, problems } = await previewImport({ sources: [file] });
  assert.deepEqual([read, refused, first.length, problems.length], [60, 30, 5, 20]);
});

test('a preview of rows that are all refused tells why, and that of no catalog is an error', async (t) => {
  const folder = temporaryFolder(t);
  const bad = await previewImport({ sources: [writeBelow(folder, 'bad.csv', 'id,title,price\n1,A,soon\n')] });
  assert.deepEqual([bad.read, bad.refused, bad.first, bad.warnings[0].code], [1, 1, [], 'no-product']);
  await assert.rejects(previewImport({ sources: [writeBelow(folder, 'a.csv', '<html></html>')] }), BadInputError);
  await assert.rejects(previewImport({ sources: [] }), UsageError);
  await assert.rejects(previewImport({ sources: [join(folder, 'none.csv')] }), NotFoundError);
});

test('a source that is damaged on the way is shown as far as it goes', async (t) => {
  const rows = Array.from({ length: 3000 }, (_, i) => ({ id: `p${i}`, title: `Title ${(i * 7919) % 3001} ${i * i}` }));
  const whole = gzipSync(jsonLines(rows));
  const file = writeBelow(temporaryFolder(t), 'cut.jsonl.gz', whole.subarray(0, Math.floor(whole.length * 0.8)));
  const { read, warnings } = await previewImport({ sources: [file] });
  assert.ok(read > 1000 && read < 3000);
  assert.match(warnings[0].text, /the gzip file is cut off/);
});

interface Run {
  readonly status: number | null;
  readonly stdout: string;
}

function vitrine(folder: string, line: readonly string[], input = ''): Run {
  const workspace = join(folder, 'shop.vitrine');
  return spawnSync(process.execPath, [VITRINE, ...line, '--workspace', workspace, '--quiet'], {
    input,
    encoding: 'utf8',
  });
}

test('a dry run on the command line writes nothing, not even the folder of the workspace', (t) => {
  const folder = temporaryFolder(t);
  const file = writeBelow(folder, 'feed.csv', TABLE);
  const json = vitrine(folder, ['import', file, '--dry-run', '--json']);
  assert.equal(json.status, 0);
  assert.equal((JSON.parse(json.stdout) as { read: number }).read, 33);
  const words = vitrine(folder, ['import', file, '--dry-run']);
  assert.match(words.stdout, /id from 'Artikelnummer'.*\n[\s\S]*'bald' is no price[\s\S]*Nothing was written\./);
  assert.deepEqual(readdirSync(folder), ['feed.csv']);
});

test('a prune that is held back ends with exit code 2, and the standard input is a source', (t) => {
  const folder = temporaryFolder(t);
  assert.equal(vitrine(folder, ['import', '-'], TABLE).status, 0);
  const held = vitrine(folder, ['import', '-', '--prune'], 'id;title\n3;Schal\n');
  assert.equal(held.status, 2);
  assert.match(held.stdout, /not removed\s+30 products: 30 of 31 products/);
  const all = vitrine(folder, ['import', '-', '--prune-all', '--json'], 'id;title\n3;Schal\n');
  assert.deepEqual([all.status, (JSON.parse(all.stdout) as { removed: number }).removed], [0, 30]);
  assert.equal(vitrine(folder, ['import', '-', '--prune'], '').status, 2);
});

test('a photo in the catalog itself is shown by the name that it will have', async (t) => {
  const base64 = (await plainPhoto('red')).toString('base64');
  const row = { id: 'a', title: 'A', images: [`data:image/png;base64,${base64}`, `data:,${'x'.repeat(9000)}`] };
  const { first } = await previewImport({ sources: [writeBelow(temporaryFolder(t), 'a.jsonl', jsonLines([row]))] });
  const [photo, rest] = first[0].images;
  assert.match(photo, /^uploaded\/[0-9a-f]{64}$/);
  assert.equal(rest.length, 40);
});
