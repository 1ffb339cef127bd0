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

/** What this entry of the history remembers beside its address. */
interface EntryMemory {
  readonly scroll?: number | undefined;
  /** How many product pages lie on the results: closing goes back this far. */
  readonly depth?: number | undefined;
  /** The address of the results that a product was opened from: its own address, which can be shared, names it alone. */
  readonly behind?: string | undefined;
}

/** What the address bar says; components read it, only the functions below write it. */
export const shop = signal<ShopState>(stateHere());

export const searching = computed(() => isSearching(shop.value));

/** What the page shows: a product opened from results lies over them, one opened by its address is a page of its own. */
export const view = computed<'start' | 'results' | 'product'>(() => {
  if (searching.value) return 'results';
  return shop.value.product === undefined ? 'start' : 'product';
});

/** Grows with every Back and Forward; the view then restores where it was scrolled to. */
export const returns = signal(0);

function memory(): EntryMemory {
  return (history.state ?? {}) as EntryMemory;
}

function stateHere(): ShopState {
  const here = parseAddress(`${location.pathname}${location.search}`);
  const { behind } = memory();
  return here.product === undefined || behind === undefined ? here : { ...parseAddress(behind), product: here.product };
}

/** The address of the results that a product lies over; undefined when it lies over none. */
function behindOf(state: ShopState): string | undefined {
  const results = { ...state, product: undefined };
  return state.product !== undefined && isSearching(results) ? formatAddress(results) : undefined;
}

/** A step that Back undoes. A change of what is searched starts at the first page. */
export function go(change: Partial<ShopState>): void {
  move(change, 'push');
}

/** A step to another question that has nothing of the one before. */
export function askAnew(question: Partial<ShopState>): void {
  go(anew(question));
}

/** The address of a step, for a link. */
export function addressOf(change: Partial<ShopState>): string {
  return formatAddress(coherent({ ...shop.value, ...change }));
}

/** The address of another question that has nothing of the one before. */
export function addressOfNew(question: Partial<ShopState>): string {
  return addressOf(anew(question));
}

function anew(question: Partial<ShopState>): Partial<ShopState> {
  const nothing = { photo: undefined, region: undefined, garment: undefined, like: undefined, product: undefined };
  return { ...START, ...nothing, ...question };
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
  const address = formatAddress(next);
  const behind = behindOf(next);
  if (how === 'replace') history.replaceState({ ...memory(), behind } satisfies EntryMemory, '', address);
  else {
    rememberScroll();
    const depth = next.product === undefined ? 0 : (memory().depth ?? 0) + 1;
    const scroll = isSameSearch && isSearching(next) ? window.scrollY : 0;
    history.pushState({ depth, scroll, behind } satisfies EntryMemory, '', address);
  }
  shop.value = next;
}

/** Earlier addresses named the category and an opened product by parameters: they lead to those of today. */
function modernize(): void {
  const { searchParams } = new URL(location.href);
  if (searchParams.has('product') || searchParams.getAll('filter').some((filter) => filter.startsWith('category='))) {
    refine({});
  }
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
  modernize();
  let timer = 0;
  addEventListener('scroll', () => {
    clearTimeout(timer);
    timer = window.setTimeout(rememberScroll, 200);
  });
  addEventListener('popstate', () => {
    clearTimeout(timer);
    batch(() => {
      shop.value = stateHere();
      returns.value++;
    });
  });
}
