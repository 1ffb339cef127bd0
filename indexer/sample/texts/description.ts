import type { Random } from '../../../src/random.js';
import type { Design } from '../design.js';
import { detailPhrases } from './detail-phrases.js';
import { genderWords, showsAccent, type Facts } from './facts.js';
import { namingOf } from './nouns.js';
import { CARE, FEELINGS, MATERIAL_PHRASES, OCCASIONS, PAIRINGS, PATTERN_PHRASES, SEASON_PHRASES } from './phrases.js';

interface Words {
  readonly noun: string;
  readonly plural: boolean;
  /** The colour's name or a word for it. */
  readonly color: string;
  readonly this: string;
  readonly is: string;
  readonly it: string;
  readonly comes: string;
  readonly has: string;
}

/** Three to six sentences about what can be seen, and a little about what cannot. */
export function describe(design: Design, facts: Facts, random: Random): string {
  const words = wordsFor(design, random);
  const details = random.shuffle(detailPhrases(design));
  const sentences = [
    opening(design, facts, { words, random }),
    cloth(design, words, random),
    detailSentence(details.slice(0, 3), words, random),
    ...(details.length > 3 && random.next() < 0.7 ? [detailSentence(details.slice(3, 5), words, random)] : []),
    ...(random.next() < 0.7 ? [occasion(design, facts, { words, random })] : []),
    ...(random.next() < 0.35 ? [random.pick(CARE)] : []),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function wordsFor(design: Design, random: Random): Words {
  const { nouns, plural } = namingOf(design);
  const noun = random.pick(nouns);
  const one = noun.startsWith('pair of') || !plural;
  const color =
    random.next() < 0.6 ? design.fabric.color.name.toLowerCase() : random.pick(design.fabric.color.synonyms);
  return {
    noun,
    plural: !one,
    color,
    this: one ? 'this' : 'these',
    is: one ? 'is' : 'are',
    it: one ? 'it' : 'they',
    comes: one ? 'comes' : 'come',
    has: one ? 'has' : 'have',
  };
}

function opening({ gender }: Design, { brand }: Facts, { words, random }: { words: Words; random: Random }): string {
  const { noun, color, is, comes } = words;
  const feeling = random.pick(FEELINGS);
  const owner = random.pick(genderWords(gender));
  const who = `for ${owner}`;
  return random.pick([
    `${capital(words.this)} ${color} ${noun} by ${brand} ${is} ${a(feeling)}${feeling} choice ${who}.`,
    `Meet the ${feeling} ${color} ${noun} from ${brand}, made ${who}.`,
    `${capital(feeling)} and easy to wear: ${a(color, words)}${color} ${noun} ${who} by ${brand}.`,
    `${brand} presents ${a(feeling, words)}${feeling} ${noun} in ${color}.`,
    `From the new ${brand} collection ${comes} ${words.this} ${feeling} ${color} ${noun} ${who}.`,
    `Look ${random.pick(['sharp', 'your best', 'effortlessly good', 'great'])} in ${words.this} ${color} ${noun} by ${brand}.`,
  ]);
}

/** 'a ' or 'an ' before a word; nothing before plurals. */
function a(next: string, words?: Words): string {
  if (words?.plural === true) return '';
  return /^[aeiou]/i.test(next) ? 'an ' : 'a ';
}

function cloth(design: Design, words: Words, random: Random): string {
  const { fabric } = design;
  const material = random.pick(MATERIAL_PHRASES[fabric.material]);
  const start = `${capital(words.it)} ${words.is} ${random.pick(['made of', 'crafted from', 'cut from', 'made from'])} ${material}`;
  if (fabric.pattern === 'Solid') {
    return random.pick([
      `${start}.`,
      `${start} in one plain shade of ${words.color}.`,
      `${start}, in solid ${words.color}.`,
    ]);
  }
  const pattern = random.pick(PATTERN_PHRASES[fabric.pattern]);
  const accent = showsAccent(design)
    ? ` in ${fabric.accent.name.toLowerCase()} on ${words.color}`
    : ` in tones of ${words.color}`;
  return random.pick([
    `${start} with ${pattern}${accent}.`,
    `The ${fabric.material.toLowerCase()} has ${pattern}${accent}.`,
    `${start} and ${words.has} ${pattern}${accent}.`,
  ]);
}

function detailSentence(phrases: readonly string[], words: Words, random: Random): string {
  if (phrases.length === 0) return '';
  const list = phrases.length === 1 ? phrases[0] : `${phrases.slice(0, -1).join(', ')} and ${phrases.at(-1)!}`;
  return random.pick([
    `${capital(words.it)} ${words.comes} with ${list}.`,
    `${capital(words.this)} ${words.noun} ${words.has} ${list}.`,
    `Look out for ${list}.`,
    `The design features ${list}.`,
    `Details: ${list}.`,
  ]);
}

function occasion(
  design: Design,
  { usage, season }: Facts,
  { words, random }: { words: Words; random: Random },
): string {
  const place = random.pick(OCCASIONS[usage] ?? OCCASIONS.Casual);
  const partner = random.pick(PAIRINGS[design.gender]);
  return random.pick([
    `Wear ${words.plural ? 'them' : 'it'} ${place}.`,
    `A good companion ${place}, ${random.pick(SEASON_PHRASES[season] ?? ['all year round'])}.`,
    `Pair ${words.plural ? 'them' : 'it'} with ${partner} ${place}.`,
    `Made ${random.pick(SEASON_PHRASES[season] ?? ['for all seasons'])} and ${place}.`,
  ]);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
