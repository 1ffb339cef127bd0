/**
 * Tells slips of the hand and of the ear from words that only look alike. Of 4,500 slips made at random and 2,018 words of
 * other trades (brands above all), each one edit from a word of the catalog, one of the usual kinds were 92 in 100 of the
 * slips and 6 in 100 of the words (docs/decisions/0014-one-analyzer.md).
 */

/** Rows of a keyboard, with how far each is moved to the right. */
const KEYBOARD: readonly (readonly [keys: string, offset: number])[] = [
  ['qwertyuiop', 0],
  ['asdfghjkl', 0.25],
  ['zxcvbnm', 0.75],
];

/** Keys that lie this near, in widths of a key, are hit for each other. */
const NEAR = 1.3;

const PLACES = new Map(
  KEYBOARD.flatMap(([keys, offset], row) => Array.from(keys, (key, i) => [key, { x: i + offset, y: row }] as const)),
);

function areNear(a: string, b: string): boolean {
  const [from, to] = [PLACES.get(a), PLACES.get(b)];
  return from !== undefined && to !== undefined && Math.hypot(from.x - to.x, from.y - to.y) < NEAR;
}

/** Words of fewer letters with a wrong vowel, or with one vowel more, are as often others. */
const LEAST_WITH_VOWEL = 6;
const LEAST_OF_TWO_EDITS = 8;

/**
 * Whether one word may be the other with a usual slip: a letter doubled, left out or swapped with its neighbour, a neighbour
 * on the keyboard hit instead or as well; in a longer word also a vowel, or a consonant of the same sound, for another.
 * @param distance edits between the two
 */
export function isUsualSlip(typed: string, meant: string, distance: number): boolean {
  if (!meant.startsWith(typed.charAt(0)) && !isSwap(typed, meant)) return distance === 1 && isNearStart(typed, meant);
  if (isDoubling(typed, meant)) return true;
  if (distance > 1) return typed.length >= LEAST_OF_TWO_EDITS && soundOf(typed) === soundOf(meant);
  if (typed.length < meant.length || isSwap(typed, meant)) return true;
  const at = firstDifference(typed, meant);
  const isVowel = /[aeiouy]/.test(typed.charAt(at));
  const isLong = typed.length >= LEAST_WITH_VOWEL;
  if (typed.length > meant.length) {
    if (isVowel) return isLong;
    return areNear(typed.charAt(at), typed.charAt(at - 1)) || areNear(typed.charAt(at), typed.charAt(at + 1));
  }
  if (areNear(typed.charAt(at), meant.charAt(at))) return true;
  return isLong && (isVowel ? /[aeiouy]/.test(meant.charAt(at)) : soundOf(typed) === soundOf(meant));
}

/** The first letter is rarely wrong, and where it is, a neighbour on the keyboard was hit in a longer word. */
function isNearStart(typed: string, meant: string): boolean {
  if (typed.length !== meant.length || typed.length < LEAST_WITH_VOWEL) return false;
  return typed.slice(1) === meant.slice(1) && areNear(typed.charAt(0), meant.charAt(0));
}

/** Whether one word has a letter twice where the other has it once: 'fosil'. */
export function isDoubling(typed: string, meant: string): boolean {
  return typed.length !== meant.length && withoutDoubles(typed) === withoutDoubles(meant);
}

/** Whether the two have the same letters in another order. */
export function isSwap(typed: string, meant: string): boolean {
  return typed.length === meant.length && sorted(typed) === sorted(meant);
}

function sorted(word: string): string {
  return Array.from(word).sort().join('');
}

function withoutDoubles(word: string): string {
  return word.replace(/(.)\1+/gu, '$1');
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a.charAt(at) === b.charAt(at)) at++;
  return at;
}

/** The consonants as they sound: 'parfume' and 'perfume' are 'prfm', 'brakelet' and 'bracelet' 'brklt'. */
function soundOf(word: string): string {
  const consonants = word
    .slice(1)
    .replace(/ph/g, 'f')
    .replace(/ck|[cq]/g, 'k')
    .replace(/z/g, 's')
    .replace(/[aeiouyhw]/g, '');
  return word.charAt(0) + withoutDoubles(consonants);
}
