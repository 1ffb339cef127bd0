import type { ComponentType } from 'preact';

/** What stands at an address; its code is loaded when the address is opened. */
export interface View {
  readonly title: string;
  load(): Promise<ComponentType>;
}

const SHOP: View = { title: 'Vitrine', load: async () => (await import('./shop/shop.js')).Shop };

/** By the first part of the path; everything else is the shop. */
const VIEWS: Readonly<Record<string, View>> = {
  studio: { title: 'Studio · Vitrine', load: async () => (await import('./studio/studio.js')).Studio },
};

/** @param path '/studio/models' is the view 'studio' */
export function viewAt(path: string): View {
  return VIEWS[path.split('/')[1] ?? ''] ?? SHOP;
}
