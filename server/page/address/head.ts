import { effect, signal } from '@preact/signals';
import { shop } from './navigation.js';
import { canonicalAddress, titleOf } from './titles.js';

/** The product whose page is open, as soon as its name is known. */
export const openedProduct = signal<{ readonly id: string; readonly title: string } | undefined>(undefined);

/** Keeps title and canonical address those of what is shown. */
export function followHead(): void {
  effect(() => {
    const state = shop.value;
    const opened = openedProduct.value;
    const title = titleOf(state, opened?.id === state.product ? opened?.title : undefined);
    if (title !== undefined) document.title = title;
    canonicalLink().href = new URL(canonicalAddress(state), publicOrigin()).href;
  });
}

/** The service may know by which name it is reached from outside: what it has written into the page holds. */
function publicOrigin(): string {
  const { href } = canonicalLink();
  return href === '' ? location.origin : new URL(href).origin;
}

function canonicalLink(): HTMLLinkElement {
  const known = document.head.querySelector<HTMLLinkElement>('link[rel="canonical"]');
  if (known !== null) return known;
  const link = document.createElement('link');
  link.rel = 'canonical';
  document.head.append(link);
  return link;
}
