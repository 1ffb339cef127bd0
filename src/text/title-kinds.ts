/**
 * Words after which a title no longer says what the product is, but what it is for, made of, or comes with. The closed
 * classes of the languages that shops of the western alphabets use.
 */
const ENDS_OF_PHRASE: ReadonlySet<string> = new Set(
  (
    'for with without w by from featuring fits compatible at on to in of ' +
    'fur mit ohne aus von vom zum zur im am pour avec sans en de du des para con sin per senza di da met zonder voor ' +
    'van dla z bez do'
  ).split(' '),
);

/** 'Set of 6 glasses', 'a pair of socks': what follows is the thing. */
const QUANTITIES: ReadonlySet<string> = new Set(['set', 'pair', 'pack', 'box', 'lot', 'case', 'bundle', 'piece']);

/** Basic colour terms (Berlin and Kay 1969) and what shops add to them: they end a title and name no thing. */
const COLOURS: ReadonlySet<string> = new Set(
  (
    'black white red green yellow blue brown purple pink orange gray grey silver gold navy beige ivory multi clear ' +
    'assorted multicolor multicolour'
  ).split(' '),
);

const SIZES: ReadonlySet<string> = new Set('small medium large xs s m l xl xxl xxxl'.split(' '));

/** Words, and between them what ends a phrase: punctuation that stands for itself, and a hyphen between spaces. */
const PARTS = /[\p{L}\p{M}\p{N}]+|[,;:()[\]{}|/\u2013\u2014"“”]|(?<=\s)[-&+](?=\s)/gu;

/**
 * The words of a title that name what the product is, lower case: 'case' of 'Hard Drive Case for Laptops - Black'. A
 * title is read as phrases, of which the last word is taken: in English, German and the other Germanic languages it is
 * the one that the others describe. 'Wireless Laser Mouse' is a mouse, 'Mouse Pad Gray' a pad. Numbers, colours and sizes
 * behind it are passed over, and what follows a preposition belongs to another thing.
 */
export function kindsOf(title: string): string[] {
  return [...new Set(phrasesOf(title).flatMap(({ words, isOfOther }) => (isOfOther ? [] : namesOfThings(words))))];
}

interface Phrase {
  readonly words: string[];
  /** Whether the phrase stands behind a preposition. */
  readonly isOfOther: boolean;
}

function phrasesOf(title: string): Phrase[] {
  const text = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]s\b/g, '');
  let current: Phrase = { words: [], isOfOther: false };
  const phrases = [current];
  for (const [part] of text.matchAll(PARTS)) {
    const isWord = /^[\p{L}\p{M}\p{N}]/u.test(part);
    if (isWord && !ENDS_OF_PHRASE.has(part)) current.words.push(part);
    else if (part !== 'of' || !startsWithQuantity(current.words)) {
      phrases.push((current = { words: [], isOfOther: isWord }));
    } else current.words.length = 0;
  }
  return phrases;
}

function startsWithQuantity(words: readonly string[]): boolean {
  return words.some((word) => QUANTITIES.has(word.replace(/e?s$/, '')));
}

/** The last word that names a thing, and each word before a number: 'case' of 'notebook case 39', 'Backpack case'. */
function namesOfThings(words: readonly string[]): string[] {
  let end = words.length;
  while (end > 1 && !mayNameThing(words[end - 1])) end--;
  return words.filter(
    (word, i) => mayNameThing(word) && (i === end - 1 || (i + 1 < end && /\p{N}/u.test(words[i + 1]))),
  );
}

function mayNameThing(word: string): boolean {
  return word.length > 1 && !/\p{N}/u.test(word) && !COLOURS.has(word) && !SIZES.has(word);
}
