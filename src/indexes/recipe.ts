import { z } from 'zod';

/** The section 'index' of a recipe: the graph over the vectors (Malkov and Yashunin 2018). */
export const indexRecipe = z.strictObject({
  /** Links of a node. */
  m: z.number().int().min(2).max(100).default(16),
  /** Breadth of the search for links while building. */
  efConstruction: z.number().int().min(8).max(2000).default(200),
  /** Breadth of the search while answering, at least; never less than the number of neighbours asked for. */
  efSearch: z.number().int().min(8).max(2000).default(64),
  /** Fewer vectors than this are compared one by one, which is exact and, up to here, fast enough. */
  graphFrom: z.number().int().min(0).max(100_000_000).default(12_000),
});

export type IndexRecipe = z.output<typeof indexRecipe>;
