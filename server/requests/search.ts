import { z } from 'zod';
import {
  Availability,
  Conditions,
  Correction,
  Count,
  FacetNames,
  FieldValue,
  Limit,
  Milliseconds,
  ModelId,
  Modes,
  Offset,
  PhotoUrl,
  ProductId,
  Region,
  Sort,
  Literal,
  SearchWarning,
  TypedWords,
} from './fields.js';
import { Alternatives, Facet } from './facets.js';

const ALTERNATIVES =
  'Count the values of these as if their own filters were not set, to offer other choices: with the filter color=Red, how many there would be in Blue. All other filters hold.';

const AutoFacets = z.int().min(0).max(20).default(0).meta({
  description:
    'Count also the values of so many attributes that the request does not name: those that part the products found best, the most telling first, such as the neck of shirts or the heel of shoes.',
  example: 6,
});

const RANKING = {
  autoFacets: AutoFacets,
  limit: Limit.default(24),
  offset: Offset.default(0),
  modes: Modes.optional(),
  sort: Sort.default('relevance'),
  literal: Literal.default([]),
  related: z.int().min(0).max(100).default(12).meta({
    description: 'How many products that are only related, at most, on the page that the result set ends on.',
    example: 12,
  }),
  explain: z.boolean().default(false).meta({ description: 'Tell with each hit why it has its score.', example: true }),
};

/** `GET /v1/search?q=&like=&filter=&facet=&autoFacets=&sort=&limit=&offset=&modes=&literal=&related=&explain=` */
export const SearchParameters = z.strictObject({
  q: TypedWords.optional(),
  like: ProductId.optional().meta({ description: 'Find what is like this product, by its id.', example: '1534' }),
  filter: Conditions.default([]).meta({ description: 'May be repeated.', example: ['color=Red', 'price<500'] }),
  facet: FacetNames.default([]).meta({
    description: 'Count the values of these, over all products found. May be repeated.',
    example: ['color'],
  }),
  alternative: FacetNames.default([]).meta({ description: `${ALTERNATIVES} May be repeated.`, example: ['color'] }),
  ...RANKING,
});
export type SearchParameters = z.input<typeof SearchParameters>;

const Weight = z.number().min(0).max(100);

/** How much each ranking counts, as factors on what was chosen on judged queries. */
export const Weights = z
  .strictObject({ words: Weight.optional(), text: Weight.optional(), image: Weight.optional() })
  .meta({ description: 'Factors on the weights of the rankings, 1 by default.', example: { words: 1, image: 0.5 } });

/** The body of `POST /v1/search` as JSON. */
export const SearchBody = z
  .strictObject({
    words: TypedWords.optional(),
    like: ProductId.optional().meta({ description: 'Find what is like this product, by its id.' }),
    filters: Conditions.default([]),
    facets: FacetNames.default([]),
    alternatives: FacetNames.default([]).meta({ description: ALTERNATIVES, example: ['color'] }),
    weights: Weights.optional(),
    ...RANKING,
  })
  .meta({ id: 'SearchBody', example: { words: 'red dress', filters: ['price<500'], facets: ['color'], limit: 12 } });
export type SearchBody = z.input<typeof SearchBody>;

/** The field `query` of `POST /v1/search` as multipart, beside the file `photo`. */
export const PhotoSearchBody = z
  .strictObject({ ...SearchBody.omit({ like: true }).shape, region: Region.optional() })
  .meta({ id: 'PhotoSearchBody', example: { words: 'but red', region: [40, 10, 200, 320] } });
export type PhotoSearchBody = z.input<typeof PhotoSearchBody>;

/** The parameters of `POST /v1/search` when the body is a photo's bytes. */
export const PhotoSearchParameters = z.strictObject({
  ...SearchParameters.omit({ like: true }).shape,
  region: Region.optional(),
});
export type PhotoSearchParameters = z.input<typeof PhotoSearchParameters>;

const Share = z.number().min(0).max(1).nullable();

export interface Explanation {
  readonly value: number;
  readonly description: string;
  readonly details?: readonly Explanation[] | undefined;
}

export const Explanation: z.ZodType<Explanation> = z
  .strictObject({
    value: z.number(),
    description: z.string().meta({ description: 'What the number is, and how its parts come to it.' }),
    get details(): z.ZodOptional<z.ZodReadonly<z.ZodArray<z.ZodType<Explanation>>>> {
      return z.array(Explanation).readonly().optional();
    },
  })
  .readonly()
  .meta({
    id: 'Explanation',
    description:
      "Why a product has its score. A description ends with how the parts come to the number: 'sum of', 'product of', 'quotient of', 'difference of', or 'logistic of' one part x, which is 1 / (1 + e^-x).",
    example: {
      value: 0.6,
      description: 'score, sum of',
      details: [
        { value: 0.4, description: 'words' },
        { value: 0.2, description: 'photo' },
      ],
    },
  });

