import type { SuggestAnswer } from '../../requests/suggest.js';

/** One line of the list, whatever it leads to. */
export type SuggestionOption =
  | { readonly kind: 'correction'; readonly text: string }
  /** What was searched for before. */
  | { readonly kind: 'recent'; readonly text: string }
  | { readonly kind: 'completion'; readonly text: string; readonly count: number }
  | { readonly kind: 'product'; readonly id: string; readonly text: string; readonly photo: string | null };

/** Corrections first: whoever slipped wants nothing else. */
export function optionsOf({
  typed,
  completions,
  corrections,
  products,
}: SuggestAnswer & { typed: string }): SuggestionOption[] {
  const corrected = correctedText(typed, corrections);
  return [
    ...(corrected === undefined ? [] : [{ kind: 'correction' as const, text: corrected }]),
    ...completions
      .filter(({ text }) => text !== corrected)
      .map(({ text, count }) => ({ kind: 'completion' as const, text, count })),
    ...products.slice(0, 3).map(({ id, title, photo }) => ({ kind: 'product' as const, id, text: title, photo })),
  ];
}

/** The typed text with its slips mended; undefined when there are none. */
export function correctedText(typed: string, corrections: SuggestAnswer['corrections']): string | undefined {
  if (corrections.length === 0) return undefined;
  const mended = new Map(corrections.map(({ from, to }) => [from.toLowerCase(), to]));
  const text = typed
    .split(/\s+/u)
    .map((word) => mended.get(word.toLowerCase()) ?? word)
    .join(' ');
  return text.toLowerCase() === typed.toLowerCase() ? undefined : text;
}
