import { z } from 'zod';

/** Longer lists are no list of words any more. */
const MOST_SYNONYMS = 10_000;

const FORM =
  'write ["jumper", "sweater"], or {"from": "jumper", "to": ["sweater"]} for one direction: words of up to 100 characters';

const Phrase = z.string(FORM).trim().min(1, FORM).max(100, FORM);

/** Words that mean each other: ['sneakers', 'trainers']; or words that one word also means, and not the other way round. */
export const Synonym = z.union(
  [
    z.array(Phrase, FORM).min(2, FORM).max(50, FORM).readonly(),
    z.strictObject({ from: Phrase, to: z.array(Phrase, FORM).min(1, FORM).max(50, FORM).readonly() }, FORM).readonly(),
  ],
  FORM,
);
export type Synonym = z.output<typeof Synonym>;

export const Synonyms = z.array(Synonym).max(MOST_SYNONYMS).readonly();
export type Synonyms = z.output<typeof Synonyms>;
