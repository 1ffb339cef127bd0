import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BadInputError } from '../../../src/errors.js';
import { parseFilter } from '../../../src/search/filters.js';
import { search } from '../../../src/search/search.js';
import { searchableCatalog, wardrobe } from './small-catalog.js';

const products = wardrobe();
const index = searchableCatalog(products);

async function count(...filters: string[]): Promise<number> {
  return (await search(index, { filters })).total;
}

const having = (test: (product: (typeof products)[number]) => boolean): number => products.filter(test).length;

test("a value is found whatever its case, and 'Blue' is not 'Navy Blue'", async () => {
  assert.equal(
    await count('color=bLuE'),
    having(({ color }) => color === 'Blue'),
  );
  assert.equal(
    await count('COLOUR=Navy Blue'),
    having(({ color }) => color === 'Navy Blue'),
  );
});

test('several values of one name are alternatives, several names all hold', async () => {
  assert.equal(
    await count('color=Red', 'color=Black', 'gender=Men'),
    having(({ color, gender }) => (color === 'Red' || color === 'Black') && gender === 'Men'),
  );
});

test('a category is a path from the top, or its last levels', async () => {
  const topwear = having(({ category }) => category?.startsWith('Apparel > Topwear') === true);
  assert.equal(await count('category=Apparel > Topwear'), topwear);
  assert.equal(await count('category=apparel>topwear'), topwear);
  assert.equal(await count('category=Topwear'), topwear);
  assert.equal(await count('category=Shirts'), topwear / 2);
  assert.equal(await count('category=Footwear > Topwear'), 0);
});

test('prices are compared with their bounds in or out', async () => {
  assert.equal(await count('price<12'), 2);
  assert.equal(await count('price<=12'), 3);
  assert.equal(await count('price>12'), products.length - 3);
  assert.equal(await count('price=10..12'), 3);
  assert.equal(await count('price=..12'), 3);
  assert.equal(await count('price=12..'), products.length - 2);
  assert.equal(await count('price=12'), 1);
});

test('any attribute can be filtered by, numbers also by a range', async () => {
  assert.equal(
    await count('pattern=striped'),
    having(({ attributes }) => attributes.Pattern === 'Striped'),
  );
  assert.equal(
    await count('Pockets=1..2'),
    having(({ attributes }) => ['1', '2'].includes(String(attributes.Pockets))),
  );
});

test('an unknown attribute is an error that suggests the nearest', async () => {
  await assert.rejects(count('patern=Striped'), (error: unknown) => {
    assert.ok(error instanceof BadInputError);
    assert.match(error.message, /'patern'.*did you mean 'Pattern'/);
    return true;
  });
});

test('a value that no product has finds nothing', async () => {
  assert.equal(await count('color=Chartreuse'), 0);
});

for (const text of ['', 'red', '=Red', 'color=', 'price<cheap', '<5']) {
  test(`'${text}' is refused with an example`, () => {
    assert.throws(() => parseFilter(text), BadInputError);
  });
}

test('a price that is no number is refused', async () => {
  await assert.rejects(count('price=cheap'), BadInputError);
});

test('a value may hold an equals sign and a comparison may have blanks', () => {
  assert.deepEqual(parseFilter('Size = a=b'), { kind: 'value', name: 'Size', value: 'a=b' });
  assert.deepEqual(parseFilter(' price <= 5.5 '), { kind: 'range', name: 'price', max: 5.5, open: false });
});
