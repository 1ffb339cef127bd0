/** Weights of the rankings that are fused. */
export interface ModeWeights {
  readonly words: number;
  readonly text: number;
  readonly image: number;
}

/** What each ranking says of one product, calibrated to [0, 1]; undefined when the product has no such side. */
export interface ModeScores {
  readonly words: number | undefined;
  readonly text: number | undefined;
  readonly image: number | undefined;
}

/** Turns 'standard deviations above the catalog' into a score in (0, 1): a logistic curve. */
export interface Calibration {
  /** The distance at which the score is one half. */
  readonly middle: number;
  /** Standard deviations from .5 to .73. */
  readonly width: number;
}

export function calibrated(deviations: number, { middle, width }: Calibration): number {
  return 1 / (1 + Math.exp((middle - deviations) / width));
}

/**
 * Weighted mean over the sides that a product has, so that a photo without words and words without a photo rank by
 * what they have and lose nothing by what they have not.
 * @returns in [0, 1]; 0 when the product has none of the weighted sides
 */
export function fuseScores({ words = NaN, text = NaN, image = NaN }: ModeScores, weights: ModeWeights): number {
  return fuseNumbers(words, text, image, weights);
}

/** The same of plain numbers, NaN for a side that the product does not have: no object for each of ten thousand. */
export function fuseNumbers(words: number, text: number, image: number, weights: ModeWeights): number {
  let sum = 0;
  let total = 0;
  if (!Number.isNaN(words)) {
    sum += weights.words * words;
    total += weights.words;
  }
  if (!Number.isNaN(text)) {
    sum += weights.text * text;
    total += weights.text;
  }
  if (!Number.isNaN(image)) {
    sum += weights.image * image;
    total += weights.image;
  }
  return total === 0 ? 0 : sum / total;
}
