/**
 * The one folding of letters for index and query: what people type and what catalogs print for the same word becomes the
 * same. Width, ligatures and case go (NFKC, lower case); of the marks each script keeps those that make another letter:
 *
 *     Latin, Greek, Hebrew   no marks: caf\u00e9, \u03ad, vowel points; and \u0142 \u00f8 \u0111 \u0131 \u00df \u0153 \u00e6 as people type them without
 *     Cyrillic               no stress and no \u0451; \u0439 is another letter than \u0438, \u0457 than \u0456
 *     Arabic                 no vowels, no tatweel; one alef whatever its hamza, one yeh, one heh, one kaf
 *     Devanagari             no nukta, one nasal; vowel signs are letters, as in all scripts of India, Thai and Khmer
 *     kana, Hangul           composed: \u304c is not \u304b
 *
 * After Lucene's Arabic, Persian and Hindi normalizers and ICU's foldings.
 * @param text a word or a text; the result can be longer or shorter
 */
export function fold(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(INVISIBLE, '')
    .normalize('NFD')
    .replace(/([\p{Script=Latin}\p{Script=Greek}\p{Script=Hebrew}])\p{M}+/gu, '$1')
    .replace(CYRILLIC_MARKS, '')
    .replace(ARABIC_MARKS, '')
    .replace(/\u093c/g, '')
    .replace(/[^ -~\t\n\r]/gu, (letter) => SAME_LETTER.get(letter) ?? letter)
    .replace(/\u0e4d([\u0e48-\u0e4b]?)\u0e32/g, '$1\u0e33')
    .replace(/\u0ecd([\u0ec8-\u0ecb]?)\u0eb2/g, '$1\u0eb3')
    .normalize('NFC');
}

const BEYOND_ASCII = /[^ -~\t\n\r]/;

/** Soft hyphens, joiners, marks of direction, variation selectors: nothing of them is typed. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|\p{Me}/gu;

/** Stress, and the dots of \u0451; an acute on \u0433 and \u043a makes the Macedonian letters \u0453 and \u045c. */
const CYRILLIC_MARKS = /(?<=[\u0400-\u04ff])(?<![\u0433\u043a])[\u0300\u0301]|(?<=\u0435)\u0308/g;

/** Vowels and other marks of Arabic, among them hamza and madda where they stand on another letter, and tatweel. */
const ARABIC_MARKS = /(?=\p{Script_Extensions=Arabic})\p{Mn}|\u0640/gu;

/** The zeros of the scripts that have digits of their own; full-width ones are folded by NFKC. */
const ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040,
  0x17e0, 0x1810,
];

/** Letters that stand for others, and digits of other scripts. */
const SAME_LETTER = new Map<string, string>([
  ...pairs(
    '\u00dfss \u0142l \u00f8o \u0111d \u00f0d \u00fethh \u0127h \u0167t \u0131i \u0153oe \u00e6ae \u0138k \u014bn \u03c2\u03c3',
  ),
  ...pairs(
    '\u0671\u0627 \u0649\u064a \u06cc\u064a \u06d2\u064a \u0629\u0647 \u06c1\u0647 \u06be\u0647 \u06d5\u0647 \u06a9\u0643 \u0901\u0902 \u2044\u00d7',
  ),
  ...digits(),
]);

function pairs(text: string): [from: string, to: string][] {
  return text.split(' ').map((pair) => {
    const [from, ...to] = Array.from(pair);
    return [from, to.join('')];
  });
}

function digits(): [from: string, to: string][] {
  return ZEROS.flatMap((zero) =>
    Array.from({ length: 10 }, (_, i): [string, string] => [String.fromCodePoint(zero + i), String(i)]),
  );
}
