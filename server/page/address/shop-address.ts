import { roundedBox, type PhotoBox } from '../photo/box-geometry.js';

export const SORTS = ['relevance', 'price', '-price'] as const;
export type Sort = (typeof SORTS)[number];

/** Everything that the shop shows, but the bytes of a photo: the address bar holds it, so Back and links work. */
export interface ShopState {
  readonly words: string;
  /** Key of a photo that this tab keeps. */
  readonly photo?: string | undefined;
  /** The part of the photo that is searched by, in its pixels. */
  readonly region?: PhotoBox | undefined;
  /** What that part shows, as the service named it: it is searched by this word as well. */
  readonly garment?: string | undefined;
  /** Id of the product that hits should be like. */
  readonly like?: string | undefined;
  readonly filters: readonly string[];
  readonly sort: Sort;
  /** How many pages of hits are shown, from 1. */
  readonly pages: number;
  /** Id of the product whose page is open. */
  readonly product?: string | undefined;
}

export const START: ShopState = { words: '', filters: [], sort: 'relevance', pages: 1 };

/** @param search '?q=red+dress&filter=color%3DRed'; what cannot be read is left out, never an error */
export function parseAddress(search: string): ShopState {
  const parameters = new URLSearchParams(search);
  const photo = textOf(parameters, 'photo');
  const pages = Number(parameters.get('pages') ?? '1');
  return coherent({
    words: (parameters.get('q') ?? '').trim().slice(0, 400),
    photo,
    region: boxOf(parameters.get('region')),
    garment: textOf(parameters, 'garment')?.slice(0, 60),
    like: textOf(parameters, 'like'),
    filters: [...new Set(parameters.getAll('filter').filter((filter) => filter !== ''))],
    sort: SORTS.find((sort) => sort === parameters.get('sort')) ?? 'relevance',
    pages: Number.isInteger(pages) && pages >= 1 && pages <= 40 ? pages : 1,
    product: textOf(parameters, 'product'),
  });
}

/** A part belongs to a photo, and what it shows to the part: without the one there is not the other. */
export function coherent(state: ShopState): ShopState {
  const region = state.photo === undefined ? undefined : state.region;
  return {
    ...state,
    region,
    garment: region === undefined ? undefined : state.garment,
    like: state.photo === undefined ? state.like : undefined,
  };
}

/** @returns '?q=red+dress', or '' for the start page; what has its default is left out */
export function formatAddress(state: ShopState): string {
  const { words, photo, region, garment, like, filters, sort, pages, product } = coherent(state);
  const parameters = new URLSearchParams();
  if (words !== '') parameters.set('q', words);
  if (photo !== undefined) parameters.set('photo', photo);
  if (region !== undefined) parameters.set('region', roundedBox(region).join(','));
  if (garment !== undefined) parameters.set('garment', garment);
  if (like !== undefined) parameters.set('like', like);
  for (const filter of filters) parameters.append('filter', filter);
  if (sort !== 'relevance') parameters.set('sort', sort);
  if (pages > 1) parameters.set('pages', String(pages));
  if (product !== undefined) parameters.set('product', product);
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

/** True when there is anything to search by. */
export function isSearching({ words, photo, like, filters }: ShopState): boolean {
  return words !== '' || photo !== undefined || like !== undefined || filters.length > 0;
}

/** Equal for states that show the same hits from the first one on. */
export function searchKey(state: ShopState): string {
  return formatAddress({ ...state, pages: 1, product: undefined });
}

function textOf(parameters: URLSearchParams, name: string): string | undefined {
  const text = parameters.get(name);
  return text === null || text === '' ? undefined : text;
}

function boxOf(text: string | null): PhotoBox | undefined {
  const numbers = (text ?? '').split(',').map(Number);
  if (text === null || numbers.length !== 4 || !numbers.every((number) => Number.isFinite(number) && number >= 0)) {
    return undefined;
  }
  const [x, y, width, height] = numbers;
  return width > 0 && height > 0 ? [x, y, width, height] : undefined;
}
