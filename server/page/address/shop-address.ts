import { roundedBox, type PhotoBox } from '../photo/box-geometry.js';
import { chosenValues, onlyValue } from './filters.js';
import { categoryPath, levelsOf, placeAt, productPath } from './paths.js';

export const SORTS = ['relevance', 'price', '-price'] as const;
export type Sort = (typeof SORTS)[number];

/** Everything that the shop shows, but the bytes of a photo: the address bar holds it, so Back and links work. */
export interface ShopState {
  readonly words: string;
  /** Stretches of the words that are taken as they stand: not corrected, and without words of the same meaning. */
  readonly literal: readonly string[];
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

export const START: ShopState = { words: '', literal: [], filters: [], sort: 'relevance', pages: 1 };

const MOST_LITERAL = 20;

/**
 * @param address '/categories/Apparel?q=red+dress&filter=color%3DRed'; what cannot be read is left out, never an error. In
 *   earlier addresses the category and an opened product were parameters, and they still may be
 */
export function parseAddress(address: string): ShopState {
  const [path, ...rest] = address.split('?');
  const parameters = new URLSearchParams(rest.join('?'));
  const place = placeAt(path);
  const photo = textOf(parameters, 'photo');
  const pages = Number(parameters.get('pages') ?? '1');
  const filters = parameters.getAll('filter').filter((filter) => filter !== '');
  return coherent({
    words: (parameters.get('q') ?? '').trim().slice(0, 400),
    literal: parameters.getAll('literal'),
    photo,
    region: boxOf(parameters.get('region')),
    garment: textOf(parameters, 'garment')?.slice(0, 60),
    like: textOf(parameters, 'like'),
    filters: place?.kind === 'category' ? [`category=${place.category}`, ...filters] : filters,
    sort: SORTS.find((sort) => sort === parameters.get('sort')) ?? 'relevance',
    pages: Number.isInteger(pages) && pages >= 1 && pages <= 40 ? pages : 1,
    product: place?.kind === 'product' ? place.id : textOf(parameters, 'product'),
  });
}

/**
 * A part belongs to a photo, what it shows to the part, and a stretch to the words: without the one there is not the other.
 * One category comes before all other filters.
 */
export function coherent(state: ShopState): ShopState {
  const region = state.photo === undefined ? undefined : state.region;
  const words = state.words.toLowerCase();
  const literal = state.literal.filter((text) => text.trim() !== '' && words.includes(text.toLowerCase()));
  return {
    ...state,
    literal: [...new Set(literal)].slice(0, MOST_LITERAL),
    region,
    garment: region === undefined ? undefined : state.garment,
    like: state.photo === undefined ? state.like : undefined,
    filters: coherentFilters(state.filters),
  };
}

function coherentFilters(filters: readonly string[]): readonly string[] {
  const [category, ...others] = chosenValues(filters, 'category').map((value) => levelsOf(value).join(' > '));
  const isOne = category !== undefined && category !== '' && others.every((other) => other === category);
  const ordered = isOne ? [`category=${category}`, ...onlyValue(filters, 'category', undefined)] : filters;
  return [...new Set(ordered)];
}

/** The one category that is shown; undefined without any, and with several. */
export function categoryOf({ filters }: Pick<ShopState, 'filters'>): string | undefined {
  const chosen = chosenValues(filters, 'category');
  return chosen.length === 1 ? chosen[0] : undefined;
}

/**
 * @returns '/products/1534' for an opened product; else the address of what is searched: '/?q=red+dress',
 *   '/categories/Apparel/Topwear?filter=color%3DRed', '/' for the start page; what has its default is left out
 */
export function formatAddress(state: ShopState): string {
  const path = state.product === undefined ? undefined : productPath(state.product);
  return path ?? searchAddress(state);
}

function searchAddress(written: ShopState): string {
  const state = coherent(written);
  const category = categoryOf(state);
  const path = category === undefined ? undefined : categoryPath(category);
  const filters = path === undefined ? state.filters : onlyValue(state.filters, 'category', undefined);
  const parameters = parametersOf({ ...state, filters }).toString();
  return `${path ?? '/'}${parameters === '' ? '' : `?${parameters}`}`;
}

function parametersOf(state: ShopState): URLSearchParams {
  const { words, literal, photo, region, garment, like, filters, sort, pages, product } = state;
  const parameters = new URLSearchParams();
  if (words !== '') parameters.set('q', words);
  for (const text of literal) parameters.append('literal', text);
  if (photo !== undefined) parameters.set('photo', photo);
  if (region !== undefined) parameters.set('region', roundedBox(region).join(','));
  if (garment !== undefined) parameters.set('garment', garment);
  if (like !== undefined) parameters.set('like', like);
  for (const filter of filters) parameters.append('filter', filter);
  if (sort !== 'relevance') parameters.set('sort', sort);
  if (pages > 1) parameters.set('pages', String(pages));
  if (product !== undefined) parameters.set('product', product);
  return parameters;
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
