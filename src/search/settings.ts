import type { Synonyms } from '../catalog/synonym-list.js';
import type { Calibration, ModeWeights } from './fusion.js';

/** Everything that can be turned in a search beside the words; chosen on validation queries. */
export interface SearchSettings {
  /** Weights by what the query is made of. */
  readonly weights: Readonly<Record<QueryKind, ModeWeights>>;
  readonly text: NeighbourSettings;
  readonly image: NeighbourSettings;
  /** Vectors looked at in each ranking, at most. */
  readonly depth: number;
  /** Neighbours that are let in beyond the cut-off when no product matches by words: `confident` says what they are. */
  readonly leastNeighbours: number;
  /** Products that match fewer of the words are let in only while there are not so many that match more. */
  readonly enoughMatches: number;
  /** What a photo says about category and gender of what is meant, beside words; and a text about its category. */
  readonly implied: ImpliedSettings;
  /** Whether what is out of stock comes behind all others, in every sort: the shop's wish. */
  readonly outOfStockLast: boolean;
  /** The shop's own, of its recipe; the catalog may keep more. */
  readonly synonyms: Synonyms;
  /** Least score of the best hit by words, in [0, 1]; below it nothing is like the query. */
  readonly confidentWords: number;
}

export interface NeighbourSettings {
  /** Standard deviations above the catalog's mean that a neighbour must reach to be found by words, and by photo. */
  readonly cutOff: Readonly<Record<QueryKind, number>>;
  readonly calibration: Calibration;
}

export interface ImpliedSettings {
  /** Neighbours that vote. */
  readonly voters: number;
  /** Standard deviations in which a vote falls to 1/e. */
  readonly fading: number;
  readonly categoryWeight: number;
  readonly genderWeight: number;
  /** Of the category that the query's text vector stands near, when its words name none. */
  readonly textCategoryWeight: number;
}

/** What a query is made of: words that name a category of the catalog, words that name none, a photo, or both. */
export type QueryKind = 'words' | 'vagueWords' | 'photo' | 'photoAndWords';

export const SEARCH_SETTINGS: SearchSettings = {
  weights: {
    words: { words: 1, text: 0.04, image: 0.04 },
    vagueWords: { words: 1, text: 0.15, image: 0.15 },
    photo: { words: 0, text: 0.3, image: 1 },
    photoAndWords: { words: 1, text: 0, image: 0.1 },
  },
  text: {
    cutOff: { words: 3.2, vagueWords: 3.2, photo: 3, photoAndWords: 3 },
    calibration: { middle: 2.5, width: 0.5 },
  },
  image: {
    cutOff: { words: 3.2, vagueWords: 3.2, photo: 3, photoAndWords: 3 },
    calibration: { middle: 2.5, width: 0.5 },
  },
  depth: 1000,
  leastNeighbours: 24,
  enoughMatches: 60,
  implied: { voters: 50, fading: 0.3, categoryWeight: 3, genderWeight: 1.5, textCategoryWeight: 1 },
  outOfStockLast: false,
  synonyms: [],
  confidentWords: 0.49,
};

/** The settings with the weights multiplied by a recipe's factors. */
export function weightedSettings(factors: ModeWeights): SearchSettings {
  const times = (weights: ModeWeights): ModeWeights => multiplied(weights, factors);
  const { words: byWords, vagueWords, photo, photoAndWords } = SEARCH_SETTINGS.weights;
  return {
    ...SEARCH_SETTINGS,
    weights: {
      words: times(byWords),
      vagueWords: times(vagueWords),
      photo: times(photo),
      photoAndWords: times(photoAndWords),
    },
  };
}

export function multiplied(weights: ModeWeights, factors: ModeWeights): ModeWeights {
  return {
    words: weights.words * factors.words,
    text: weights.text * factors.text,
    image: weights.image * factors.image,
  };
}
