import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  plainPhoto,
  importInto,
  problemsOf,
  productsIn,
  temporaryFolder,
  writeBelow,
} from '../../../../pipeline/import-fixture.js';

const STYLES = `id,gender,masterCategory,subCategory,articleType,baseColour,season,year,usage,productDisplayName
15970,Men,Apparel,Topwear,Shirts,Navy Blue,Fall,2011,Casual,Turtle Check Men Navy Blue Shirt
39386,Men,Apparel,Bottomwear,Jeans,Blue,Summer,2012,NA,Peter England, Men, Party Blue Jeans
`;

test('a folder with styles.csv and images, named as a folder or by its file', async (t) => {
  const folder = temporaryFolder(t);
  const styles = writeBelow(folder, 'set/styles.csv', STYLES);
  writeBelow(folder, 'set/images/15970.png', await plainPhoto('red'));
  const summary = await importInto(folder, `${folder}/set`);
  assert.deepEqual([summary.added, summary.photos.stored, summary.photos.missing], [2, 1, 1]);
  const [shirt, jeans] = productsIn(folder).map(({ product }) => product);
  assert.deepEqual(shirt, {
    ...{ id: '15970', title: 'Turtle Check Men Navy Blue Shirt', category: 'Apparel > Topwear > Shirts' },
    ...{ gender: 'Men', color: 'Navy Blue', season: 'Fall', usage: 'Casual' },
    ...{ attributes: { year: '2011' }, images: ['images/15970.png'] },
  });
  assert.deepEqual([jeans.title, jeans.usage], ['Peter England, Men, Party Blue Jeans', undefined]);
  assert.deepEqual((await importInto(folder, styles)).unchanged, 2);
});

test('a folder without styles.csv is told what is expected', async (t) => {
  const folder = temporaryFolder(t);
  await assert.rejects(importInto(folder, folder), /there is no styles\.csv/);
});

test('a photo that is not there is recorded with its line', async (t) => {
  const folder = temporaryFolder(t);
  writeBelow(folder, 'set/styles.csv', STYLES);
  const problems = problemsOf(await importInto(folder, `${folder}/set`));
  assert.deepEqual(
    problems.map(({ kind, id, line }) => [kind, id, line]),
    [
      ['photo', '15970', 2],
      ['photo', '39386', 3],
    ],
  );
});
