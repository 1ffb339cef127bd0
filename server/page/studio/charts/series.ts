/** One line of a chart. */
export interface Series {
  readonly name: string;
  /** One for each of `xs`; undefined where nothing was measured. */
  readonly values: readonly (number | undefined)[];
}
