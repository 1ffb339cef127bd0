/**
 * Why a product has its score: a number, what it is, and the numbers that it is made of. The description of each says
 * how its parts are combined.
 */
export interface Explanation {
  readonly value: number;
  readonly description: string;
  readonly details?: readonly Explanation[] | undefined;
}
