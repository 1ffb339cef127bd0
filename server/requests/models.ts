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

export const ModelPath = z.strictObject({ id: ModelId });

const Measures = z.record(z.string(), z.number());

const TrainingEpoch = z
  .strictObject({
    epoch: z.int().min(0),
    losses: Measures.meta({ description: 'Means over what it learned from in this epoch, by their names.' }),
    learningRate: z.number().optional(),
    validation: Measures.optional().meta({ description: 'Measures on products that were held back.' }),
    photosPerSecond: z.number().optional(),
    seconds: z.number().optional(),
  })
  .readonly()
  .meta({ id: 'TrainingEpoch' });
export type TrainingEpoch = z.output<typeof TrainingEpoch>;

/** `GET /v1/models/:id` */
export const ModelAnswer = z
  .strictObject({
    ...Model.def.innerType.shape,
    bytes: z.int().min(0).meta({ description: 'Of all its files.' }),
    history: z
      .array(TrainingEpoch)
      .readonly()
      .meta({ description: 'The first epoch first; empty where none was kept.' }),
    validation: z.union([Measures, z.null()]).meta({ description: 'Measures of the epoch that was kept.' }),
    detectors: z
      .array(z.strictObject({ recipe: z.string(), card: Model.def.innerType.shape.card }).readonly())
      .readonly()
      .meta({ description: 'What finds garments in photos by this model, the best first.' }),
  })
  .readonly()
  .meta({ id: 'ModelAnswer' });
export type ModelAnswer = z.output<typeof ModelAnswer>;

/** The body of `PUT /v1/models/current`; the answer is a job. */
export const CurrentModelBody = z
  .strictObject({ id: ModelId.meta({ description: 'The model to answer by: a newer one, or an older one again.' }) })
  .meta({ id: 'CurrentModelBody', example: { id: 'e8581169a6d79f23' } });
export type CurrentModelBody = z.input<typeof CurrentModelBody>;
