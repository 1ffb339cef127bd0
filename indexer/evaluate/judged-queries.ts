import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { BadInputError, explainFileError } from '../../src/errors.js';
import { valuesOf, type FieldValue, type Product } from '../../src/product.js';

const condition = z.record(z.string(), z.union([z.string(), z.number()]));

const judgedQuery = z
  .object({
    id: z.string(),
    kind: z.string(),
    text: z.string().default(''),
    /** Id of the product whose photo is the query. */
    photo: z.string().optional(),
    relevant: z.record(z.string(), z.number().min(0)).optional(),
    where: z.union([condition, z.array(condition).min(1)]).optional(),
  })
  .refine(({ relevant, where }) => relevant !== undefined || where !== undefined, {
    message: "either 'relevant' or 'where' says which products are right",
  });

/** A query with what is right for it. */
export interface JudgedQuery {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  readonly photo: string | undefined;
  readonly grades: ReadonlyMap<string, number>;
}

/**
 * Reads judged queries, one JSON object a line.
 * @param products those the `where` of a query is matched with
 * @throws BadInputError with the line that cannot be read
 */
export async function readJudgedQueries(file: string, products: readonly Product[]): Promise<JudgedQuery[]> {
  const queries: JudgedQuery[] = [];
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
  let line = 0;
  try {
    for await (const text of lines) {
      line++;
      if (text.trim() !== '') queries.push(parseJudgedQuery(text, products, { file, line }));
    }
  } catch (error) {
    throw explainFileError(error, file);
  }
  return queries;
}

function parseJudgedQuery(
  text: string,
  products: readonly Product[],
  place: { readonly file: string; readonly line: number },
): JudgedQuery {
  try {
    const { id, kind, text: words, photo, relevant, where } = judgedQuery.parse(JSON.parse(text));
    const grades =
      relevant === undefined ? gradesWhere(products, [where ?? []].flat()) : new Map(Object.entries(relevant));
    return { id, kind, text: words, photo, grades };
  } catch (cause) {
    throw new BadInputError({
      ...place,
      reason: 'this is no judged query',
      remedy: 'write {"id", "kind", "text", "photo"?, "relevant": {ID: grade}} or "where" instead of "relevant"',
      cause,
    });
  }
}

/** Grade 1 for every product whose fields equal, or one of whose values equals, those of one of the alternatives. */
function gradesWhere(
  products: readonly Product[],
  alternatives: readonly z.infer<typeof condition>[],
): Map<string, number> {
  const fits = (product: Product): boolean =>
    alternatives.some((fields) =>
      Object.entries(fields).every(([name, value]) => fieldValues(product, name).includes(String(value))),
    );
  return new Map(products.filter(fits).map(({ id }) => [id, 1]));
}

function fieldValues(product: Product, name: string): readonly string[] {
  const own = new Map<string, unknown>(Object.entries(product)).get(name);
  if (typeof own === 'number') return [String(own)];
  return valuesOf(isFieldValue(own) ? own : product.attributes[name]);
}

function isFieldValue(value: unknown): value is FieldValue {
  return typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
}
