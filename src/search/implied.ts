import type { SearchIndex } from './search-index.js';
import type { ImpliedValue } from './word-ranking.js';

/**
 * What a photo says beside words: 'in red' beside the photo of a shirt means red shirts. The photo's neighbours vote
 * for category and gender, the nearer the louder; the colour is left to the words.
 */
export function impliedByPhoto(index: SearchIndex, photo: Float32Array, except: number | undefined): ImpliedValue[] {
  const { images, settings, words } = index;
  if (images === undefined) return [];
  const { voters, fading, categoryWeight, genderWeight } = settings.implied;
  const everywhere = { allow: undefined, cutOff: -Infinity, depth: voters + 1 };
  const neighbours = [...images.neighbours(photo, everywhere)].filter(([row]) => row !== except);
  if (neighbours.length === 0) return [];
  const nearest = neighbours[0][1].score;
  const votes = {
    rows: Uint32Array.from(neighbours, ([row]) => row),
    scores: Float32Array.from(neighbours, ([, { score }]) => Math.exp((score - nearest) / fading)),
  };
  const weighted = [
    { name: 'category', weight: categoryWeight },
    { name: 'gender', weight: genderWeight },
  ] as const;
  return weighted.flatMap(({ name, weight }) => {
    const found = words.associations.of(name, votes, { prior: 0.5, lift: 0 });
    return found === undefined ? [] : [{ ...found, weight }];
  });
}
