import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listReader, listsOf, ListSurvey, partsOf, writtenLists } from '../../../../indexer/import/lists.js';

/** The lists that are found in a field with these values. */
function foundIn(values: readonly unknown[], name = 'Field'): string | undefined {
  const survey = new ListSurvey();
  for (const value of values) survey.note(new Map([[name, value]]));
  return writtenLists(survey.lists())[name];
}

test('texts are lists where their parts are values of others too', () => {
  assert.equal(foundIn(['S, M', 'M, L', 'S, M, L', 'XL']), ',');
  assert.equal(foundIn([['S', 'M'], 'S, M', 'M']), ',');
  assert.equal(foundIn(['Cotton; Wool', 'Wool; Silk', 'Silk', 'Cotton']), ';');
  assert.equal(foundIn(['Striped/Dotted', 'Dotted', 'striped']), '/');
  assert.equal(foundIn(['38,39,40', '39,40,41', '38,39,40,41']), ',');
});

test('texts are no lists where a part comes only once, or belongs to its neighbour', () => {
  const single = [
    ['Cotton, Wool', 'Linen'],
    ['Lenos, Basel', 'Diogenes, Zürich', 'Suhrkamp, Berlin', 'Fischer, Berlin', 'Rowohlt, Berlin'],
    ['Lyon, France', 'Paris, France', 'Nice, France', 'Munich, Germany', 'Berlin, Germany'],
    ['1,2 m', '1,5 m', '2 m', '1 m'],
    ['32/34', '32/36', '32', '34', '36'],
    ['S/M', 'M/L', 'S', 'M', 'L'],
    ['60/40', '50/50', '60', '40'],
    ['Wash cold, and dry it flat in the shade on a warm day', 'dry flat', 'Wash cold'],
    ['https://a.example/x,y', 'y'],
    ['plain', 'values'],
  ];
  for (const values of single) assert.equal(foundIn(values), undefined, values.join(' | '));
});

test('a field says by its name or its marks that it holds a list', () => {
  assert.equal(foundIn(['summer, linen'], 'tags'), ',');
  assert.equal(foundIn(['cotton|linen']), '|');
  assert.equal(foundIn(['1\\,2 m, 1\\,5 m']), ',');
  assert.equal(foundIn(['Red/Blue'], 'color'), '/');
  assert.equal(foundIn(['Black/White'], 'Colour'), '/');
  assert.equal(foundIn(['Red/Blue']), undefined);
});

test('fields that have one text by their nature are never lists', () => {
  const survey = new ListSurvey();
  for (const title of ['S, M', 'M, L', 'S', 'M', 'L'])
    survey.note(
      new Map([
        ['title', title],
        ['brand', title],
        ['url', title],
      ]),
    );
  assert.deepEqual(survey.lists(), {});
});

test('a text is parted at its dividers, and nowhere else', () => {
  assert.deepEqual(partsOf('S, M,L ,, XL', [',']), ['S', 'M', 'L', 'XL']);
  assert.deepEqual(partsOf('1,2 m, 1\\,5 m', [',']), ['1,2 m', '1,5 m']);
  assert.deepEqual(partsOf('Cotton (60%, organic), Wool', [',']), ['Cotton (60%, organic)', 'Wool']);
  assert.deepEqual(partsOf('Red/ Blue, 3/4 sleeve', ['/', ',']), ['Red', 'Blue', '3/4 sleeve']);
  assert.deepEqual(partsOf('a ) b, c', [',']), ['a ) b', 'c']);
});

test('a row is read with its lists, in attributes of an object too', () => {
  const read = listReader(listsOf({ size: ',', Color: '/', Publisher: false }));
  const row = {
    title: 'S, M',
    Size: 'S, M',
    color: 'Red/Blue',
    attributes: { SIZE: 'L', Publisher: 'Lenos, Basel', Fit: '["a", "b, c"]' },
  };
  assert.deepEqual(Object.fromEntries(read(new Map(Object.entries(row)))), {
    ...{ title: 'S, M', Size: ['S', 'M'], color: ['Red', 'Blue'] },
    attributes: { SIZE: 'L', Publisher: 'Lenos, Basel', Fit: ['a', 'b, c'] },
  });
});

test('names of the source are those of the fields that they are read as', () => {
  const survey = new ListSurvey();
  for (const value of ['Red/Blue', 'Red'])
    survey.note(
      new Map([
        ['Farbe', value],
        ['colour', value],
        ['name', 'a|b'],
      ]),
    );
  const fields = new Map([
    ['colour', 'color'],
    ['name', 'title'],
  ]);
  assert.deepEqual(survey.lists(fields), { color: ['/'] });
});
