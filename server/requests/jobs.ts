import { z } from 'zod';
import { Count } from './fields.js';
import { Problem } from './problem.js';

export const JOB_KINDS = ['import', 'train', 'index', 'build'] as const;

/** The body of `POST /v1/jobs`. */
export const JobBody = z
  .strictObject({
    kind: z.enum(JOB_KINDS),
    options: z
      .record(z.string(), z.unknown())
      .default({})
      .meta({ description: 'The options of the command of the same name, named as on the command line.' }),
  })
  .meta({ id: 'JobBody', example: { kind: 'train', options: { epochs: 4 } } });
export type JobBody = z.input<typeof JobBody>;

export const JobProgress = z
  .strictObject({ step: z.string(), done: Count, total: Count.nullable() })
  .readonly()
  .meta({ id: 'JobProgress', example: { step: 'train', done: 120, total: 400 } });
export type JobProgress = z.output<typeof JobProgress>;

export const Job = z
  .strictObject({
    id: z.string().min(1),
    kind: z.enum([...JOB_KINDS, 'switch-model']),
    status: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
    options: z.record(z.string(), z.unknown()),
    created: z.iso.datetime(),
    started: z.iso.datetime().nullable(),
    finished: z.iso.datetime().nullable(),
    progress: z.union([JobProgress, z.null()]),
    result: z.unknown().meta({ description: 'What the command of the same name prints as JSON.' }),
    problem: z.union([Problem, z.null()]),
  })
  .readonly()
  .meta({ id: 'Job' });
export type Job = z.output<typeof Job>;

export const JobsAnswer = z
  .strictObject({ jobs: z.array(Job).readonly().meta({ description: 'Newest first.' }) })
  .readonly()
  .meta({ id: 'JobsAnswer' });
export type JobsAnswer = z.output<typeof JobsAnswer>;

export const JobPath = z.strictObject({ id: z.string().min(1).max(100) });

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
