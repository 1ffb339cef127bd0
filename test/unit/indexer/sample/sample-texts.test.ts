import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../../../src/random.js';
import { CATEGORIES } from '../../../../indexer/sample/design.js';
import { inventDesign } from '../../../../indexer/sample/product-design.js';
import { describe } from '../../../../indexer/sample/texts/description.js';
import { attributeName, inventFacts } from '../../../../indexer/sample/texts/facts.js';
import { tagSeries } from '../../../../indexer/sample/texts/tags.js';
import { noisyTitle } from '../../../../indexer/sample/texts/title.js';

const cases = Array.from({ length: 160 }, (_, i) => {
  const random = createRandom(`texts/${i}`);
  const design = inventDesign(CATEGORIES[i % CATEGORIES.length], random, { seed: String(i) });
  return { design, random, facts: inventFacts(design, random) };
});

test('a tag series begins with the item type and names colour, material and pattern', () => {
  for (const { design, facts, random } of cases) {
    const tags = new Map(
      tagSeries(design, facts, random)
        .split(' // ')
        .map((tag) => tag.split(': ') as [string, string]),
    );
    assert.equal([...tags.keys()][0], 'Item Type');
    assert.equal(tags.get('Color'), design.fabric.color.name);
    assert.equal(tags.get('Material'), design.fabric.material);
    assert.equal(tags.get('Pattern'), design.fabric.pattern);
  }
});

test('a description is sentences that name the colour or a word for it', () => {
  for (const { design, facts, random } of cases) {
    const text = describe(design, facts, random);
    const { name, synonyms } = design.fabric.color;
    assert.ok(
      [name, ...synonyms].some((word) => text.toLowerCase().includes(word.toLowerCase())),
      text,
    );
    assert.match(text, /^[A-Z].*\.$/);
    assert.doesNotMatch(text, /\b(a|an) (a|an) |\ba (?!one)[aeio][a-z]+ |undefined/, text);
  }
});

test('titles are many and most of them name the colour', () => {
  const titles = cases.map(({ design, facts, random }) => noisyTitle(design, facts, random));
  assert.ok(new Set(titles).size > cases.length * 0.95);
  const coloured = cases.filter(({ design }, i) =>
    titles[i].toLowerCase().includes(design.fabric.color.name.toLowerCase()),
  );
  assert.ok(coloured.length > cases.length * 0.6);
});

test('names of details are written as a catalog writes attributes', () => {
  assert.equal(attributeName('sleeveLength'), 'Sleeve Length');
  assert.equal(attributeName('fit'), 'Fit');
});
