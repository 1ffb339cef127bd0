import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import sharp from 'sharp';
import { startWriting } from '../../server/answering/writing.js';
import { openBackstage } from '../../server/backstage.js';
import { exampleOf } from '../../server/docs/example-value.js';
import type { Schema } from '../../server/docs/document.js';
import { operationsOf, type OpenApi } from './openapi.js';
import { folderOfTests, smallWorkspace, startService } from './service-fixture.js';

const workspace = await smallWorkspace(folderOfTests());
const script = fileURLToPath(new URL('./fake-vitrine.js', import.meta.url));
const backstage = openBackstage({ workspace, folders: [], script });
after(() => backstage.close());
const writing = startWriting({ workspace });
const service = await startService(workspace, { routes: backstage.routes, writing });
await service.answering.ready();
const page = await (await service.get('/docs')).text();
const document = (await (await service.get('/openapi.json')).json()) as OpenApi;
const operations = operationsOf(document);
const commands = new Map(operations.map(({ operationId }) => [operationId, commandsIn(operationId)]));

const FILES: Readonly<Record<string, Blob>> = {
  '@photo.jpg': new Blob([
    new Uint8Array(
      await sharp({ create: { width: 400, height: 500, channels: 3, background: '#b02020' } })
        .jpeg()
        .toBuffer(),
    ),
  ]),
  '@products.jsonl': new Blob(['{"id": "docs", "title": "red hat"}\n']),
  '@products.csv': new Blob(['id,title\ndocs,red hat\n']),
};

function plainText(html: string): string {
  const characters: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
  return html.replace(/&(\w+|#39);/g, (_, name: string) => characters[name]);
}

/** The commands of one operation as a reader copies them. */
function commandsIn(id: string): string[] {
  const [, section] = new RegExp(`<section class="operation" id="${id}"(.*?)</section>`, 's').exec(page) ?? ['', ''];
  return [...section.matchAll(/<pre class="command"><code>(.*?)<\/code><\/pre>/gs)].map(([, line]) => plainText(line));
}

/** The words of a command as a shell divides them. */
function wordsOf(command: string): string[] {
  const { stdout } = spawnSync('sh', ['-c', `printf '%s\\0' ${command}`], { encoding: 'utf8' });
  return stdout.split('\0').slice(0, -1);
}

/** Sends what curl would send. */
async function send(command: string): Promise<Response> {
  const [curl, ...words] = wordsOf(command);
  assert.equal(curl, 'curl');
  const headers = new Headers();
  let method: string | undefined;
  let body: RequestInit['body'];
  let url = '';
  while (words.length > 0) {
    const word = words.shift()!;
    if (word === '-N') continue;
    if (word === '-o') words.shift();
    else if (word === '-X') method = words.shift();
    else if (word === '-H') headers.append(...(words.shift()!.split(/: (.*)/s, 2) as [string, string]));
    else if (word === '-d') body = words.shift();
    else if (word === '--data-binary') body = FILES[words.shift()!];
    else if (word === '-F') {
      const form = body instanceof FormData ? body : new FormData();
      const [name, value] = words.shift()!.split(/=(.*)/s, 2);
      form.append(name, value in FILES ? FILES[value] : value);
      body = form;
    } else url = word;
  }
  return fetch(url, { method: method ?? (body === undefined ? 'GET' : 'POST'), headers, ...(body && { body }) });
}

test('each operation has a command for each kind of body that it takes, at the address of the page', () => {
  for (const { operationId, requestBody } of operations) {
    const count = Math.max(1, Object.keys(requestBody?.content ?? {}).length);
    assert.equal(commands.get(operationId)?.length, count, operationId);
    for (const command of commands.get(operationId) ?? []) assert.ok(command.includes(service.url), command);
  }
});

for (const { operationId, url } of operations.filter(({ operationId: id }) => id !== 'deleteProduct')) {
  test(`the command of ${operationId} is understood as it stands`, async () => {
    for (const command of commands.get(operationId) ?? []) {
      const response = await send(command);
      const text = await response.text();
      // What the small catalog of this test lacks, an index or a job, may be told; a malformed request may not.
      const isUnderstood = response.ok || [403, 404, 409].includes(response.status);
      assert.ok(isUnderstood && !text.includes('no-such-path'), `${url}: ${command}\n${response.status} ${text}`);
    }
  });
}

test('each example of a document is what its schema describes', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'api', ...document });
  const schemas = document.components.schemas as Record<string, Schema>;
  for (const [name, schema] of Object.entries(schemas)) {
    const isValid = ajv.getSchema(`api#/components/schemas/${name}`);
    const example = exampleOf(schema, schemas);
    assert.ok(isValid?.(example), `${name}: ${ajv.errorsText(isValid?.errors)} in ${JSON.stringify(example)}`);
  }
});

test('there is a way around: landmarks, contents, and a name for every place that is linked to', () => {
  for (const landmark of ['<header', '<main', '<footer', '<nav class="contents"', 'class="skip" href="#content"']) {
    assert.ok(page.includes(landmark), landmark);
  }
  for (const [, id] of page.matchAll(/href="#([^"]+)"/g)) assert.ok(page.includes(`id="${id}"`), id);
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  assert.equal(new Set(ids).size, ids.length, 'no name is given twice');
  const levels = [...page.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
  levels.reduce((before, level) => {
    assert.ok(level <= before + 1, `a heading of level ${level} stands below one of level ${before}`);
    return level;
  }, 0);
});

test('where keys are set, the commands send one', async () => {
  const keyed = await startService(workspace, {
    ...{ answering: service.answering, writing, routes: backstage.routes },
    keys: { readKeys: ['read-key-0123456789'], writeKeys: ['write-key-0123456789'] },
  });
  const html = plainText(await (await keyed.get('/docs')).text());
  assert.match(html, /curl -H "authorization: Bearer \$READ_KEY" '[^']*\/v1\/search\?q=/);
  assert.match(html, /curl -X DELETE -H "authorization: Bearer \$WRITE_KEY" \S+\/v1\/products\/1534/);
});
