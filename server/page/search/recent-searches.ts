import { signal } from '@preact/signals';
import { readSearches, withoutSearch, withSearch } from './search-list.js';

const NAME = 'vitrine.recent-searches';

/** What was searched for in this browser, the last first. It stays there: no service is told. */
export const recentSearches = signal<readonly string[]>(kept());

/** Puts what is searched for before all else. */
export function rememberSearch(words: string): void {
  keep(withSearch(kept(), words));
}

export function forgetSearch(words: string): void {
  keep(withoutSearch(kept(), words));
}

export function forgetSearches(): void {
  keep([]);
}

/** Takes over what other tabs have searched for. */
export function reloadSearches(): void {
  recentSearches.value = kept();
}

function keep(list: readonly string[]): void {
  recentSearches.value = list;
  try {
    if (list.length === 0) localStorage.removeItem(NAME);
    else localStorage.setItem(NAME, JSON.stringify(list));
  } catch {
    return; // a browser that keeps nothing
  }
}

function kept(): readonly string[] {
  try {
    return readSearches(localStorage.getItem(NAME));
  } catch {
    return [];
  }
}
