import { z } from 'zod';
import { Correction, Count, PhotoUrl, ProductId } from './fields.js';

/** `GET /v1/suggest?q=&limit=` */
export const SuggestParameters = z.strictObject({
  q: z.string().max(400).meta({ description: 'What has been typed so far.', example: 'red dr' }),
  limit: z.int().min(1).max(100).default(8).meta({ description: 'Completions at most, 1 to 100.', example: 8 }),
});
export type SuggestParameters = z.input<typeof SuggestParameters>;

export const Completion = z
  .strictObject({ text: z.string(), count: Count.meta({ description: 'Products that have it.' }) })
  .readonly()
  .meta({ id: 'Completion', example: { text: 'red dresses', count: 31 } });
export type Completion = z.output<typeof Completion>;

export const SuggestedProduct = z
  .strictObject({ id: ProductId, title: z.string(), photo: PhotoUrl })
  .readonly()
  .meta({ id: 'SuggestedProduct' });
export type SuggestedProduct = z.output<typeof SuggestedProduct>;

export const SuggestAnswer = z
  .strictObject({
    completions: z.array(Completion).readonly(),
    corrections: z.array(Correction).readonly(),
    products: z.array(SuggestedProduct).readonly(),
  })
  .readonly()
  .meta({ id: 'SuggestAnswer' });
export type SuggestAnswer = z.output<typeof SuggestAnswer>;
