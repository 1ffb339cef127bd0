import { z } from 'zod';
import { Count, ModelId } from './fields.js';

const IndexStatus = z
  .strictObject({
    kind: z.string().meta({ description: 'exact or hnsw.' }),
    vectors: Count,
    recallAt10: z.number().min(0).max(1).nullable(),
  })
  .readonly();

const CrewStatus = z
  .strictObject({ threads: Count, busy: Count, waiting: Count })
  .readonly()
  .meta({ id: 'CrewStatus', description: 'Worker threads, how many are busy, and how many requests wait for one.' });
export type CrewStatus = z.output<typeof CrewStatus>;

/** `GET /v1/status` */
export const StatusAnswer = z
  .strictObject({
    version: z.string(),
    uptimeSeconds: z.number().min(0),
    products: Count,
    model: ModelId.nullable().meta({ description: 'Null while searching by words alone.' }),
    engine: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ description: 'What the model runs on, and why others were passed over; null while it is not loaded.' }),
    indexes: z.strictObject({ image: IndexStatus, text: IndexStatus }).readonly().nullable(),
    crews: z.strictObject({ search: CrewStatus, photo: CrewStatus }).readonly(),
  })
  .readonly()
  .meta({ id: 'StatusAnswer' });
export type StatusAnswer = z.output<typeof StatusAnswer>;
