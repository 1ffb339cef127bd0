import { effect, signal } from '@preact/signals';
import { shop } from './navigation.js';
import { canonicalAddress, titleOf } from './titles.js';

/** The product whose page is open, as soon as its name is known. */
export const openedProduct = signal<{ readonly id: string; readonly title: string } | undefined>(undefined);

/** What the service writes of the view that an address opens with, and of no other. */
const OF_FIRST_VIEW = 'script[type="application/ld+json"], meta[property^="og:"], meta[property^="product:"]';

/** Keeps title and canonical address those of what is shown. */
export function followHead(): void {
  effect(() => {
    const state = shop.value;
    const opened = openedProduct.value;
    const title = titleOf(state, opened?.id === state.product ? opened?.title : undefined);
    if (title !== undefined) document.title = title;
    pointTo(canonicalAddress(state));
  });
}

/** The service may know by which name it is reached from outside: the origin that it has written into the page holds. */
function pointTo(address: string): void {
  const link = canonicalLink();
  const before = link.href;
  link.href = new URL(address, before === '' ? location.origin : before).href;
  if (before === '' || link.href === before) return;
  for (const element of document.head.querySelectorAll(OF_FIRST_VIEW)) element.remove();
}

function canonicalLink(): HTMLLinkElement {
  const known = document.head.querySelector<HTMLLinkElement>('link[rel="canonical"]');
  if (known !== null) return known;
  const link = document.createElement('link');
  link.rel = 'canonical';
  document.head.append(link);
  return link;
}
