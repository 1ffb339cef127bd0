import { z } from 'zod';
import { Count } from './fields.js';
import { CATALOG_FORMATS } from './jobs.js';

export const UploadId = z
  .string()
  .regex(/^[\w-]{1,64}$/, 'letters, digits and dashes')
  .meta({
    description: 'Of an upload: what `POST /v1/imports` has answered.',
    example: '7c1f5f0e-8a55-4f0e-9b0e-2a4b8d1c6e3f',
  });

export const UploadPath = z.strictObject({ id: UploadId });

const Format = z.enum(CATALOG_FORMATS).default('auto').meta({
  description: 'What the file is; auto looks at its content.',
  example: 'csv',
});

/** `POST /v1/imports?name=&format=` */
export const UploadParameters = z.strictObject({
  name: z.string().min(1).max(400).default('catalog').meta({
    description: 'What the file is called where it comes from; a form says it by itself.',
    example: 'products.csv',
  }),
  format: Format,
});
export type UploadParameters = z.input<typeof UploadParameters>;

/** `GET /v1/imports/:id?format=` */
export const PreviewParameters = z.strictObject({ format: Format });
export type PreviewParameters = z.input<typeof PreviewParameters>;

export const ImportProblem = z
  .strictObject({
    kind: z.enum(['refused', 'photo', 'warning']).meta({ description: 'refused: the row does not go in.' }),
    file: z.string().meta({ example: 'products.csv' }),
    line: z.int().min(0),
    id: z.string().nullable().meta({ description: "The product's id, where it could be read." }),
    field: z.string().nullable().meta({ example: 'price' }),
    reason: z.string().meta({ example: "'abc' is no price" }),
    remedy: z.string().nullable().meta({ example: 'write 19.90' }),
  })
  .readonly()
  .meta({ id: 'ImportProblem', description: 'Something in a source that cannot be taken as it stands.' });
export type ImportProblem = z.output<typeof ImportProblem>;

const ImportWarning = z
  .strictObject({
    code: z.string().meta({ example: 'no-price' }),
    text: z.string().meta({ example: 'No product has a price.' }),
  })
  .readonly();

export const ImportPreview = z
  .strictObject({
    columns: z
      .record(z.string(), z.string())
      .meta({ description: 'What each column was taken for: a field of products, or `attributes`.' }),
    lists: z.record(z.string(), z.string()).meta({
      description: 'Fields whose texts were read as lists, and what parts the values.',
      example: { Size: ',' },
    }),
    read: Count.meta({ description: 'Rows.' }),
    refused: Count.meta({ description: 'Rows that do not go in.' }),
    notPublished: Count.meta({ description: 'Products that the shop does not show: drafts, private and hidden ones.' }),
    warnings: z.array(ImportWarning).readonly(),
    problems: z.array(ImportProblem).readonly().meta({ description: 'The first twenty.' }),
    first: z
      .array(z.looseObject({ id: z.string(), title: z.string() }))
      .readonly()
      .meta({ description: 'The first five products, as they would be.' }),
  })
  .readonly()
  .meta({
    id: 'ImportPreview',
    description: 'What an import would make of a file; nothing is written to the catalog.',
  });
export type ImportPreview = z.output<typeof ImportPreview>;

export const Upload = z
  .strictObject({
    id: UploadId,
    name: z.string().meta({ example: 'products.csv' }),
    bytes: Count,
    created: z.iso.datetime(),
  })
  .readonly()
  .meta({ id: 'Upload' });
export type Upload = z.output<typeof Upload>;

/** `POST /v1/imports`, `GET /v1/imports/:id` */
export const ImportAnswer = z
  .strictObject({ upload: Upload, preview: ImportPreview })
  .readonly()
  .meta({ id: 'ImportAnswer' });
export type ImportAnswer = z.output<typeof ImportAnswer>;

export const ProblemsParameters = z.strictObject({
  limit: z.int().min(1).max(1000).default(100).meta({ description: 'Problems at most, 1 to 1000.', example: 100 }),
});

/** `GET /v1/catalog/problems?limit=` */
export const ProblemsAnswer = z
  .strictObject({
    written: z.iso.datetime().nullable().meta({ description: 'When that import ended; null when it took everything.' }),
    total: Count,
    problems: z.array(ImportProblem).readonly(),
  })
  .readonly()
  .meta({ id: 'ProblemsAnswer' });
export type ProblemsAnswer = z.output<typeof ProblemsAnswer>;
