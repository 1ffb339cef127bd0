import { z } from 'zod';
import { Count } from './fields.js';

const Missing = z
  .strictObject({ name: z.string(), missing: Count.meta({ description: 'Products that do not say it.' }) })
  .readonly();

const Disk = z
  .strictObject({ catalog: Count, photos: Count, models: Count, embeddings: Count, indexes: Count, rest: Count })
  .readonly()
  .meta({ description: 'Bytes on the disk, by what they are for.' });

/** `GET /v1/catalog` */
export const CatalogAnswer = z
  .strictObject({
    products: Count,
    photos: z
      .strictObject({
        named: Count.meta({ description: 'Photos that products name.' }),
        missing: Count.meta({ description: 'Not where the product says.' }),
        broken: Count.meta({ description: 'There, but no picture.' }),
        refused: Count.meta({ description: 'Outside of the folder of photos, or at an address that is not asked.' }),
        productsWithout: Count.meta({ description: 'Products that have no photo to show.' }),
      })
      .readonly(),
    fields: z.array(Missing).readonly(),
    unindexed: Count.meta({
      description:
        'Products that are new or changed since the catalog was indexed: words find them, likeness does not yet.',
    }),
    disk: Disk,
  })
  .readonly()
  .meta({
    id: 'CatalogAnswer',
    description: 'What is in the catalog, what is missing in it, and how much room it takes.',
  });
export type CatalogAnswer = z.output<typeof CatalogAnswer>;
