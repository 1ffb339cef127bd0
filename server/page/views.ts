import type { ComponentType } from 'preact';
import { placeAt } from './address/paths.js';

/** What stands at an address; its code is loaded when the address is opened. */
export interface View {
  /** Of the whole view; the shop names each of its pages by itself. */
  readonly title?: string;
  load(): Promise<ComponentType>;
}

const SHOP: View = { load: async () => (await import('./shop/shop.js')).Shop };

const STUDIO: View = { title: 'Studio · Vitrine', load: async () => (await import('./studio/studio.js')).Studio };

const NOTHING: View = {
  title: 'Page not found · Vitrine',
  load: async () => (await import('./shop/not-found.js')).NotFound,
};

/** @param path '/studio/models' is the studio, '/products/1534' the shop; nothing stands at a path that neither has */
export function viewAt(path: string): View {
  if (/^\/studio(?:\/|$)/u.test(path)) return STUDIO;
  return placeAt(path) === undefined ? NOTHING : SHOP;
}
