import { z } from 'zod';
import { ModelId } from './fields.js';

export const Model = z
  .strictObject({
    id: ModelId,
    name: z.string(),
    kind: z.enum(['own', 'shipped']),
    current: z.boolean().meta({ description: 'Whether searches are answered by it.' }),
    created: z.iso.datetime().nullable(),
    card: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ description: 'What the model says of itself: data, losses, measures.' }),
  })
  .readonly()
  .meta({ id: 'Model' });
export type Model = z.output<typeof Model>;

/** `GET /v1/models` */
export const ModelsAnswer = z
  .strictObject({ current: ModelId.nullable(), models: z.array(Model).readonly() })
  .readonly()
  .meta({ id: 'ModelsAnswer' });
export type ModelsAnswer = z.output<typeof ModelsAnswer>;

/** The body of `PUT /v1/models/current`; the answer is a job. */
export const CurrentModelBody = z
  .strictObject({ id: ModelId.meta({ description: 'The model to answer by: a newer one, or an older one again.' }) })
  .meta({ id: 'CurrentModelBody' });
export type CurrentModelBody = z.input<typeof CurrentModelBody>;
