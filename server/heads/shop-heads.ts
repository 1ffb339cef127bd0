import type { Request } from 'express';
import { VitrineError } from '../../src/index.js';
import type { Answering } from '../answering/answering.js';
import type { KeyCheck } from '../middleware/keys.js';
import { ServiceError } from '../problems.js';
import type { SearchAnswer } from '../requests/index.js';
import { categoryHead, NAMED_PRODUCTS } from './category-head.js';
import { SITE_NAME, type PageHead } from './head-html.js';
import { publicOrigin } from './public-origin.js';
import { productHead } from './product-head.js';
import { categoryAddress, productAddress, type ShopPlace } from './shop-place.js';

/** The head of a page, and whether there is what it is about. */
export interface AnsweredHead {
  readonly head: PageHead;
  readonly status: 200 | 404;
}

export interface ShopHeadOptions {
  readonly answering: Answering;
  readonly keys: KeyCheck;
  /** Where shoppers reach the service: 'https://shop.example'; by default what their browser asks for. */
  readonly publicUrl?: string | undefined;
}

/** Tells what a place of the shop is, as far as the request may know and the catalog can say. */
export type ShopHeads = (request: Request, place: ShopPlace, signal: AbortSignal) => Promise<AnsweredHead>;

/** A page waits no longer for its head: the page itself says the same, a little later. */
const WITHIN_MS = 2000;

export const NOT_FOUND: AnsweredHead = { head: { title: 'Page not found', isListed: false }, status: 404 };

/** The heads of products and categories come from the catalog; for a request that may not read it, they say nothing of it. */
export function shopHeads({ answering, keys, publicUrl }: ShopHeadOptions): ShopHeads {
  return async (request, place, signal) => {
    const origin = publicUrl ?? publicOrigin(request);
    if (place.kind === 'start') return { head: startHead(origin), status: 200 };
    if (place.kind === 'results') return { head: resultsHead(place.words), status: 200 };
    if (!mayRead(keys, request)) return { head: plainHead(place, origin), status: 200 };
    const withinTime = AbortSignal.any([signal, AbortSignal.timeout(WITHIN_MS)]);
    try {
      return place.kind === 'product'
        ? { head: productHead(await answering.product(place.id, withinTime), origin), status: 200 }
        : categoryOr404(place.category, await categoryAnswer(answering, place.category, withinTime), origin);
    } catch (error) {
      if (isNotFound(error)) return { head: { title: 'Product not found', isListed: false }, status: 404 };
      if (isPassing(error)) return { head: plainHead(place, origin), status: 200 };
      throw error;
    }
  };
}

function categoryOr404(category: string, found: SearchAnswer, origin: string): AnsweredHead {
  if (found.total > 0) return { head: categoryHead(category, found, origin), status: 200 };
  return { head: { title: 'Category not found', isListed: false }, status: 404 };
}

async function categoryAnswer(answering: Answering, category: string, signal: AbortSignal): Promise<SearchAnswer> {
  const filters = [`category=${category}`];
  const question = {
    filters,
    facets: [],
    alternatives: [],
    sort: 'relevance',
    limit: NAMED_PRODUCTS,
    offset: 0,
  } as const;
  return JSON.parse(await answering.search(question, signal)) as SearchAnswer;
}

/** What the catalog cannot answer just now, the page asks for again by itself. */
function isPassing(error: unknown): boolean {
  return error instanceof VitrineError || error instanceof ServiceError;
}

/** Errors of other threads keep their code, not their class. */
function isNotFound(error: unknown): boolean {
  return error instanceof VitrineError && error.code === 'not-found';
}

function mayRead(keys: KeyCheck, request: Request): boolean {
  try {
    keys.require(request, 'read');
    return true;
  } catch (error) {
    if (error instanceof ServiceError) return false;
    throw error;
  }
}

function startHead(origin: string): PageHead {
  return {
    description: 'Find products by words, by a picture, or by both.',
    canonical: `${origin}/`,
    isListed: true,
    properties: [
      ['og:type', 'website'],
      ['og:site_name', SITE_NAME],
      ['og:title', SITE_NAME],
      ['og:url', `${origin}/`],
    ],
  };
}

/** Search engines should not list what a search has found. */
function resultsHead(words: string): PageHead {
  return { ...(words === '' ? {} : { title: words }), isListed: false };
}

function plainHead(place: ShopPlace, origin: string): PageHead {
  if (place.kind === 'product') return { canonical: `${origin}${productAddress(place.id)}`, isListed: true };
  if (place.kind === 'category') return { canonical: `${origin}${categoryAddress(place.category)}`, isListed: true };
  return { isListed: false };
}
