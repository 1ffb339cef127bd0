import type { Answering } from '../answering/answering.js';
import { WordPath, WordsAnswer, WordsParameters } from '../requests/index.js';
import { defineRoute, type Route } from '../route.js';

/** What the model has learned of words. */
export function wordRoutes(answering: Answering): Route[] {
  return [
    defineRoute({
      ...{ id: 'words', method: 'get', url: '/v1/words/{term}', tag: 'catalog', access: 'read' },
      summary: 'The words that the catalog uses most like a word',
      path: WordPath,
      parameters: WordsParameters,
      example: { limit: '10' },
      answer: { kind: 'json', schema: WordsAnswer, description: 'Nearest first.' },
      handle: ({ path, parameters, signal }) => answering.words(path.term, parameters.limit, signal),
    }),
  ];
}
