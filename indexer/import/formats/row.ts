/** One row of a source, in the names of a product's fields: 'id', 'title', 'images', 'price' and so on. */
export interface SourceRow {
  readonly kind: 'row';
  readonly file: string;
  /** Line in the file (from 1) where the row begins. */
  readonly line: number;
  /** Field names and values as they came; names that are no field of a product become attributes. */
  readonly fields: ReadonlyMap<string, unknown>;
}

/** Something the reader of the summary must know: a refused row, a photo that is not there, a doubtful encoding. */
export interface Problem {
  readonly kind: 'refused' | 'photo' | 'warning';
  readonly file: string;
  readonly line: number;
  /** The product's id, where it is known. */
  readonly id?: string | undefined;
  readonly field?: string | undefined;
  readonly reason: string;
  readonly remedy?: string | undefined;
  /** What kind of doubt or damage it is, where the summary tells of it too. */
  readonly code?: string | undefined;
  /** The source may have had more here than could be read: a quote that is never closed, a row that is cut off. */
  readonly isDamage?: boolean | undefined;
  /** The cells of a refused row of a table that stand in the columns that the header gives them, from the first on. */
  readonly cells?: readonly string[] | undefined;
}

/** A product that the feed has and the shop does not show: a draft, a private or a hidden one. */
export interface UnpublishedRow {
  readonly kind: 'not-published';
  readonly file: string;
  readonly line: number;
  readonly id: string;
}

export type RowEvent = SourceRow | UnpublishedRow | Problem;

/** Reads one source of one format, row by row, in bounded memory. */
export type RowReader = (source: string, options: ReadOptions) => AsyncIterable<RowEvent>;

export interface ReadOptions {
  /** Field of a product -> header of the source, of the recipe's `import.columns`; 'photo' means 'image'. */
  readonly columns?: Readonly<Record<string, string>> | undefined;
  /**
   * How prices are to be read: gets the column, the text and its line, and returns a text that means the same everywhere.
   * As it stands by default.
   */
  readonly readPrice?: ((column: string, text: string, line: number) => string) | undefined;
  /** Gets what each column was taken for, header -> field or 'attributes', once it is known. */
  readonly onColumns?: ((columns: Readonly<Record<string, string>>) => void) | undefined;
  /** The day on which a sale is on or not; now by default. */
  readonly today?: Date | undefined;
}

/** The fields of a product in JSON lines; `image` is one photo, and the sale decides what `price` is. */
export const PRODUCT_FIELDS = [
  'id',
  'title',
  'description',
  'category',
  'brand',
  'gender',
  'color',
  'season',
  'usage',
  'price',
  'salePrice',
  'listPrice',
  'saleDates',
  'saleStart',
  'saleEnd',
  'currency',
  'url',
  'attributes',
  'images',
  'image',
  'boxes',
] as const;

export function isProductField(name: string): boolean {
  return (PRODUCT_FIELDS as readonly string[]).includes(name);
}

/** The name of an attribute that must not be taken for a field of the product: 'season (column)'. */
export function attributeName(name: string): string {
  return isProductField(name) ? `${name} (column)` : name;
}

/** The same problem with the id of its row, when the row's cells can be trusted as far as the column of the id. */
export function withId(problem: Problem, idColumn: number): Problem {
  const { cells, ...rest } = problem;
  const id = idColumn < 0 ? undefined : cells?.[idColumn];
  return id === undefined || id === '' ? rest : { ...rest, id };
}
