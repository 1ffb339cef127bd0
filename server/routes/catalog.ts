import type { Crew } from '../answering/crew.js';
import type { RecordQuestions } from '../jobs/records.js';
import { CatalogAnswer } from '../requests/index.js';
import { defineRoute, type Route } from '../route.js';

/** What the catalog holds, and what it lacks. */
export function catalogRoutes(records: Crew<RecordQuestions>): Route[] {
  return [
    defineRoute({
      ...{ id: 'catalog', method: 'get', url: '/v1/catalog', tag: 'catalog', access: 'read' },
      summary: 'How many products and photos there are, which fields and photos are missing, and the room on the disk',
      answer: { kind: 'json', schema: CatalogAnswer, description: 'Counted now.' },
      handle: ({ signal }) => records.ask('catalog', undefined, { signal }),
    }),
  ];
}
