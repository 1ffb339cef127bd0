import type { SearchAnswer } from '../../../../server/requests/index.js';

/** A stretch of the words of a query, found where it stands. */
export function stretch(words: string, text: string): { text: string; start: number; end: number } {
  const start = words.indexOf(text);
  return { text, start, end: start + text.length };
}

/** An answer in which everything is told that can be told: as if all that was found were all there is. */
export function fullAnswer({ hits }: SearchAnswer, asked: URLSearchParams): object {
  const words = asked.get('q') ?? '';
  const [first, ...others] = hits;
  return {
    hits: [{ ...first, price: 19.9, listPrice: 29.9, availability: 'out of stock' }, ...others],
    total: hits.length,
    related: hits.slice(0, 3),
    understood: [
      { kind: 'color', ...stretch(words, 'red'), label: 'Red', name: 'color', values: ['Red'], filter: 'color=Red' },
    ],
    didYouMean: [{ from: 'dress', to: 'press' }],
    warnings: [
      { code: 'unindexed', text: 'Three products have no vectors yet.', audience: 'operator' },
      { code: 'damaged-photo', text: 'The photo is damaged.', audience: 'shopper' },
    ],
  };
}
