import { z } from 'zod';

const share = z.number().min(0).max(1);
const weight = z.number().min(0).max(1000);

/** How large a scene shows its people: 1 is a photo that just fits into the window. */
const scales = z
  .tuple([z.number().min(0.1).max(5), z.number().min(0.1).max(5)])
  .refine(([least, most]) => least <= most, { message: 'write [least, most]' });

/**
 * The section 'windows' of a detection recipe: what is trained on. A window is a part of a scene:
 *
 *     single    one photo as large as the window, a little shifted
 *     crop      one photo, smaller or larger, any part of it
 *     pair      any part of a wall of two photos side by side
 *     grid      any part of a wall of four photos, two by two
 */
export const windowsRecipe = z.strictObject({
  /** Size of a window in pixels. */
  width: z.number().int().min(32).max(1024).multipleOf(8).default(224),
  height: z.number().int().min(32).max(1024).multipleOf(8).default(320),
  /** How often each kind of scene comes, relative to the others. */
  shares: z
    .strictObject({
      single: weight.default(0.33),
      crop: weight.default(0.34),
      pair: weight.default(0.165),
      grid: weight.default(0.165),
    })
    .refine(({ single, crop, pair, grid }) => single + crop + pair + grid > 0, { message: 'one must be above 0' })
    .prefault({}),
  scales: z
    .strictObject({
      single: scales.default([0.93, 1.07]),
      crop: scales.default([0.7, 2.3]),
      pair: scales.default([0.5, 1]),
      grid: scales.default([0.5, 1]),
    })
    .prefault({}),
  /** Largest shift of a 'single', as a share of the window's width. */
  shift: share.default(0.055),
  /** Share of the windows where what lies beside a photo is one colour; elsewhere its background goes on, reflected. */
  plainFill: share.default(0.5),
  /** Share of the photos that are mirrored, each tile by itself. */
  mirrored: share.default(0.5),
  /** Share of the windows that products cut out of other photos are pasted into, where there are any. */
  composites: share.default(0.1),
  /** At most so many cut-outs in one window. */
  cutOuts: z.number().int().min(1).max(8).default(4),
  /** Height or width of a cut-out, whichever is larger, as a share of the window's height. */
  cutOutSizes: scales.default([0.15, 0.6]),
  /** A garment of which less than this share of its box can be seen is neither right nor wrong. */
  visible: share.default(0.7),
  /** A garment of fewer square pixels is neither right nor wrong. */
  smallest: z.number().min(1).max(10000).default(60),
  /** Most queries of a window that have an answer. */
  queries: z.number().int().min(1).max(64).default(12),
  /** Queries of a window that have none, or ask for a label drawn at random; see labelQueries. */
  negatives: z.number().int().min(0).max(64).default(4),
  /**
   * Share of the negatives that ask for a label instead, each label as often as the others, whether or not it is there:
   * so a detector learns how often it is.
   */
  labelQueries: share.default(0),
  /** Share of the other negatives that ask for a garment that is there in a clearly different colour. */
  wrongColors: share.default(0.5),
  /** How often a query is written otherwise than in the catalog: 'skirt' alone, 'skirt in black'. */
  texts: z
    .strictObject({ label: share.default(0.1), colorLast: share.default(0.06) })
    .refine(({ label, colorLast }) => label + colorLast <= 1, { message: 'their sum is at most 1' })
    .prefault({}),
  /** Largest change of the light; colours are words, so hues stay as they are. */
  light: z
    .strictObject({
      /** Of the contrast, as a share. */
      contrast: z.number().min(0).max(0.9).default(0.2),
      /** Of the brightness, as a share of white. */
      brightness: z.number().min(0).max(0.5).default(0.08),
      /** Of the logarithm of the exponent of the gamma curve. */
      gamma: z.number().min(0).max(1).default(0.25),
      /** Standard deviation of the noise in levels of 255. */
      noise: z.number().min(0).max(64).default(4),
    })
    .prefault({}),
});

/** Size, kinds of scene, queries and light of training windows. */
export type WindowOptions = z.output<typeof windowsRecipe>;
export type WindowOptionsInput = z.input<typeof windowsRecipe>;
