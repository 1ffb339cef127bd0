import type { CatalogFacts, ValueCondition } from './conditions.js';
import type { Lexeme } from './lexemes.js';

type Gender = 'men' | 'women' | 'boys' | 'girls';

/** The closed class of people that things are bought for, by the gender of the things. */
const RECIPIENTS: ReadonlyMap<string, Gender> = new Map(
  (
    [
      [
        'men',
        'dad daddy papa father stepdad stepfather husband hubby boyfriend bf fiance groom brother grandpa grandad ' +
          'granddad grandfather uncle him guy guys bloke',
      ],
      [
        'women',
        'mom mum mommy mummy mama mother stepmom stepmum stepmother wife girlfriend gf fiancee bride sister grandma ' +
          'granny grandmother nana aunt auntie aunty her',
      ],
      ['boys', 'son nephew grandson godson'],
      ['girls', 'daughter niece granddaughter goddaughter'],
    ] as const
  ).flatMap(([gender, words]) => words.split(' ').map((word) => [word, gender] as const)),
);

/** What may stand between 'for' and who it is for: 'for my dear old dad', 'for a 7 year old son'. */
const BETWEEN: ReadonlySet<string> = new Set(
  (
    'my your his her our their the a an dear little old new young best lovely beautiful elderly teen teenage grown ' +
    'favorite favourite future year years yr yo month months'
  ).split(' '),
);

/** Words that say that something is given. */
const GIFTS: ReadonlySet<string> = new Set(['gift', 'gifts', 'present', 'presents', 'gifting']);

/** Lexemes between 'for' and who it is for, at most. */
const MOST_BETWEEN = 5;

/**
 * The person that something is for, when it stands at a lexeme: 'for my wife', 'dad gift', 'fathers day'. Elsewhere the
 * word may be a style or a brand ('boyfriend jeans', 'brother printer').
 * @returns undefined where the catalog says no gender
 */
export function recipientAt(lexemes: readonly Lexeme[], at: number, facts: CatalogFacts): ValueCondition | undefined {
  const lexeme = lexemes.at(at);
  if (lexeme?.kind !== 'word') return undefined;
  const gender = genderOf(lexeme.text);
  if (gender === undefined || !isRecipient(lexemes, at, facts)) return undefined;
  const values = facts.named([gender]).filter(({ name }) => name === 'gender');
  if (values.length === 0 || facts.named([lexeme.text]).length > 0) return undefined;
  return { kind: 'gender', words: [lexeme.text], values, start: lexeme.start, end: lexeme.end };
}

/** 'dad', and also 'dads' as people write "dad's". */
function genderOf(word: string): Gender | undefined {
  const isPossessive = word.length > 4 && word.endsWith('s');
  return RECIPIENTS.get(word) ?? (isPossessive ? RECIPIENTS.get(word.slice(0, -1)) : undefined);
}

function isRecipient(lexemes: readonly Lexeme[], at: number, facts: CatalogFacts): boolean {
  const next = lexemes.at(at + 1)?.text ?? '';
  const before = at > 0 ? lexemes[at - 1].text : '';
  // 'for her daughter' is for the daughter.
  if (genderOf(next) !== undefined && BETWEEN.has(lexemes[at].text)) return false;
  if (GIFTS.has(next) || GIFTS.has(before)) return true;
  if (next === 'day') return /^(?:fa|mo)ther/u.test(lexemes[at].text);
  let isOwned = false;
  for (let i = at - 1; i >= 0 && i >= at - MOST_BETWEEN; i--) {
    const { kind, text } = lexemes[i];
    if (text === 'for') return isOwned || isEnd(lexemes, at + 1, facts);
    isOwned ||= POSSESSIVES.has(text);
    const isAnother = ['and', 'or', '&'].includes(text) || genderOf(text) !== undefined;
    if (kind !== 'number' && !BETWEEN.has(text) && !isAnother) return false;
  }
  return false;
}

/** 'ink for brother printer' is for a printer: what follows the person must not be a noun. */
function isEnd(lexemes: readonly Lexeme[], from: number, facts: CatalogFacts): boolean {
  const next = lexemes.at(from);
  if (next === undefined || next.kind === 'mark' || AFTER_RECIPIENT.has(next.text)) return true;
  return facts.named([next.text]).some(({ name }) => name === 'color');
}

const POSSESSIVES: ReadonlySet<string> = new Set(['my', 'our', 'his', 'their']);

const AFTER_RECIPIENT: ReadonlySet<string> = new Set(
  (
    'and or in with without not no under below over above less more up between at to from for on of who that by ' +
    'gift gifts present presents birthday christmas size cheap'
  ).split(' '),
);
