import { z } from 'zod';
import { BadInputError } from '../errors.js';
import type { Photo } from '../image/transforms.js';
import type { Filter } from './filters.js';
import { parseFilter } from './filters.js';
import type { ModeWeights } from './fusion.js';

/** The three rankings a search may fuse. */
export const SEARCH_MODES = ['words', 'text', 'image'] as const;
export type SearchMode = (typeof SEARCH_MODES)[number];

/** A photo that was decoded before: a search by several of its parts then decodes it once. */
const decodedPhoto = z.custom<Photo>((value: unknown) => {
  const { width, height, data } = (value ?? {}) as Partial<Photo>;
  return data instanceof Uint8Array && data.length > 0 && data.length === Number(width) * Number(height) * 3;
});

const boxTuple = z.tuple([z.number(), z.number(), z.number().positive(), z.number().positive()]);

/** Of the words of a query, without the space around them. */
const MOST_CHARACTERS = 400;

const querySchema = z
  .strictObject({
    /** As they were typed: what an answer says of them has offsets in them. */
    words: z
      .string()
      .refine((words) => words.trim().length <= MOST_CHARACTERS, { message: `more than ${MOST_CHARACTERS} characters` })
      .optional(),
    /** Path of a photo, its encoded bytes, or its pixels. */
    photo: z.union([z.string().min(1), z.instanceof(Uint8Array), decodedPhoto]).optional(),
    /** The part of the photo to search by: [x, y, width, height] in pixels of the upright photo. */
    box: boxTuple.readonly().optional(),
    /** Id of a product: what is like it. */
    like: z.string().min(1).optional(),
    /** Id of a product that is left out of the answer, as if the catalog did not have it. */
    except: z.string().min(1).optional(),
    /** The whole catalog, when nothing else is asked. */
    everything: z.literal(true).optional(),
    /** Conditions as `parseFilter` reads them: 'color=Red', 'price<50'. */
    filters: z.array(z.string()).readonly().optional(),
  })
  .refine(({ box, photo }) => box === undefined || photo !== undefined, {
    message: 'a box needs a photo',
    path: ['box'],
  })
  .refine(({ photo, like }) => photo === undefined || like === undefined, {
    message: 'search by a photo or by a product, not by both',
    path: ['like'],
  });

/** Orders of an answer: 'price' is the cheapest first; products without a price come last either way. */
export const SEARCH_SORTS = ['relevance', 'price', '-price'] as const;
export type SearchSort = (typeof SEARCH_SORTS)[number];

const weight = z.number().min(0).max(100).default(1);

const optionsSchema = z.strictObject({
  limit: z.number().int().min(1).max(100).default(24),
  offset: z.number().int().min(0).max(1_000_000).default(0),
  modes: z.array(z.enum(SEARCH_MODES)).min(1).readonly().default(SEARCH_MODES),
  sort: z.enum(SEARCH_SORTS).default('relevance'),
  /** Attributes whose values are counted in what was found; 'price' for its range. */
  facets: z.array(z.string().min(1)).max(50).readonly().default([]),
  /** How many attributes besides those, the most telling of what was found, have their values counted in it as well. */
  autoFacets: z.number().int().min(0).max(20).default(0),
  /** Attributes whose values are counted in what would be found without the filters on that attribute. */
  alternatives: z.array(z.string().min(1)).max(50).readonly().default([]),
  /** Factors on the weights of the rankings, for this search. */
  weights: z.strictObject({ words: weight, text: weight, image: weight }).prefault({}),
  /** Related products at most, on the page that the result set ends on. */
  related: z.number().int().min(0).max(100).default(12),
  /**
   * Words or phrases of the query that are plain words: they are neither corrected nor read as a value or a condition.
   */
  literal: z.array(z.string().max(MOST_CHARACTERS)).max(50).readonly().default([]),
  /** Whether each hit comes with what else a list shows of its product, and the position of its photo. */
  withProducts: z.boolean().default(false),
  /** Whether each hit comes with why it has its score. */
  explain: z.boolean().default(false),
  signal: z.instanceof(AbortSignal).optional(),
});

/** What is looked for: words, a photo, both ('like this but red'), or what is like a product; within filters. */
export type Query = z.input<typeof querySchema>;
export type SearchOptions = z.input<typeof optionsSchema>;

export interface ParsedQuery {
  readonly words: string;
  readonly photo: string | Uint8Array | Photo | undefined;
  readonly box: readonly [number, number, number, number] | undefined;
  readonly like: string | undefined;
  readonly except: string | undefined;
  readonly filters: readonly Filter[];
  readonly limit: number;
  readonly offset: number;
  readonly modes: ReadonlySet<SearchMode>;
  /** Whether somebody has named the modes. */
  readonly areChosen: boolean;
  readonly sort: SearchSort;
  readonly facets: readonly string[];
  readonly autoFacets: number;
  readonly alternatives: readonly string[];
  readonly weights: ModeWeights;
  readonly related: number;
  readonly literal: readonly string[];
  readonly withProducts: boolean;
  readonly explain: boolean;
  readonly signal: AbortSignal | undefined;
}

/** @throws BadInputError that names the field and what it may be */
export function parseQuery(query: Query, options: SearchOptions = {}): ParsedQuery {
  const { words: typed = '', photo, box, like, except, everything, filters = [] } = checked(querySchema, query);
  const { modes, ...rest } = checked(optionsSchema, options);
  const words = typed.trim() === '' ? '' : typed;
  if (words === '' && photo === undefined && like === undefined && filters.length === 0 && everything !== true) {
    throw new BadInputError({
      reason: 'there is nothing to search by',
      remedy: 'give words, a photo, the id of a product, or a filter',
    });
  }
  return {
    words,
    photo,
    box,
    like,
    except,
    filters: filters.map(parseFilter),
    ...rest,
    signal: rest.signal,
    modes: new Set(modes),
    areChosen: options.modes !== undefined,
  };
}

function checked<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0];
  throw new BadInputError({
    field: path.length > 0 ? path.join('.') : undefined,
    reason: message,
    remedy: 'see the options of search',
    cause: result.error,
  });
}
