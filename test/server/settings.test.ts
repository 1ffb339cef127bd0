import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { readSettings } from '../../server/settings.js';
import { UsageError } from '../../src/errors.js';
import { folderOfTests, writeText } from './service-fixture.js';

const folder = folderOfTests();
const KEY = 'k'.repeat(16);

test('a flag counts more than the environment, that more than the file, that more than the defaults', () => {
  const file = writeText(join(folder, 'a.json'), JSON.stringify({ port: 1, photoThreads: 2, logLevel: 'warn' }));
  const environment = { VITRINE_PORT: '2', VITRINE_PHOTO_THREADS: '3', HOME: '/' };
  const settings = readSettings({ flags: { port: 3, host: undefined }, environment, file });
  assert.deepEqual(
    [settings.port, settings.photoThreads, settings.logLevel, settings.host],
    [3, 3, 'warn', '127.0.0.1'],
  );
});

test('keys and origins in the environment are lists with commas', () => {
  const environment = { VITRINE_READ_KEYS: `${KEY}1, ${KEY}2`, VITRINE_CORS: 'https://shop.example', VITRINE_HOST: '' };
  const { readKeys, cors, host } = readSettings({ flags: {}, environment });
  assert.deepEqual([readKeys, cors, host], [[`${KEY}1`, `${KEY}2`], ['https://shop.example'], '127.0.0.1']);
});

test('what is wrong is named as it was given', () => {
  const read = (sources: object) => () => readSettings({ flags: {}, environment: {}, ...sources });
  const file = writeText(join(folder, 'b.json'), JSON.stringify({ prot: 1 }));
  assert.throws(read({ flags: { photoThreads: 0 } }), (error: UsageError) => error.place.field === '--photo-threads');
  assert.throws(read({ flags: { readKeys: ['short'] } }), (error: UsageError) => error.place.field === '--read-key');
  assert.throws(
    read({ environment: { VITRINE_PORT: 'x' } }),
    (error: UsageError) => error.place.field === 'VITRINE_PORT',
  );
  assert.throws(read({ file }), (error: Error) => {
    assert.match(error.message, /there is no setting 'prot'/);
    assert.ok(error.message.startsWith(file));
    return true;
  });
  assert.throws(read({ file: join(folder, 'missing.json') }), /no such file/);
  assert.throws(read({ file: writeText(join(folder, 'c.json'), '{') }), /JSON/);
});

test('the service is not opened to other machines without keys', () => {
  const read = (flags: object) => () => readSettings({ flags, environment: {} });
  assert.throws(read({ host: '0.0.0.0' }), UsageError);
  assert.throws(read({ host: '::' }), UsageError);
  assert.throws(read({ host: '10.0.0.5' }), UsageError);
  for (const host of ['127.0.0.1', '127.3.2.1', '::1', 'localhost']) assert.equal(read({ host })().host, host);
  assert.equal(read({ host: '0.0.0.0', readKeys: [KEY] })().host, '0.0.0.0');
});

test('proxies are a number or addresses, by flag, environment and file', () => {
  const trusted = (flags: object, environment = {}) =>
    readSettings({ flags: { readKeys: [KEY], ...flags }, environment }).trustProxy;
  assert.equal(trusted({}), 0);
  assert.equal(trusted({ trustProxy: 2 }), 2);
  assert.deepEqual(trusted({ trustProxy: ['10.0.0.0/8', '::1'] }), ['10.0.0.0/8', '::1']);
  assert.equal(trusted({}, { VITRINE_TRUST_PROXY: '1' }), 1);
  assert.deepEqual(trusted({}, { VITRINE_TRUST_PROXY: 'loopback, 192.168.1.9' }), ['loopback', '192.168.1.9']);
  for (const wrong of [
    'yes',
    'true',
    '10.0.0.0/33',
    '0.0.0.0/0',
    '10.0.0.1/',
    '::1/129',
    '',
    'proxy.example',
    '1/2/3',
  ]) {
    assert.throws(
      () => trusted({ trustProxy: [wrong] }),
      (error: UsageError) => error.place.field === '--trust-proxy',
      wrong,
    );
  }
  assert.throws(() => trusted({ trustProxy: 17 }), UsageError);
  assert.throws(() => trusted({ trustProxy: [] }), UsageError);
});

test('a proxy is not trusted without keys: it brings other machines', () => {
  const read = () => readSettings({ flags: { trustProxy: 1 }, environment: {} });
  assert.throws(read, (error: UsageError) => error.place.field === '--trust-proxy');
});

test('the public address is a web address, and only its origin counts', () => {
  const read = (publicUrl: string) => readSettings({ flags: { publicUrl }, environment: {} });
  assert.equal(read('https://shop.example/').publicUrl, 'https://shop.example');
  assert.throws(
    () => read('shop.example'),
    (error: UsageError) => error.place.field === '--public-url',
  );
  assert.throws(() => read('javascript:alert(1)'), UsageError);
});
