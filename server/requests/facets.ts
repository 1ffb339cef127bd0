import { z } from 'zod';
import { Conditions, Count, FacetNames, Literal, TypedWords } from './fields.js';

export const FacetValue = z
  .strictObject({ value: z.string(), count: Count })
  .readonly()
  .meta({ id: 'FacetValue', example: { value: 'Red', count: 12 } });
export type FacetValue = z.output<typeof FacetValue>;

const COUNTED = {
  name: z.string(),
  minimum: z.number().optional().meta({ description: 'Of a price: the cheapest.' }),
  maximum: z.number().optional().meta({ description: 'Of a price: the dearest.' }),
  values: z.array(FacetValue).readonly(),
};

export const Facet = z
  .strictObject(COUNTED)
  .readonly()
  .meta({
    id: 'Facet',
    description: "How many of the products found have each value, most frequent first; a price in ranges: '0-50'.",
    example: { name: 'color', values: [{ value: 'Red', count: 12 }] },
  });
export type Facet = z.output<typeof Facet>;

export const Alternatives = z
  .strictObject({ ...COUNTED, total: Count })
  .readonly()
  .meta({
    id: 'Alternatives',
    description:
      'The values of a field among what would be found without the filters on that field, and how many that would be: what other choices would give.',
    example: { name: 'color', total: 40, values: [{ value: 'Red', count: 12 }] },
  });
export type Alternatives = z.output<typeof Alternatives>;

/** `GET /v1/facets?q=&filter=&facet=` */
export const FacetsParameters = z.strictObject({
  q: TypedWords.optional(),
  literal: Literal.default([]).meta({ description: 'Phrases that are plain words. May be repeated.' }),
  filter: Conditions.default([]).meta({ description: 'May be repeated.', example: ['price<500'] }),
  facet: FacetNames.default([]).meta({
    description: 'Count the values of these; by default of those that the catalog is commonly narrowed by.',
    example: ['color', 'brand'],
  }),
});
export type FacetsParameters = z.input<typeof FacetsParameters>;

export const FacetsAnswer = z
  .strictObject({ total: Count, facets: z.array(Facet).readonly() })
  .readonly()
  .meta({ id: 'FacetsAnswer' });
export type FacetsAnswer = z.output<typeof FacetsAnswer>;
