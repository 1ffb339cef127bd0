import { batch, computed, signal } from '@preact/signals';
import {
  coherent,
  formatAddress,
  isSearching,
  parseAddress,
  searchKey,
  START,
  type ShopState,
} from './shop-address.js';

/** What the address bar says; components read it, only the functions below write it. */
export const shop = signal<ShopState>(parseAddress(location.search));

export const searching = computed(() => isSearching(shop.value));

/** Grows with every Back and Forward; the view then restores where it was scrolled to. */
export const returns = signal(0);

/** What this entry of the history remembers beside its address. */
interface EntryMemory {
  readonly scroll?: number | undefined;
  /** How many product pages lie on the results: closing goes back this far. */
  readonly depth?: number | undefined;
}

function memory(): EntryMemory {
  return (history.state ?? {}) as EntryMemory;
}

/** A step that Back undoes. A change of what is searched starts at the first page. */
export function go(change: Partial<ShopState>): void {
  move(change, 'push');
}

/** A step to another question that has nothing of the one before. */
export function askAnew(question: Partial<ShopState>): void {
  const nothing = { photo: undefined, region: undefined, garment: undefined, like: undefined, product: undefined };
  go({ ...START, ...nothing, ...question });
}

/** The same step, seen more precisely: Back does not stop here. */
export function refine(change: Partial<ShopState>): void {
  move(change, 'replace');
}

function move(change: Partial<ShopState>, how: 'push' | 'replace'): void {
  const from = shop.value;
  const wanted = coherent({ ...from, ...change });
  const isSameSearch = searchKey(wanted) === searchKey(from);
  const next = isSameSearch ? wanted : { ...wanted, pages: change.pages ?? 1 };
  const address = `${location.pathname}${formatAddress(next)}`;
  if (how === 'replace') history.replaceState(memory(), '', address);
  else {
    rememberScroll();
    const depth = next.product === undefined ? 0 : (memory().depth ?? 0) + 1;
    history.pushState({ depth, scroll: isSameSearch ? window.scrollY : 0 } satisfies EntryMemory, '', address);
  }
  shop.value = next;
}

/** Back to the results that the product's page was opened from, however many products were looked at on the way. */
export function closeProduct(): void {
  const { depth = 0 } = memory();
  if (depth > 0) history.go(-depth);
  else refine({ product: undefined });
}

export function savedScroll(): number {
  return memory().scroll ?? 0;
}

function rememberScroll(): void {
  history.replaceState({ ...memory(), scroll: window.scrollY } satisfies EntryMemory, '');
}

/** Follows Back and Forward, and keeps the place in a long list of hits. */
export function followHistory(): void {
  history.scrollRestoration = 'manual';
  let timer = 0;
  addEventListener('scroll', () => {
    clearTimeout(timer);
    timer = window.setTimeout(rememberScroll, 200);
  });
  addEventListener('popstate', () => {
    clearTimeout(timer);
    batch(() => {
      shop.value = parseAddress(location.search);
      returns.value++;
    });
  });
}
