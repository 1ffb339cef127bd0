import type { Answering } from '../answering/answering.js';
import type { Writing } from '../answering/writing.js';
import { jsonBody } from '../bodies/json.js';
import { SynonymsAnswer, SynonymsBody } from '../requests/index.js';
import { defineRoute, type Route } from '../route.js';

const URL = '/v1/synonyms';

/** The shop's own synonyms: read by all, replaced by who may write. The next search reads its words by the new list. */
export function synonymRoutes(answering: Answering, writing: Writing | undefined): Route[] {
  const read = defineRoute({
    ...{ id: 'synonyms', method: 'get', url: URL, tag: 'catalog', access: 'read' },
    summary: "The shop's own synonyms",
    answer: {
      kind: 'json',
      schema: SynonymsAnswer,
      description: 'Those that the catalog keeps, and those of the recipe.',
    },
    handle: ({ signal }) => answering.synonyms(signal),
  });
  return writing === undefined ? [read] : [read, putRoute(writing), deleteRoute(writing)];
}

function putRoute(writing: Writing): Route {
  return defineRoute({
    ...{ id: 'setSynonyms', method: 'put', url: URL, tag: 'catalog', access: 'write' },
    summary: "Replace the shop's own synonyms that the catalog keeps",
    body: jsonBody(SynonymsBody),
    answer: { kind: 'nothing', description: 'The next search uses the new list.' },
    async handle({ body, signal }) {
      await writing.setSynonyms(body.synonyms, signal);
    },
  });
}

function deleteRoute(writing: Writing): Route {
  return defineRoute({
    ...{ id: 'deleteSynonyms', method: 'delete', url: URL, tag: 'catalog', access: 'write' },
    summary: 'Remove all synonyms that the catalog keeps',
    answer: { kind: 'nothing', description: 'Only those of the recipe are left.' },
    async handle({ signal }) {
      await writing.setSynonyms([], signal);
    },
  });
}