export const Hit = z
  .strictObject({
    id: ProductId,
    title: z.string(),
    score: z.number().min(0).max(1).meta({ description: 'How well the product fits the query.' }),
    matched: z
      .strictObject({ words: Share, text: Share, image: Share })
      .readonly()
      .meta({ description: 'What each ranking says; null when it was not asked or the product has no such side.' }),
    photo: PhotoUrl,
    category: z.string().nullable().meta({ example: 'Apparel > Dress' }),
    price: z.number().nullable(),
    listPrice: z.number().nullable().meta({ description: 'Before a reduction.' }),
    currency: z.string().nullable(),
    brand: z.string().nullable(),
    color: FieldValue.nullable(),
    url: z.string().nullable().meta({ description: "The product's page in the shop." }),
    availability: Availability.nullable(),
    explanation: Explanation.optional().meta({ description: 'Why it has its score, when that was asked for.' }),
  })
  .readonly()
  .meta({ id: 'Hit', description: 'A product that was found.' });
export type Hit = z.output<typeof Hit>;

/** Repeats the library's list: the schemas load nothing of it. A test holds the two equal. */
export const UNDERSTOOD_KINDS = [
  'category',
  'color',
  'gender',
  'brand',
  'size',
  'attribute',
  'price',
  'not',
  'synonym',
  'correction',
  'split',
] as const;

export const Understood = z
  .strictObject({
    kind: z.enum(UNDERSTOOD_KINDS),
    text: z.string().meta({ description: 'The stretch of the query, as it stands there.' }),
    start: Count.meta({ description: 'Where the stretch begins in the query, in UTF-16 units.' }),
    end: Count.meta({ description: 'Where it ends.' }),
    label: z.string().meta({ description: 'What it was read as.' }),
    name: z.string().optional().meta({ description: 'The attribute that it names a value of.' }),
    values: z.array(z.string()).readonly().optional(),
    filter: z.string().optional().meta({ description: 'The same as a condition of a filter, where there is one.' }),
  })
  .readonly()
  .meta({
    id: 'Understood',
    description: 'What a stretch of the query was read as.',
    example: { kind: 'price', text: 'under 1500', start: 6, end: 16, label: 'under 1500', filter: 'price<1500' },
  });
export type Understood = z.output<typeof Understood>;

/** Repeats the library's list, as above. */
export const IGNORED_REASONS = ['filler', 'unknown', 'impossible'] as const;

export const IgnoredWords = z
  .strictObject({
    text: z.string().meta({ description: 'The stretch of the query, as it stands there.' }),
    start: Count.meta({ description: 'Where the stretch begins in the query, in UTF-16 units.' }),
    end: Count.meta({ description: 'Where it ends.' }),
    reason: z.enum(IGNORED_REASONS).meta({
      description:
        'A word of grammar, a word that no product has, or a condition that no product of the catalog could meet.',
    }),
  })
  .readonly()
  .meta({ id: 'IgnoredWords', description: 'A stretch of the query that counts for nothing.' });
export type IgnoredWords = z.output<typeof IgnoredWords>;

export const SearchAnswer = z
  .strictObject({
    hits: z.array(Hit).readonly(),
    total: Count.meta({ description: 'Size of the set that facets are counted in and every page is cut from.' }),
    related: z.array(Hit).readonly().meta({
      description:
        'Products near the query that are not what it asks for. They are in neither the total nor the facets, and are not sorted.',
    }),
    understood: z.array(Understood).readonly(),
    ignored: z.array(IgnoredWords).readonly(),
    facets: z.array(Facet).readonly(),
    alternatives: z.array(Alternatives).readonly(),
    corrections: z.array(Correction).readonly(),
    didYouMean: z.array(Correction).readonly().meta({
      description: 'What words that no product has may be slips of; they were searched for as they stand.',
    }),
    confident: z.boolean().meta({ description: 'False when nothing in the catalog is like the query.' }),
    milliseconds: Milliseconds,
    model: ModelId.nullable().meta({
      description: 'The model whose vectors were compared; null when words alone were.',
    }),
    engine: z.string().nullable().meta({ description: 'What the model runs on; null while it is not loaded.' }),
    warnings: z.array(SearchWarning).readonly(),
  })
  .readonly()
  .meta({ id: 'SearchAnswer' });
export type SearchAnswer = z.output<typeof SearchAnswer>;
