import type { Answering } from '../answering/answering.js';
import { detectBody } from '../bodies/detect-body.js';
import { searchBody, searchQuestion } from '../bodies/search-body.js';
import {
  DetectAnswer,
  FacetsAnswer,
  FacetsParameters,
  SearchAnswer,
  SearchParameters,
  SuggestAnswer,
  SuggestParameters,
} from '../requests/index.js';
import { defineRoute, type Route } from '../route.js';

/** Finding products by words, by photos, and what is worn in a photo; and what helps to ask. */
export function searchRoutes(answering: Answering): Route[] {
  return [...askingRoutes(answering), ...helpingRoutes(answering)];
}

function helpingRoutes(answering: Answering): Route[] {
  return [
    defineRoute({
      ...{ id: 'suggest', method: 'get', url: '/v1/suggest', tag: 'search', access: 'read' },
      summary: 'Completions and corrections of what is being typed',
      parameters: SuggestParameters,
      example: { q: 'red dr' },
      answer: { kind: 'json', schema: SuggestAnswer, description: 'What may be meant, best first.' },
      handle: ({ parameters: { q, limit }, signal }) => answering.suggest({ text: q, limit }, signal),
    }),
    defineRoute({
      ...{ id: 'facets', method: 'get', url: '/v1/facets', tag: 'search', access: 'read' },
      summary: 'How many products there are of each value, of a query or of the whole catalog',
      parameters: FacetsParameters,
      example: { q: 'dress', facet: ['color', 'brand'] },
      answer: { kind: 'json', schema: FacetsAnswer, description: 'The same counts that a search gives.' },
      handle: ({ parameters: { q, filter, facet, literal }, signal }) =>
        answering.facets({ words: q, filters: filter, facets: facet, literal }, signal),
    }),
  ];
}

function askingRoutes(answering: Answering): Route[] {
  return [
    defineRoute({
      ...{ id: 'search', method: 'get', url: '/v1/search', tag: 'search', access: 'read' },
      summary: 'Find products by words, by likeness to a product, or by filters',
      parameters: SearchParameters,
      example: { q: 'red summer dress', filter: 'price<500', facet: 'color', limit: '12' },
      answer: { kind: 'json', schema: SearchAnswer, description: 'The products found, best first.' },
      handle: ({ parameters, signal }) => answering.search(searchQuestion(parameters), signal),
    }),
    defineRoute({
      ...{ id: 'searchByBody', method: 'post', url: '/v1/search', tag: 'search', access: 'read' },
      summary: 'Find products by words, by a photo or a part of it, or by both',
      description:
        'JSON asks by words. A form with a file `photo`, and the same JSON as its field `query`, asks by a photo, or by both: like this, but as the words say. The bytes of a photo alone take the parameters of GET.',
      body: searchBody,
      example: { region: '40,10,200,320', limit: '12' },
      answer: { kind: 'json', schema: SearchAnswer, description: 'The products found, best first.' },
      handle: ({ body, signal }) => answering.search(body, signal),
    }),
    defineRoute({
      ...{ id: 'detect', method: 'post', url: '/v1/detect', tag: 'search', access: 'read' },
      summary: 'Find the garments in a photo, or the one that a text describes, and products like each',
      body: detectBody,
      example: { text: 'black skirt' },
      answer: { kind: 'json', schema: DetectAnswer, description: 'Boxes, surest first.' },
      handle: ({ body, signal }) => answering.detect(body, signal),
    }),
  ];
}
