/** The paths of the shop. What is shown below a path stands in the parameters behind it. */
export type ShopPlace =
  | { readonly kind: 'search' }
  /** A path of the catalog: 'Apparel > Topwear'. */
  | { readonly kind: 'category'; readonly category: string }
  | { readonly kind: 'product'; readonly id: string };

/** @returns '/products/AB%2F1'; undefined for an id that cannot be a part of a path */
export function productPath(id: string): string | undefined {
  const part = pathPart(id);
  return part === undefined ? undefined : `/products/${part}`;
}

/**
 * @param category 'Apparel > Topwear'
 * @returns '/categories/Apparel/Topwear'; undefined when a level cannot be a part of a path, or there is none
 */
export function categoryPath(category: string): string | undefined {
  const parts = levelsOf(category).map(pathPart);
  return parts.length === 0 || parts.includes(undefined) ? undefined : `/categories/${parts.join('/')}`;
}

/** 'Apparel > Topwear' as ['Apparel', 'Topwear']. */
export function levelsOf(category: string): string[] {
  return category
    .split('>')
    .map((level) => level.trim())
    .filter((level) => level !== '');
}

/**
 * @param path '/', '/products/AB%2F1', '/categories/Apparel/Topwear'
 * @returns undefined for every other path: nothing of the shop stands there
 */
export function placeAt(path: string): ShopPlace | undefined {
  if (path === '/' || path === '/index.html') return { kind: 'search' };
  const [first, ...parts] = path.replace(/\/$/u, '').split('/').slice(1).map(decodedPart);
  if (parts.length === 0 || parts.includes(undefined) || parts.includes('')) return undefined;
  if (first === 'products') return parts.length === 1 ? { kind: 'product', id: parts[0] ?? '' } : undefined;
  return first === 'categories' ? { kind: 'category', category: parts.join(' > ') } : undefined;
}

/** Browsers take '.' and '..' for steps between folders, also when they are encoded. */
function pathPart(text: string): string | undefined {
  if (text === '' || text === '.' || text === '..') return undefined;
  try {
    return encodeURIComponent(text);
  } catch {
    return undefined; // half of a surrogate pair, which no address can hold
  }
}

function decodedPart(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
