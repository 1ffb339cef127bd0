/** What an address of the shop shows, as far as a head tells it. The page reads the same paths in its own way. */
export type ShopPlace =
  | { readonly kind: 'start' }
  | { readonly kind: 'product'; readonly id: string }
  /** A path of the catalog: 'Apparel > Topwear'. */
  | { readonly kind: 'category'; readonly category: string }
  /** Results of words, filters, a photo or a likeness. */
  | { readonly kind: 'results'; readonly words: string };

/** Parameters that make results of an address. */
const SEARCHING = ['q', 'filter', 'like', 'photo'];

const WORDS_LIMIT = 400;

/**
 * @param path '/', '/products/AB%2F1', '/categories/Apparel/Topwear', as it was sent
 * @returns undefined for every other path: nothing of the shop stands there
 */
export function placeAt(path: string, parameters: URLSearchParams): ShopPlace | undefined {
  if (path === '/' || path === '/index.html') return placeOfParameters(parameters);
  const [first, ...parts] = path.replace(/\/$/, '').split('/').slice(1).map(decoded);
  const named = parts.filter((part) => part !== undefined && part.trim() !== '') as string[];
  if (named.length === 0 || named.length < parts.length) return undefined;
  if (first === 'products') return named.length === 1 ? { kind: 'product', id: named[0] } : undefined;
  if (first !== 'categories') return undefined;
  return placeOfCategory(named.join(' > '), parameters);
}

/** In older addresses, and for ids and names that no path can hold, the product and the category are parameters. */
function placeOfParameters(parameters: URLSearchParams): ShopPlace {
  const id = parameters.get('product') ?? '';
  if (id !== '') return { kind: 'product', id };
  const categories = parameters.getAll('filter').flatMap((filter) => /^category=(.+)$/s.exec(filter)?.[1] ?? []);
  if (categories.length === 1) return placeOfCategory(categories[0], parameters);
  const isSearch = SEARCHING.some((name) => (parameters.get(name) ?? '') !== '');
  return isSearch ? { kind: 'results', words: wordsIn(parameters) } : { kind: 'start' };
}

/** Words within a category are results; the category by itself is a page of its own. */
function placeOfCategory(category: string, parameters: URLSearchParams): ShopPlace {
  const words = wordsIn(parameters);
  return words === '' ? { kind: 'category', category } : { kind: 'results', words };
}

function wordsIn(parameters: URLSearchParams): string {
  return (parameters.get('q') ?? '').trim().slice(0, WORDS_LIMIT);
}

/** @returns the path of a product; in a parameter where no path can hold its id */
export function productAddress(id: string): string {
  return isPathPart(id)
    ? `/products/${encodeURIComponent(id)}`
    : `/?${new URLSearchParams({ product: id }).toString()}`;
}

/** @param category 'Apparel > Topwear'; @returns '/categories/Apparel/Topwear' */
export function categoryAddress(category: string): string {
  const levels = levelsOf(category);
  if (levels.length > 0 && levels.every(isPathPart)) return `/categories/${levels.map(encodeURIComponent).join('/')}`;
  return `/?${new URLSearchParams({ filter: `category=${category}` }).toString()}`;
}

export function levelsOf(category: string): string[] {
  return category
    .split('>')
    .map((level) => level.trim())
    .filter((level) => level !== '');
}

/** Browsers take '.' and '..' for steps between folders; half of a surrogate pair cannot be encoded. */
function isPathPart(text: string): boolean {
  return text !== '' && text !== '.' && text !== '..' && !/\p{Surrogate}/u.test(text);
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
