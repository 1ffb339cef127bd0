import { z } from 'zod';
import { Box, Limit, Milliseconds, ModelId, Warnings, Words } from './fields.js';
import { Hit } from './search.js';

const DETECT = {
  text: Words.optional().meta({
    description: "What the product's text says: its box is looked for. Without it, everything that is worn is found.",
    example: 'black skirt',
  }),
  limit: Limit.default(10),
};

/** The parameters of `POST /v1/detect` when the body is a photo's bytes. */
export const DetectParameters = z.strictObject(DETECT);
export type DetectParameters = z.input<typeof DetectParameters>;

export const DetectedBox = z
  .strictObject({
    box: Box,
    score: z.number().min(0).max(1),
    label: z.string().meta({ description: "The garment's name; with a text, the text as it was read." }),
    hits: z.array(Hit).readonly().meta({ description: 'Products that look like what is in the box.' }),
  })
  .readonly()
  .meta({ id: 'DetectedBox' });
export type DetectedBox = z.output<typeof DetectedBox>;

export const DetectAnswer = z
  .strictObject({
    width: z.int().min(1),
    height: z.int().min(1).meta({ description: 'Of the upright photo, in pixels.' }),
    boxes: z.array(DetectedBox).readonly().meta({ description: 'Surest first.' }),
    milliseconds: Milliseconds,
    model: ModelId,
    recipe: z.string().meta({ description: 'How the detector looks.', example: 'heatmap' }),
    engine: z.string(),
    warnings: Warnings,
  })
  .readonly()
  .meta({ id: 'DetectAnswer' });
export type DetectAnswer = z.output<typeof DetectAnswer>;
