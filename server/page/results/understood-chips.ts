import type { Understood } from '../../requests/search.js';
import type { ShopState } from '../address/shop-address.js';
import { readableName } from '../design/words.js';

/** What a stretch of the words was read as, and the step that takes this reading away. */
export interface UnderstoodChip {
  readonly key: string;
  /** What is shown: 'under 1500', 'dress, not “dres”'. */
  readonly text: string;
  /** What the press does, for ears. */
  readonly action: string;
  readonly change: Partial<ShopState>;
}

/** Readings of the spelling: without them the stretch is still searched for, as it stands. */
const READINGS: ReadonlySet<string> = new Set(['correction', 'synonym', 'split']);

/**
 * A chip for each stretch of the words that was read as something. To take away a condition is to take its text away; to
 * take away a reading of the spelling is to have the text searched as it stands. What was read from the name of a garment in
 * the picture has a chip of its own.
 * @param understood of the answer to these words
 */
export function understoodChips(
  { words, literal }: Pick<ShopState, 'words' | 'literal'>,
  understood: readonly Understood[],
): UnderstoodChip[] {
  const readings = understood.filter(({ kind }) => READINGS.has(kind));
  // What a word that was read as another one names is told by that other one.
  const isTold = ({ kind, start, end }: Understood): boolean =>
    !READINGS.has(kind) && readings.some((reading) => reading.start === start && reading.end === end);
  const chips = understood
    .filter(({ start, end, text }) => start < end && words.slice(start, end) === text)
    .filter((one) => !isTold(one))
    .map((one): UnderstoodChip => {
      const key = `${one.kind} ${one.start} ${one.label}`;
      return READINGS.has(one.kind) ? readingChip(one, { key, literal }) : conditionChip(one, { key, words });
    });
  return [...chips, ...literal.map((text) => literalChip(text, literal))];
}

function conditionChip({ kind, label, name, start, end }: Understood, { key, words }: { key: string; words: string }) {
  const what = readableName(name ?? (kind === 'not' ? 'without' : kind));
  return {
    key,
    text: label,
    action: `Remove ${what.toLowerCase()}: ${label}`,
    change: { words: withoutStretch(words, start, end) },
  };
}

function readingChip(
  { text, label }: Understood,
  { key, literal }: { key: string; literal: readonly string[] },
): UnderstoodChip {
  return {
    key,
    text: `“${text}” read as ${label}`,
    action: `“${text}” was read as ${label}: search for it as it is written`,
    change: { literal: [...literal, text] },
  };
}

function literalChip(text: string, literal: readonly string[]): UnderstoodChip {
  return {
    key: `literal ${text}`,
    text: `“${text}” as written`,
    action: `“${text}” is searched as it is written: read it freely again`,
    change: { literal: literal.filter((other) => other !== text) },
  };
}

/** @returns the words without a stretch of them, and with one space where it stood */
export function withoutStretch(words: string, start: number, end: number): string {
  return `${words.slice(0, start).trimEnd()} ${words.slice(end).trimStart()}`.trim();
}

/**
 * The words with slips of the pen mended.
 * @param slips words as they were written, and what may be meant
 */
export function mendedWords(words: string, slips: readonly { readonly from: string; readonly to: string }[]): string {
  return slips.reduce((text, { from, to }) => {
    const pattern = from.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&');
    return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'iu'), () => to);
  }, words);
}
