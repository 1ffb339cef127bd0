import { phraseTable } from './phrase-table.js';

/**
 * How far a word that denies something is to be trusted: 'without' and '-' always deny, 'not' and 'no' also begin names
 * and phrases ('Not Your Daughter's Jeans', 'no show socks'), and 'non' denies only what a value says ('non leather', not
 * 'non slip').
 */
export type NegationStrength = 'sure' | 'usual' | 'doubtful' | 'ofValues';

export const NEGATIONS = phraseTable<NegationStrength>([
  [
    'without,without any,with no,w/o,excluding,exclude,except,except for,other than,anything but,everything but,' +
      'instead of,rather than,minus,neither,not having,avoid,hate,' +
      "dont want,don't want,do not want,dont like,don't like,do not like,dont have,don't have,do not have," +
      "doesnt have,doesn't have,does not have," +
      'but not,but no,and not,just not,only not,ohne,sans,senza,zonder,ausser',
    'sure',
  ],
  ["not,isn't,is not,not in,that is not,which is not,nicht", 'usual'],
  ['no,kein,keine,keinen', 'doubtful'],
  ['non', 'ofValues'],
]);

/** What may stand between the negation and what is denied. */
export const NEGATION_FILLERS: ReadonlySet<string> = new Set(
  (
    'a an any the in with for made of from colored coloured brand by type kind too very so really ' +
    'einen eine ein der die das de la le les un une il lo'
  ).split(' '),
);

/** After these nothing is denied that a shop sells: 'not your', 'not just', 'no one', 'not sure'. */
export const NO_THINGS: ReadonlySet<string> = new Set(
  (
    'i you he she it we they me him us them my your his its our their this that these those who what which just only ' +
    'even all every each yet now today enough sure really one other others more less longer matter way doubt idea thanks ' +
    'please expensive cheap is are was be been do does did can could would should will have has had to if so and or but'
  ).split(' '),
);

/** Words that deny one more thing: 'not black or red'. After 'and' it must be of the same kind. */
export const MORE_OF_IT: ReadonlySet<string> = new Set(['or', 'nor', 'and', '&', 'oder', 'ou', 'o', 'und', 'et']);
export const ALTERNATIVES: ReadonlySet<string> = new Set(['or', 'nor', 'oder', 'ou']);
