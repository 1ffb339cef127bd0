import { z } from 'zod';
import { Count, ModelId } from './fields.js';
import { Problem } from './problem.js';

export const JOB_KINDS = ['import', 'train', 'index', 'build'] as const;

export const CATALOG_FORMATS = [
  'auto',
  'jsonl',
  'csv',
  'tsv',
  'google',
  'shopify',
  'woocommerce',
  'fashion-product-images',
] as const;

const Path = z
  .string()
  .min(1)
  .max(4096)
  .regex(/^[^\0]+$/, 'a path without zero bytes')
  .meta({ description: 'In one of the folders that the operator has opened for jobs (--job-folder).' });

export const ImportOptions = z
  .strictObject({
    upload: z
      .string()
      .min(1)
      .max(64)
      .optional()
      .meta({ description: 'The id of an upload of `POST /v1/imports`; it takes the place of sources.' }),
    sources: z
      .array(Path)
      .min(1)
      .max(100)
      .optional()
      .meta({ example: ['products.jsonl.gz'] }),
    format: z.enum(CATALOG_FORMATS).optional(),
    photos: Path.optional(),
    prune: z.boolean().optional(),
    pruneAll: z.boolean().optional().meta({ description: 'Prune also when more than 20 % of the catalog goes.' }),
    mainProduct: z.boolean().optional(),
    fetchPhotos: z.boolean().optional(),
  })
  .refine(({ upload, sources }) => (upload === undefined) !== (sources === undefined), {
    error: 'it needs either sources or an upload',
    path: ['sources'],
  })
  .meta({ id: 'ImportOptions', example: { sources: ['products.jsonl.gz'], prune: true } });

export const TrainOptions = z
  .strictObject({
    recipe: Path.optional().meta({ description: "'default', 'reference' or 'small', or a file as for an import." }),
    epochs: z.int().min(1).max(1000).optional(),
    seed: z.int().min(0).optional(),
    resume: z.boolean().optional(),
    from: ModelId.optional().meta({ description: 'Start from the weights of this model.' }),
  })
  .meta({ id: 'TrainOptions' });

export const IndexOptions = z
  .strictObject({ model: ModelId.optional().meta({ description: 'Change to this model.' }) })
  .meta({ id: 'IndexOptions' });

export const BuildOptions = z.strictObject({}).meta({ id: 'BuildOptions' });

/** The body of `POST /v1/jobs`: the command of this name, and its options as `vitrine VERB --help` explains them. */
export const JobBody = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('import'), options: ImportOptions }),
    z.strictObject({ kind: z.literal('train'), options: TrainOptions.default({}) }),
    z.strictObject({ kind: z.literal('index'), options: IndexOptions.default({}) }),
    z.strictObject({ kind: z.literal('build'), options: BuildOptions.default({}) }),
  ])
  .meta({ id: 'JobBody', example: { kind: 'train', options: { epochs: 4 } } });
export type JobBody = z.input<typeof JobBody>;

export const JobProgress = z
  .strictObject({
    step: z.string(),
    done: Count,
    total: Count.nullable(),
    detail: z.string().nullable().meta({ description: 'What else is known: epoch, loss, photos a second.' }),
    secondsLeft: Count.nullable().meta({ description: 'Of this step, as far as that can be said.' }),
  })
  .readonly()
  .meta({
    id: 'JobProgress',
    example: { step: 'train', done: 120, total: 400, detail: 'epoch 2/4, loss 1.24', secondsLeft: 95 },
  });
export type JobProgress = z.output<typeof JobProgress>;

export const JOB_STATUSES = ['waiting', 'running', 'done', 'failed', 'cancelled', 'interrupted'] as const;

export const Job = z
  .strictObject({
    id: z.string().min(1),
    kind: z.enum([...JOB_KINDS, 'switch-model']),
    status: z.enum(JOB_STATUSES).meta({ description: 'interrupted: the service ended before the job did.' }),
    waitingFor: z
      .string()
      .optional()
      .meta({ description: "What a job waits for that waits for others: 'train' (process 4711 on shop-1)." }),
    options: z.record(z.string(), z.unknown()),
    created: z.iso.datetime(),
    started: z.iso.datetime().nullable(),
    finished: z.iso.datetime().nullable(),
    progress: z.union([JobProgress, z.null()]),
    result: z.unknown().meta({ description: 'What the command of the same name prints as JSON.' }),
    problem: z.union([Problem, z.null()]),
    exitCode: z.int().nullable().meta({ description: 'Of the command; null while it runs, or when it was killed.' }),
    log: z.array(z.string()).readonly().meta({ description: 'The last lines that the command has said on stderr.' }),
  })
  .readonly()
  .meta({ id: 'Job' });
export type Job = z.output<typeof Job>;

export const JobsAnswer = z
  .strictObject({ jobs: z.array(Job).readonly().meta({ description: 'Newest first.' }) })
  .readonly()
  .meta({ id: 'JobsAnswer' });
export type JobsAnswer = z.output<typeof JobsAnswer>;

export const JobPath = z.strictObject({
  id: z.string().min(1).max(100).meta({ example: '3f0c8d1e-52c9-4c1c-9d6a-0f4f5a1b2c3d' }),
});

/** The events of `GET /v1/jobs/:id/events` and the data that each carries. */
export const JobEvents = {
  progress: JobProgress,
  log: z.strictObject({ text: z.string() }),
  done: Job,
  failed: Job,
};
export interface JobEvents {
  readonly progress: JobProgress;
  readonly log: { readonly text: string };
  readonly done: Job;
  readonly failed: Job;
}
