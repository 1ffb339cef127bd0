import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPublicAddress } from '../../../../indexer/import/public-address.js';

test('addresses of the open internet are public', () => {
  for (const address of ['8.8.8.8', '151.101.1.1', '2606:4700::1111', '::ffff:8.8.8.8']) {
    assert.equal(isPublicAddress(address), true, address);
  }
});

test('local, private, shared, reserved and disguised addresses are not', () => {
  const others = ['127.0.0.1', '127.8.8.8', '10.1.1.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1'];
  const rest = ['0.0.0.0', '198.18.0.1', '224.0.0.1', '240.0.0.1', '255.255.255.255', '203.0.113.5', 'localhost', ''];
  const six = [
    '::',
    '::1',
    '::7f00:1',
    '::ffff:10.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'fe80::1',
    'fc00::1',
    'ff02::1',
  ];
  for (const address of [...others, ...rest, ...six, '2001:db8::1', '100::1']) {
    assert.equal(isPublicAddress(address), false, address);
  }
});
