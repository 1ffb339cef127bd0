import { z } from 'zod';

/** What several requests and answers are made of. */

export const ProductId = z
  .string()
  .min(1)
  .max(1000)
  .meta({ description: "The product's own id, as the catalog gives it: any text but '.' and '..'.", example: '1534' });

export const Availability = z
  .enum(['in stock', 'out of stock', 'preorder', 'backorder'])
  .meta({ description: 'Whether the product can be bought now; null where the catalog does not say.' });

/** The texts of one field: one, or a list of several. */
export const FieldValue = z
  .union([z.string().max(1000), z.array(z.string().max(1000)).max(1000).readonly()])
  .meta({ description: 'One value, or a list of several: each is filtered by and counted by itself.', example: 'Red' });
export type FieldValue = z.output<typeof FieldValue>;

export const Words = z
  .string()
  .trim()
  .max(400)
  .meta({ description: 'What to look for, in words. Slips of the pen are corrected.', example: 'red summer dress' });

/** The words of a search as they were typed: what an answer says of them has offsets in them. */
export const TypedWords = z
  .string()
  .max(400)
  .meta({ description: 'What to look for, in words. Slips of the pen are corrected.', example: 'red summer dress' });

export const Literal = z
  .array(z.string().min(1).max(400))
  .max(50)
  .meta({
    description:
      'Words or phrases of the query that are plain words: they are neither corrected nor read as a value or a condition.',
    example: ['under 1500'],
  });

export const Condition = z.string().trim().min(1).max(500).meta({
  description:
    'A condition that products must meet: color=Red, category=Apparel > Topwear, price<50, price=10..50. Several of one name are alternatives, several names must all hold.',
  example: 'price<500',
});

export const Conditions = z.array(Condition).max(50);

export const FacetName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .meta({ description: 'A field or attribute whose values are counted.', example: 'color' });

export const FacetNames = z.array(FacetName).max(20);

export const Limit = z.int().min(1).max(100).meta({ description: 'How many at most, 1 to 100.', example: 24 });

export const Offset = z
  .int()
  .min(0)
  .max(1_000_000)
  .meta({ description: 'How many to skip: the pages of one query are cut from one list.', example: 0 });

export const SEARCH_MODES = ['words', 'text', 'image'] as const;

export const Modes = z
  .array(z.enum(SEARCH_MODES))
  .min(1)
  .max(3)
  .meta({
    description:
      'Which rankings to use: words (full text), text (the twin model against product texts), image (the twin model against photos). All by default.',
    example: ['words', 'image'],
  });

export const SORT_ORDERS = ['relevance', 'price', '-price'] as const;

export const Sort = z
  .enum(SORT_ORDERS)
  .meta({ description: 'Order of the hits; price is the cheapest first, -price the dearest.', example: 'price' });

/** [x, y, width, height] in pixels of the upright photo. */
export const Region = z.tuple([z.number(), z.number(), z.number().positive(), z.number().positive()]).meta({
  description: 'A part of a photo: x, y, width, height in pixels of the upright photo.',
  example: [40, 10, 200, 320],
});

export const Box = z
  .tuple([z.number(), z.number(), z.number(), z.number()])
  .readonly()
  .meta({
    id: 'Box',
    description: '[x, y, width, height] in pixels of the upright photo.',
    example: [40, 10, 200, 320],
  });
export type Box = z.output<typeof Box>;

export const PhotoUrl = z.string().nullable().meta({
  description: 'Where the photo is served, or its web address when it is not on this machine; null without a photo.',
  example: '/v1/products/1534/photos/0',
});

export const Count = z.int().min(0);

export const Milliseconds = z.number().min(0).meta({ description: 'Time the answer took, without the network.' });

export const ModelId = z.string().min(1).max(200).meta({ example: 'e8581169a6d79f23' });

export const Correction = z
  .strictObject({ from: z.string(), to: z.string() })
  .readonly()
  .meta({ id: 'Correction', description: 'A word of the query that was read as another.' });
export type Correction = z.output<typeof Correction>;

export const Warnings = z
  .array(z.string())
  .readonly()
  .meta({ description: 'Whatever a reader of the answer must know, in whole sentences.' });

/** Repeats the library's list: the schemas load nothing of it. A test holds the two equal. */
export const SEARCH_WARNINGS = [
  'photo-damaged',
  'photo-small',
  'no-model',
  'words-unknown-to-model',
  'catalog-unknown-to-model',
  'words-not-compared',
  'photos-not-compared',
  'texts-not-compared',
  'products-without-vectors',
  'index-unusable',
  'model-outdated',
  'words-unknown',
  'no-prices',
  'no-such-price',
  'no-such-size',
  'nothing-excluded',
  'other-currency',
  'conditions-leave-nothing',
] as const;

export const SearchWarning = z
  .strictObject({
    code: z.enum(SEARCH_WARNINGS),
    text: z.string().meta({ description: 'A whole sentence.' }),
    audience: z.enum(['shopper', 'operator']).meta({
      description: 'Whom it helps: shoppers can do nothing about a missing index.',
    }),
  })
  .readonly()
  .meta({
    id: 'SearchWarning',
    description: 'Something that a reader of an answer must know.',
    example: { code: 'words-unknown', text: "No product here has the word 'qwert'.", audience: 'shopper' },
  });
export type SearchWarning = z.output<typeof SearchWarning>;
