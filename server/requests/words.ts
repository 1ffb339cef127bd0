import { z } from 'zod';
import { Limit } from './fields.js';

export const WordPath = z.strictObject({
  term: z.string().trim().min(1).max(200).meta({ description: 'A word or a few.', example: 'red' }),
});

/** `GET /v1/words/:term?limit=` */
export const WordsParameters = z.strictObject({ limit: Limit.default(10) });
export type WordsParameters = z.input<typeof WordsParameters>;

export const WordsAnswer = z
  .strictObject({
    term: z.string(),
    known: z.boolean().meta({ description: 'False when the model knows no word of the term.' }),
    nearest: z
      .array(z.strictObject({ word: z.string(), similarity: z.number().min(-1.001).max(1.001) }).readonly())
      .readonly()
      .meta({ description: 'The words that the catalog uses most like it.' }),
  })
  .readonly()
  .meta({ id: 'WordsAnswer' });
export type WordsAnswer = z.output<typeof WordsAnswer>;
