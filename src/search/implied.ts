import type { SearchIndex } from './search-index.js';
import type { SideScores, VectorSide } from './vector-side.js';
import type { ImpliedValue } from './word-ranking.js';

/** Against chance findings; far below one vote, so that the neighbours decide. */
const VOTE_PRIOR = { prior: 0.5, lift: 0 };

/** Values that get less than this share of the votes of the first are no candidates. */
const LEAST_LIKELIHOOD = 0.1;

/**
 * What a photo says beside words: 'in red' beside the photo of a shirt means red shirts. The photo's neighbours vote
 * for category and gender, the nearer the louder; the colour is left to the words.
 */
export function impliedByPhoto(index: SearchIndex, photo: Float32Array, except: number | undefined): ImpliedValue[] {
  const { categoryWeight, genderWeight } = index.settings.implied;
  const ofPhoto = { side: index.images, vector: photo, except, isAsked: true };
  return [
    ...votes(index, { ...ofPhoto, name: 'category', weight: categoryWeight }),
    ...votes(index, { ...ofPhoto, name: 'gender', weight: genderWeight }),
  ];
}

/**
 * What the text branch makes of words that name no category: the products whose texts are nearest to the query vote
 * for one. So a word that this catalog never uses still finds what the model learned it to mean.
 */
export function impliedByText(index: SearchIndex, text: Float32Array): ImpliedValue[] {
  const { textCategoryWeight: weight } = index.settings.implied;
  return votes(index, { side: index.texts, vector: text, except: undefined, name: 'category', weight, isAsked: false });
}

interface Vote {
  readonly side: VectorSide | undefined;
  readonly vector: Float32Array;
  readonly except: number | undefined;
  readonly name: 'category' | 'gender';
  readonly weight: number;
  readonly isAsked: boolean;
}

function votes(index: SearchIndex, { side, vector, except, name, weight, isAsked }: Vote): ImpliedValue[] {
  if (side === undefined || weight === 0) return [];
  const { voters, fading } = index.settings.implied;
  const everywhere = { allow: undefined, cutOff: -Infinity, atLeast: 0, depth: voters + 1 };
  const neighbours = side.neighbours(vector, everywhere);
  const found = index.words.associations.of(name, ballot(neighbours, { except, fading }), VOTE_PRIOR);
  if (found === undefined) return [];
  const likelihood = found.likelihood.map((share) => (share < LEAST_LIKELIHOOD ? 0 : share));
  return [{ ...found, likelihood, weight, isAsked }];
}

function ballot(
  { rows, scores }: SideScores,
  { except, fading }: { except: number | undefined; fading: number },
): { rows: Uint32Array; scores: Float32Array } {
  const voters = Uint32Array.from(rows.filter((row) => row !== except));
  const nearest = voters.reduce((most, row) => Math.max(most, scores[row]), -Infinity);
  return { rows: voters, scores: Float32Array.from(voters, (row) => Math.exp((scores[row] - nearest) / fading)) };
}
