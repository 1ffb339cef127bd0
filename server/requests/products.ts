import { z } from 'zod';
import { Availability, FieldValue, Limit, ProductId } from './fields.js';
import { Problem } from './problem.js';

const Text = z.string().max(10_000);
const Value = z.string().max(1000);

const FIELDS = {
  title: z.string().min(1).max(2000).meta({ example: 'Catwalk Women Red Heels' }),
  description: Text.optional(),
  category: Value.optional().meta({ description: 'The path from the top.', example: 'Footwear > Shoes > Heels' }),
  brand: Value.optional(),
  gender: FieldValue.optional(),
  color: FieldValue.optional().meta({ example: ['Red', 'Blue'] }),
  season: FieldValue.optional(),
  usage: FieldValue.optional(),
  price: z.number().min(0).optional(),
  listPrice: z
    .number()
    .min(0)
    .optional()
    .meta({ description: 'Before a reduction; kept when it is higher than the price.' }),
  currency: Value.optional().meta({ description: 'ISO 4217.', example: 'EUR' }),
  url: Value.optional().meta({ description: "The product's page in the shop." }),
  availability: Availability.optional(),
  stock: z.number().optional().meta({ description: 'How many there are to be sold, of all variants together.' }),
};

const Attributes = z.record(z.string().max(200), z.union([Text, z.array(Text).max(1000).readonly()]));

/** The body of `PUT /v1/products/:id`; the id stands in the path. */
export const ProductBody = z
  .strictObject({
    id: ProductId.optional().meta({ description: 'May be left out; else the same as in the path.' }),
    ...FIELDS,
    published: z.boolean().optional().meta({
      description: 'False for what must not be found: it is removed when it is there.',
    }),
    attributes: Attributes.optional(),
    images: z
      .array(z.string().min(1).max(4000))
      .max(50)
      .optional()
      .meta({ description: 'Paths or web addresses, the main photo first.' }),
  })
  .meta({ id: 'ProductBody', example: { title: 'Catwalk Women Red Heels', color: 'Red', price: 1299 } });
export type ProductBody = z.input<typeof ProductBody>;

/** One line of `POST /v1/products`: read as an import reads it, so that other fields are kept as attributes. */
export const ProductLine = z
  .looseObject({ ...ProductBody.shape, id: ProductId })
  .meta({ id: 'ProductLine', example: { id: '1534', title: 'Catwalk Women Red Heels', color: 'Red', price: 1299 } });
export type ProductLine = z.input<typeof ProductLine>;

export const ProductPhoto = z
  .strictObject({
    position: z.int().min(0).meta({ description: '0 is the main photo.' }),
    photo: z.string().meta({ example: '/v1/products/1534/photos/0' }),
    width: z.int().min(0),
    height: z.int().min(0).meta({ description: 'Of the upright original, in pixels; 0 when unknown.' }),
  })
  .readonly()
  .meta({ id: 'ProductPhoto' });
export type ProductPhoto = z.output<typeof ProductPhoto>;

/** `GET /v1/products/:id` */
export const ProductAnswer = z
  .strictObject({
    id: ProductId,
    ...FIELDS,
    attributes: Attributes.meta({ description: "Everything else, in the catalog's order." }),
    images: z.array(z.string()).readonly().meta({ description: 'Paths or web addresses as the catalog gives them.' }),
    photos: z.array(ProductPhoto).readonly().meta({ description: 'The photos that can be shown.' }),
  })
  .readonly()
  .meta({ id: 'ProductAnswer' });
export type ProductAnswer = z.output<typeof ProductAnswer>;

export const ProductPath = z.strictObject({ id: ProductId });

export const PhotoPath = z.strictObject({
  id: ProductId,
  position: z.int().min(0).max(1000).meta({ description: '0 is the main photo.', example: 0 }),
});

export const PhotoParameters = z.strictObject({
  size: z
    .int()
    .min(80)
    .max(1024)
    .default(320)
    .meta({ description: 'Longest side in pixels at most; a photo is never enlarged.', example: 320 }),
});
export type PhotoParameters = z.input<typeof PhotoParameters>;

export const SimilarParameters = z.strictObject({ limit: Limit.default(24) });
export type SimilarParameters = z.input<typeof SimilarParameters>;

/** `PUT /v1/products/:id` */
export const UpsertAnswer = z
  .strictObject({
    id: ProductId,
    status: z.enum(['added', 'changed', 'unchanged', 'notPublished']),
    problem: Problem.optional().meta({ description: 'Of a photo; the product is in all the same.' }),
  })
  .readonly()
  .meta({ id: 'UpsertAnswer' });
export type UpsertAnswer = z.output<typeof UpsertAnswer>;

/** What became of one line of `POST /v1/products`: the answer is one of these a line. */
export const LineAnswer = z
  .strictObject({
    line: z.int().min(1),
    id: z.string().nullable().meta({ description: 'Null when the line has none that can be read.' }),
    status: z.enum(['added', 'changed', 'unchanged', 'refused', 'notPublished']),
    problem: Problem.optional(),
  })
  .readonly()
  .meta({ id: 'LineAnswer', example: { line: 1, id: '1534', status: 'added' } });
export type LineAnswer = z.output<typeof LineAnswer>;
