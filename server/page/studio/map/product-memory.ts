import type { ProductAnswer } from '../../../requests/products.js';
import { productPath } from '../../address/paths.js';
import { service } from '../../service.js';

const KEPT = 500;
const known = new Map<string, Promise<ProductAnswer>>();

/** Asks for a product once; what could not be had is asked for again. */
export function productOf(id: string): Promise<ProductAnswer> {
  const before = known.get(id);
  if (before !== undefined) return before;
  const asked = service.product(id);
  known.set(id, asked);
  asked.catch(() => known.delete(id));
  for (const oldest of known.keys()) {
    if (known.size <= KEPT) break;
    known.delete(oldest);
  }
  return asked;
}

/** The product's page in the shop. */
export function shopAddress(id: string): string {
  return productPath(id) ?? `/?${new URLSearchParams({ product: id }).toString()}`;
}
