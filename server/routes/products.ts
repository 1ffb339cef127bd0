import type { Answering } from '../answering/answering.js';
import {
  PhotoParameters,
  PhotoPath,
  ProductAnswer,
  ProductPath,
  SearchAnswer,
  SimilarParameters,
} from '../requests/index.js';
import { defineRoute, type Route } from '../route.js';

/** A photo of an address may be another one after the next import. */
const PHOTO_CACHE = 'max-age=300';

/** Products, what is like them, and their photos. */
export function productRoutes(answering: Answering): Route[] {
  return [
    defineRoute({
      ...{ id: 'product', method: 'get', url: '/v1/products/{id}', tag: 'products', access: 'read' },
      summary: 'A product with everything that the catalog says of it',
      path: ProductPath,
      answer: { kind: 'json', schema: ProductAnswer, description: 'The product.' },
      handle: ({ path, signal }) => answering.product(path.id, signal),
    }),
    defineRoute({
      ...{ id: 'similar', method: 'get', url: '/v1/products/{id}/similar', tag: 'products', access: 'read' },
      summary: 'Products like a product',
      path: ProductPath,
      parameters: SimilarParameters,
      example: { limit: '12' },
      answer: { kind: 'json', schema: SearchAnswer, description: 'Likest first.' },
      handle: ({ path, parameters, signal }) =>
        answering.search(
          {
            like: path.id,
            limit: parameters.limit,
            offset: 0,
            sort: 'relevance',
            filters: [],
            facets: [],
            alternatives: [],
          },
          signal,
        ),
    }),
    photoRoute(answering),
  ];
}

function photoRoute(answering: Answering): Route {
  return defineRoute({
    ...{ id: 'photo', method: 'get', url: '/v1/products/{id}/photos/{position}', tag: 'products', access: 'read' },
    summary: 'A photo of a product, as small as it is needed',
    path: PhotoPath,
    parameters: PhotoParameters,
    example: { size: '320' },
    answer: { kind: 'stream', types: ['image/webp'], description: 'The photo, upright, over white.' },
    async handle({ path, parameters: { size }, signal, request, response }) {
      const place = await answering.photoPlace(path.id, path.position, signal);
      const etag = `"${place.contentHash.slice(0, 32)}-${size}"`;
      response.set({ 'content-type': 'image/webp', 'cache-control': PHOTO_CACHE, etag });
      if ((request.get('if-none-match') ?? '').includes(etag)) {
        response.status(304).end();
        return;
      }
      const picture = await answering.picture(place, size, signal);
      response.set('content-length', String(picture.byteLength));
      response.end(request.method === 'HEAD' ? undefined : picture);
    },
  });
}
