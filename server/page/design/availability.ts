import type { Sale } from './sale.js';

/** What catalogs say of whether a product can be bought, as shoppers are told. */
const SAID: Readonly<Record<string, string>> = {
  'in stock': 'In stock',
  'out of stock': 'Out of stock',
  preorder: 'Can be pre-ordered',
  backorder: 'Can be ordered, comes later',
};

/** @returns undefined when the catalog says nothing of it */
export function availabilityText({ availability, stock }: Sale): string | undefined {
  if (availability !== undefined && availability !== null) return SAID[availability] ?? availability;
  if (stock === undefined || stock === null) return undefined;
  return SAID[stock > 0 ? 'in stock' : 'out of stock'];
}

/** @returns what a list says: nothing of what can simply be bought */
export function hindrance(stocked: Sale): string | undefined {
  const text = availabilityText(stocked);
  return text === SAID['in stock'] ? undefined : text;
}
