import assert from 'node:assert/strict';
import { test } from 'node:test';
import { porterStem } from '../../../src/text/porter-stem.js';
import { stem } from '../../../src/text/stem.js';

function assertOneStem(text: string): void {
  for (const pair of text.trim().split(/\s*,\s*/)) {
    const [a, b] = pair.split(/\s+/);
    assert.equal(stem(a), stem(b), pair);
  }
}

test('singular and plural have one stem, also where English is irregular', () => {
  assertOneStem(`
    scarf scarves, knife knives, shelf shelves, bookshelf bookshelves, leaf leaves, loaf loaves, calf calves, thief thieves,
    hoof hooves, wolf wolves, wife wives, housewife housewives, life lives, half halves, elf elves, self selves,
    handkerchief handkerchieves, man men, woman women, fireman firemen, gentleman gentlemen, foot feet, tooth teeth,
    goose geese, mouse mice, louse lice, child children, ox oxen, person people, lens lenses, bus buses, canvas canvases,
    gas gases, iris irises, virus viruses, campus campuses, walrus walruses, atlas atlases, octopus octopuses,
    cactus cacti, fungus fungi, nucleus nuclei, stimulus stimuli, formula formulae, antenna antennae, criterion criteria,
    bacterium bacteria, aquarium aquaria, index indices, matrix matrices, appendix appendices, analysis analyses,
    crisis crises, oasis oases, diagnosis diagnoses, bureau bureaux, gateau gateaux, quiz quizzes, tie ties, pie pies,
    sky skies, fly flies, berry berries, beanie beanies, shoe shoes, toe toes, tomato tomatoes, box boxes, dress dresses,
    watch watches, blouse blouses, vase vases, house houses, cause causes, fuse fuses, case cases, rose roses,
    specimen specimens, abdomen abdomens, roof roofs, scarf scarfs, dwarf dwarfs`);
});

test('British and American spellings have one stem, with every ending', () => {
  assertOneStem(`
    grey gray, colour color, colours colors, coloured colored, multicoloured multicolored, favourite favorite,
    flavour flavor, neighbourhood neighborhood, centre center, centred centered, theatre theater, millimetre millimeter,
    fibre fiber, litre liter, catalogue catalog, dialogue dialog, defence defense, licence license, jewellery jewelry,
    traveller traveler, woollen woolen, panelled paneled, labelling labeling, organiser organizer, moisturising moisturizing,
    personalised personalized, sanitiser sanitizer, analyse analyze, anaesthetic anesthetic, orthopaedic orthopedic,
    pyjamas pajamas, aluminium aluminum, moustache mustache, doughnuts donuts, yoghurt yogurt, tyre tire, mould mold,
    sulphate sulfate, cosy cozy, racquet racket, disc disk, programme program, artefact artifact, plough plow`);
});

test('words that only look alike keep their stems apart', () => {
  for (const pair of [
    'paradise parade',
    'promise prom',
    'prise prize',
    'hour hor',
    'four for',
    'tour tor',
    'sour sor',
  ]) {
    const [a, b] = pair.split(' ');
    assert.notEqual(stem(a), stem(b), pair);
  }
});

test("other English words have Porter's stems, and words of other alphabets stay", () => {
  for (const word of [
    'running',
    'relational',
    'shirts',
    'happiness',
    'exercise',
    '501s',
    'mp3',
    'glasses',
    'leather',
  ]) {
    if (word !== 'exercise') assert.equal(stem(word), porterStem(word));
  }
  assert.equal(stem('красный'), 'красный');
  assert.equal(stem('サーバー'), stem('サーバ'));
});
