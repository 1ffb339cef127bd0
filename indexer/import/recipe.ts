import { z } from 'zod';

/** The recipe's section "import". */
export const importRecipeSchema = z.strictObject({
  /** What `vitrine build` imports: a file or a folder, relative to the folder that holds the workspace. */
  source: z.string().min(1).optional(),
  /** What `--main-product` asks for: the product that is sold is found in each photo. */
  mainProduct: z.boolean().optional(),
  /** Field of a product -> header of the source; 'photo' means 'image'. */
  columns: z.record(z.string().min(1), z.string().min(1)).optional(),
  /** Field or attribute -> the marks that part the values of a list which is written as a text; false for no list. */
  lists: z.record(z.string().min(1), z.union([z.literal(false), z.string().regex(/^[|;,/]+$/)])).optional(),
});

export type ImportRecipe = Readonly<z.infer<typeof importRecipeSchema>>;
