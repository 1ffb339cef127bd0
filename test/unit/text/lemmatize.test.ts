import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lemmatize } from '../../../src/text/lemmatize.js';

/** 'dresses:dress shoes:shoe' */
function check(pairs: string): void {
  for (const pair of pairs.trim().split(/\s+/)) {
    const [word, lemma] = pair.split(':');
    assert.equal(lemmatize(word), lemma, word);
    assert.equal(lemmatize(lemma), lemma, `${lemma} again`);
  }
}

test('plurals lose their ending', () => {
  check('shirts:shirt dresses:dress watches:watch brushes:brush boxes:box accessories:accessory heels:heel');
  check('earrings:earring shoes:shoe kurtas:kurta bras:bra logos:logo heroes:hero stilettoes:stiletto');
});

test('what comes in pairs stays a pair, and its half joins it', () => {
  check('jeans:jeans glasses:glasses leggings:leggings trousers:trousers shorts:shorts briefs:briefs tights:tights');
  check('jean:jeans trouser:trousers legging:leggings pant:pants pyjama:pyjamas pajamas:pyjamas sunglass:sunglasses');
});

test('short is not shorts, brief not briefs, glass not glasses', () => {
  check('short:short brief:brief glass:glass tight:tight');
});

test('plurals without an s', () => {
  check('women:woman men:man children:child feet:foot sportswomen:sportswoman womens:woman mens:man');
});

test('not every word in -men is a plural', () => {
  check('cyclamen:cyclamen abdomen:abdomen specimen:specimen regimen:regimen');
});

test('-ves comes of -f in some words and of -ve in most', () => {
  check('scarves:scarf knives:knife leaves:leaf wives:wife shelves:shelf calves:calf');
  check('sleeves:sleeve gloves:glove waves:wave curves:curve grooves:groove loves:love valves:valve weaves:weave');
});

test('-ses and -zes', () => {
  check('blouses:blouse purses:purse houses:house sizes:size buses:bus lenses:lens classes:class roses:rose');
  check('bonuses:bonus canvases:canvas analyses:analysis fuses:fuse');
});

test('-ies comes of -y in most words and of -ie in some', () => {
  check('bodies:body hoodies:hoodie ties:tie bowties:bowtie movies:movie beanies:beanie parties:party');
});

test('-oes and -ches', () => {
  check('toes:toe horseshoes:horseshoe cargoes:cargo moustaches:mustache clutches:clutch niches:niche');
});

test('words in -s that are no plurals stay', () => {
  check('canvas:canvas lens:lens adidas:adidas dress:dress sleeveless:sleeveless luxurious:luxurious lotus:lotus');
  check('axis:axis genesis:genesis paris:paris plus:plus series:series gas:gas fitness:fitness christmas:christmas');
});

test('but plurals in -is and -us do not', () => {
  check('kurtis:kurti saris:saree bikinis:bikini menus:menu tutus:tutu');
});

test('one spelling for Britain and America', () => {
  check('colours:color colour:color gray:grey jewellery:jewelry fibre:fiber');
});

test('a part that has become an adjective is the part', () => {
  check('sleeved:sleeve heeled:heel v-necked:v-neck');
});

test('a word with hyphens is inflected at its end', () => {
  check('t-shirts:t-shirt lace-ups:lace-up slip-ons:slip-on');
});

test('words of other languages and odd strings pass', () => {
  check('рубашка:рубашка シャツ:シャツ');
  assert.equal(lemmatize(''), '');
  assert.equal(lemmatize('constructor'), 'constructor');
  assert.equal(lemmatize('__proto__'), '__proto__');
});
