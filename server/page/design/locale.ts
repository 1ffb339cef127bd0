/**
 * In whose way numbers and amounts are written: the visitor's. '1.299' is a thousand to one reader and little more than
 * one to another, so the reader's own way is the only one that cannot be misread, whatever language the page is in.
 * @param visitor languages in the order that the visitor prefers
 * @param page language of the page, where none of those is known
 */
export function numberLocale(visitor: readonly string[], page: string): string {
  return visitor.find(isKnown) ?? (isKnown(page) ? page : 'en');
}

function isKnown(language: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(language).length > 0;
  } catch {
    return false; // no language at all
  }
}

interface Surroundings {
  readonly navigator?: { readonly languages?: readonly string[] };
  readonly document?: { readonly documentElement: { readonly lang: string } };
}

const { navigator, document } = globalThis as Surroundings;

/** Of this visitor. */
export const LOCALE = numberLocale(navigator?.languages ?? [], document?.documentElement.lang ?? '');
