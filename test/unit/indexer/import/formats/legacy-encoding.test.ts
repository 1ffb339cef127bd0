import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowsOf } from './rows-of.js';

/** Titles in an older encoding, with their bytes, since Node writes none of these; a line end stands between them. */
const TITLES: readonly (readonly [encoding: string, titles: readonly string[], bytes: string])[] = [
  [
    'Windows-1251',
    ['Футболка синяя', 'Кроссовки белые'],
    'd4f3f2e1eeebeae020f1e8edffff0acaf0eef1f1eee2eae820e1e5ebfbe5',
  ],
  ['KOI8-R', ['Футболка синяя', 'Кроссовки белые'], 'e6d5d4c2cfcccbc120d3c9ced1d10aebd2cfd3d3cfd7cbc920c2c5ccd9c5'],
  ['IBM866', ['Куртка зимняя', 'Платье красное'], '8ae3e0e2aaa020a7a8acadefef0a8faba0e2eca520aae0a0e1adaea5'],
  [
    'Windows-1250',
    ['Koszula w kratę', 'Spodnie żółte, długie'],
    '4b6f737a756c612077206b726174ea0a53706f646e696520bff3b374652c2064b375676965',
  ],
  [
    'Windows-1250',
    ['Košile s límečkem', 'Dlouhé šaty, červené'],
    '4b6f9a696c652073206ced6d65e86b656d0a446c6f7568e9209a6174792c20e8657276656ee9',
  ],
  [
    'Windows-1252',
    ['Größentabelle für Kühe', 'Café crème – 6 €'],
    '4772f6df656e746162656c6c652066fc72204bfc68650a436166e9206372e86d65209620362080',
  ],
  ['Windows-1253', ['Μπλε φόρεμα', 'Λευκό πουκάμισο'], 'ccf0ebe520f6fcf1e5ece10acbe5f5eafc20f0eff5eadcece9f3ef'],
  [
    'Windows-1254',
    ['Kırmızı gömlek', 'Yeşil ağır çanta'],
    '4bfd726dfd7afd2067f66d6c656b0a5965fe696c2061f0fd7220e7616e7461',
  ],
  ['Shift_JIS', ['青いシャツ', '赤いドレス'], '90c282a28356838383630a90d482a28368838c8358'],
  ['EUC-JP', ['青いシャツ', '赤いドレス'], 'c0c4a4a4a5b7a5e3a5c40ac0d6a4a4a5c9a5eca5b9'],
  ['GB18030', ['红色连衣裙', '蓝色衬衫'], 'baecc9abc1acd2c2c8b90ac0b6c9abb3c4c9c0'],
  ['Big5', ['紅色洋裝', '藍色襯衫'], 'acf5a6e2ac76b8cb0ac2c5a6e2c5a8ad6d'],
  ['EUC-KR', ['빨간 원피스', '파란 셔츠'], 'bba1b0a320bff8c7c7bdba0ac6c4b6f520bcc5c3f7'],
  [
    'code page 850',
    ['Größentabelle', 'Kühe, schöne Mütze'],
    '477294e1656e746162656c6c650a4b8168652c20736368946e65204d81747a65',
  ],
];

function table(bytes: Buffer): Buffer {
  const lines = bytes.toString('latin1').split('\n');
  const text = ['id;title', ...lines.map((line, i) => `${i + 1};${line}`), ''].join('\n');
  return Buffer.from(text, 'latin1');
}

for (const [encoding, titles, bytes] of TITLES) {
  test(`${encoding} is known by a few words: ${titles.join(', ')}`, async (t) => {
    const { products, problems } = await rowsOf(t, table(Buffer.from(bytes, 'hex')));
    assert.deepEqual(
      products.map(({ title }) => title),
      titles,
    );
    assert.equal(problems.length, 1);
    assert.equal(problems[0].code, 'encoding');
    assert.ok(problems[0].reason.includes(encoding), problems[0].reason);
  });
}

test('an XML declaration says how its lines are written', async (t) => {
  const feed = Buffer.from(
    '<?xml version="1.0" encoding="windows-1251"?><rss><item><id>1</id><title>\xc4\xe0</title></item></rss>',
    'latin1',
  );
  const { products, problems } = await rowsOf(t, feed);
  assert.deepEqual([products[0].title, problems], ['Да', []]);
});

for (const order of ['little', 'big']) {
  test(`UTF-16 without a byte-order mark is known by its zero bytes, ${order} end first`, async (t) => {
    const bytes = Buffer.from('id,title\n1,Café\n2,紺色\n', 'utf16le');
    const { products } = await rowsOf(t, order === 'big' ? bytes.swap16() : bytes);
    assert.deepEqual(
      products.map(({ title }) => title),
      ['Café', '紺色'],
    );
  });
}
