import { z } from 'zod';
import { ProductId } from './fields.js';

export const MAP_LAYOUTS = ['plane', 'neighbours'] as const;

/** `GET /v1/map?limit=&layout=` */
export const MapParameters = z.strictObject({
  limit: z.int().min(1).max(100_000).default(20_000).meta({ description: 'Points at most.', example: 5000 }),
  layout: z.enum(MAP_LAYOUTS).default('neighbours').meta({
    description:
      'plane: the two directions in which the photos differ most, at once. neighbours: from there, like products are pulled together, in some seconds.',
    example: 'neighbours',
  }),
});
export type MapParameters = z.input<typeof MapParameters>;

export const MapAnswer = z
  .strictObject({
    points: z
      .array(z.tuple([z.number(), z.number(), z.int().min(0), z.int().min(0)]).readonly())
      .readonly()
      .meta({ description: '[x, y, index into categories, index into ids] of each product.' }),
    categories: z.array(z.string()).readonly(),
    ids: z.array(ProductId).readonly(),
  })
  .readonly()
  .meta({ id: 'MapAnswer', description: 'The catalog by likeness, in two dimensions.' });
export type MapAnswer = z.output<typeof MapAnswer>;
