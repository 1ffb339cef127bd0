/** What a stretch of the query was read as. */
export const UNDERSTOOD_KINDS = [
  'category',
  'color',
  'gender',
  'brand',
  'size',
  'attribute',
  'price',
  'not',
  'synonym',
  'correction',
  'split',
] as const;
export type UnderstoodKind = (typeof UNDERSTOOD_KINDS)[number];

/** One stretch of the query and what the search made of it, so that a reader of the answer can take it away. */
export interface Understood {
  readonly kind: UnderstoodKind;
  /** The stretch as it stands in the query. */
  readonly text: string;
  /** Offsets of the stretch in the query, in UTF-16 units: query.slice(start, end) is the text. */
  readonly start: number;
  readonly end: number;
  /** What it was read as, short enough for a chip: 'under 1500', 'not black', 'Women'. */
  readonly label: string;
  /** The attribute and the values of it that the stretch names. */
  readonly name?: string | undefined;
  readonly values?: readonly string[] | undefined;
  /** The same as a condition of a filter, where there is one: 'price<1500'. */
  readonly filter?: string | undefined;
}

/** A stretch of the query that counts for nothing. */
export interface IgnoredWords {
  readonly text: string;
  /** Offsets of it in the query, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** A word of grammar, a word that no product has, or a condition that no product of the catalog could meet. */
  readonly reason: IgnoredReason;
}

export const IGNORED_REASONS = ['filler', 'unknown', 'impossible'] as const;
export type IgnoredReason = (typeof IGNORED_REASONS)[number];
