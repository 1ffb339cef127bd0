/** What an answer may tell of how a product is sold. */
export interface Sale {
  /** What was asked for before a reduction. */
  readonly listPrice?: number | null | undefined;
  readonly availability?: string | null | undefined;
  /** Pieces that are there. */
  readonly stock?: number | null | undefined;
}
