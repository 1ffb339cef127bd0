import type { Answering } from '../answering/answering.js';
import { StatusAnswer } from '../requests/index.js';
import { defineRoute, type Route } from '../route.js';

/** What is there and in use. */
export function statusRoutes(answering: Answering, { version }: { readonly version: string }): Route[] {
  const started = performance.now();
  return [
    defineRoute({
      ...{ id: 'status', method: 'get', url: '/v1/status', tag: 'catalog', access: 'read' },
      summary: 'What is there and in use: products, model, engine, indexes, threads',
      answer: { kind: 'json', schema: StatusAnswer, description: 'The state of the service.' },
      async handle({ signal }) {
        const state = await answering.state(signal);
        const uptimeSeconds = Math.round((performance.now() - started) / 1000);
        return { version, uptimeSeconds, ...state, crews: answering.crews() };
      },
    }),
  ];
}
