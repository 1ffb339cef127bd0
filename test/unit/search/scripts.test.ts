import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SearchIndex } from '../../../src/search/search-index.js';
import { search } from '../../../src/search/search.js';
import { databaseOf, product } from './small-catalog.js';

const index = new SearchIndex({
  database: databaseOf([
    product('ko', '검은 가방'),
    product('ko2', '파란 모자'),
    product('ja', 'がま口 グリーン バッグ'),
    product('ja2', 'かま ハット'),
    product('run', '日本製手作り木製テーブル'),
    product('zh', '黑色羊毛大衣 女士'),
    product('zh2', '白色棉质衬衫 男士'),
    product('th', 'กระเป๋าหนังสีดำ'),
    product('ru', 'Тёплый свитер и йогурт'),
    product('el', 'Μαύρος μάλλινος σκούφος'),
    product('ar', 'حَقِيبَة جلد أسود'),
    product('hi', 'काली चमड़े की जैकेट'),
    product('tr', 'YEŞİL IPEK IŞIKLI elbise'),
    product('pl', 'Płaszcz wełniany Łódź'),
    product('fw', 'ＰＵＭＡ　シャツ　１２３'),
    product('vi', 'Áo khoác đen'),
  ]),
});

async function found(words: string): Promise<{ ids: string[]; corrections: unknown }> {
  const { hits, corrections } = await search(index, { words }, { modes: ['words'] });
  return { ids: hits.map(({ id }) => String(id)), corrections };
}

test('the exact words of a title find it in every script, and nothing is corrected', async () => {
  const asked: [string, string][] = [
    ['가방', 'ko'],
    ['バッグ', 'ja'],
    ['がま口', 'ja'],
    ['свитер', 'ru'],
    ['йогурт', 'ru'],
    ['теплый', 'ru'],
    ['ТЁПЛЫЙ', 'ru'],
    ['μαυρος', 'el'],
    ['ΣΚΟΎΦΟΣ', 'el'],
    ['حقيبة', 'ar'],
    ['اسود', 'ar'],
    ['जैकेट', 'hi'],
    ['चमड़े', 'hi'],
    ['yeşil', 'tr'],
    ['işikli', 'tr'],
    ['ışıklı', 'tr'],
    ['lodz', 'pl'],
    ['płaszcz', 'pl'],
    ['puma', 'fw'],
    ['ao khoac den', 'vi'],
    ['đen', 'vi'],
  ];
  for (const [words, id] of asked) {
    const { ids, corrections } = await found(words);
    assert.equal(ids[0], id, words);
    assert.deepEqual(corrections, [], words);
  }
});

test('a stretch of what is written without spaces is found, however the dictionary cuts the whole', async () => {
  const asked: [string, string][] = [
    ['日本製', 'run'],
    ['手作り', 'run'],
    ['木製', 'run'],
    ['製手', 'run'],
    ['テーブル', 'run'],
    ['卓', ''],
    ['羊毛', 'zh'],
    ['大衣', 'zh'],
    ['衣', 'zh'],
    ['羊毛大衣', 'zh'],
    ['衬衫', 'zh2'],
    ['女士大衣', 'zh'],
    ['กระเป๋า', 'th'],
    ['หนัง', 'th'],
    ['กระเป๋าหนัง', 'th'],
  ];
  for (const [words, id] of asked) assert.deepEqual((await found(words)).ids[0] ?? '', id, words);
});
