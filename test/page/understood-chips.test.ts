import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mendedWords, understoodChips, withoutStretch } from '../../server/page/results/understood-chips.js';
import type { Understood } from '../../server/requests/search.js';

/** A stretch of some words, found where it stands. */
function read(words: string, text: string, rest: Pick<Understood, 'kind' | 'label'> & Partial<Understood>): Understood {
  const start = words.indexOf(text);
  return { text, start, end: start + text.length, ...rest };
}

test('a condition is taken away with its text, wherever in the words it stands', () => {
  const words = 'black shoes under 1500 for men';
  const chips = understoodChips({ words, literal: [] }, [
    read(words, 'black', { kind: 'color', label: 'Black', name: 'color' }),
    read(words, 'under 1500', { kind: 'price', label: 'under 1500' }),
    read(words, 'for men', { kind: 'gender', label: 'Men', name: 'gender' }),
  ]);
  assert.deepEqual(
    chips.map(({ text, action, change }) => [text, action, change.words]),
    [
      ['Black', 'Remove colour: Black', 'shoes under 1500 for men'],
      ['under 1500', 'Remove price: under 1500', 'black shoes for men'],
      ['Men', 'Remove gender: Men', 'black shoes under 1500'],
    ],
  );
});

test('of the same word twice that one is taken away which was read', () => {
  const words = 'red shoes not red';
  const not = { kind: 'not', text: 'not red', start: 10, end: 17, label: 'not red' } as const;
  const [chip] = understoodChips({ words, literal: [] }, [not]);
  assert.equal(chip.change.words, 'red shoes');
  assert.equal(chip.action, 'Remove without: not red');
});

test('a reading of the spelling is taken away by searching for the text as it stands', () => {
  const words = 'sneakers 👟 tshirt';
  const chips = understoodChips({ words, literal: ['jumper'] }, [
    read(words, 'sneakers', { kind: 'synonym', label: 'casual shoes, sports shoes' }),
    read(words, 'tshirt', { kind: 'split', label: 't shirt' }),
  ]);
  assert.deepEqual(
    chips.map(({ text, change }) => [text, change.literal]),
    [
      ['“sneakers” read as casual shoes, sports shoes', ['jumper', 'sneakers']],
      ['“tshirt” read as t shirt', ['jumper', 'tshirt']],
      ['“jumper” as written', []],
    ],
  );
});

test('what belongs to other words has no chip', () => {
  const of = read('red dress', 'dress', { kind: 'category', label: 'Dresses' });
  assert.deepEqual(understoodChips({ words: 'red', literal: [] }, [of]), []);
  assert.deepEqual(understoodChips({ words: 'red shirt', literal: [] }, [of]), []);
  assert.equal(understoodChips({ words: 'red dress', literal: [] }, [{ ...of, start: 9, end: 9, text: '' }]).length, 0);
});

test('one space is left where a stretch stood', () => {
  assert.equal(withoutStretch('red  dress  blue', 5, 10), 'red blue');
  assert.equal(withoutStretch('dress', 0, 5), '');
});

test('slips are mended in the words as whole words, whatever signs they hold', () => {
  assert.equal(mendedWords('Boats for boat shoes', [{ from: 'boats', to: 'boots' }]), 'boots for boat shoes');
  assert.equal(mendedWords('party art', [{ from: 'art', to: 'ars' }]), 'party ars');
  assert.equal(mendedWords('a+b c', [{ from: 'a+b', to: '$&' }]), '$& c');
  assert.equal(mendedWords('t-shirt', [{ from: 'shirts', to: 'shirt' }]), 't-shirt');
});

test('what a word that was read as another one names has no chip of its own', () => {
  const words = 'red jumper';
  const chips = understoodChips({ words, literal: [] }, [
    read(words, 'red', { kind: 'color', label: 'Red', name: 'color' }),
    read(words, 'jumper', { kind: 'synonym', label: 'sweater' }),
    read(words, 'jumper', { kind: 'category', label: 'Sweaters', name: 'category' }),
  ]);
  assert.deepEqual(
    chips.map(({ text }) => text),
    ['Red', '“jumper” read as sweater'],
  );
});
