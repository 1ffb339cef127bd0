import type { Results } from './search-state.js';

const KEPT = 12;
const kept = new Map<string, Results>();

/** Back shows what was there before, at once. */
export function rememberAnswer(results: Results): void {
  kept.delete(results.key);
  kept.set(results.key, results);
  for (const key of [...kept.keys()].slice(0, Math.max(0, kept.size - KEPT))) kept.delete(key);
}

export function rememberedAnswer(key: string): Results | undefined {
  return kept.get(key);
}
