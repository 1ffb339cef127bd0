import { z } from 'zod';

const FORM =
  'write ["jumper", "sweater"], or {"from": "jumper", "to": ["sweater"]} for one direction: words of up to 100 characters';

const Phrase = z.string(FORM).trim().min(1, FORM).max(100, FORM);

const Synonym = z.union(
  [
    z.array(Phrase, FORM).min(2, FORM).max(50, FORM).readonly(),
    z.strictObject({ from: Phrase, to: z.array(Phrase, FORM).min(1, FORM).max(50, FORM).readonly() }, FORM).readonly(),
  ],
  FORM,
);

const List = z
  .array(Synonym)
  .max(10_000)
  .readonly()
  .meta({
    description: 'Each is a list of words that mean each other, or one word with what it also means.',
    example: [['sneakers', 'trainers'], { from: 'jumper', to: ['sweater'] }],
  });

/** `PUT /v1/synonyms` */
export const SynonymsBody = z.strictObject({ synonyms: List }).meta({
  id: 'SynonymsBody',
  example: { synonyms: [['sneakers', 'trainers'], { from: 'jumper', to: ['sweater'] }] },
});
export type SynonymsBody = z.input<typeof SynonymsBody>;

export const SynonymsAnswer = z
  .strictObject({
    synonyms: List,
    recipe: List.meta({ description: "What the recipe's `search.synonyms` says; it counts as well.", example: [] }),
  })
  .readonly()
  .meta({ id: 'SynonymsAnswer' });
export type SynonymsAnswer = z.output<typeof SynonymsAnswer>;
