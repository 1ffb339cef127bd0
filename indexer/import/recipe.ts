import { z } from 'zod';

/** The recipe's section "import". */
export const importRecipeSchema = z.strictObject({
  /** What `vitrine build` imports: a file or a folder, relative to the folder that holds the workspace. */
  source: z.string().min(1).optional(),
  /** What `--main-product` asks for: the product that is sold is found in each photo. */
  mainProduct: z.boolean().optional(),
  /** Field of a product -> header of the source; 'photo' means 'image'. */
  columns: z.record(z.string().min(1), z.string().min(1)).optional(),
});

export type ImportRecipe = Readonly<z.infer<typeof importRecipeSchema>>;
