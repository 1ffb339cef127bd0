import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { RequestHandler } from 'express';
import type { Answering } from './answering/answering.js';
import { operationOf } from './mount-routes.js';

const SECONDS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

/** What Prometheus is told: requests and their duration by operation, threads, products, vectors, recall. */
export interface Metrics {
  readonly count: RequestHandler;
  /** @returns the page for Prometheus and its content type */
  page(): Promise<{ readonly type: string; readonly text: string }>;
}

export function createMetrics(answering: Answering): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'vitrine_' });
  threadGauges(registry, answering);
  recallMetrics(registry, answering);
  const refresh = catalogGauges(registry, answering);
  return {
    count: requestMetrics(registry),
    async page() {
      await refresh();
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}

function requestMetrics(registry: Registry): RequestHandler {
  const requests = new Counter({
    ...{ name: 'vitrine_http_requests_total', help: 'Requests answered, by operation and status.' },
    ...{ labelNames: ['operation', 'status'], registers: [registry] },
  });
  const seconds = new Histogram({
    ...{ name: 'vitrine_http_request_duration_seconds', help: 'From the first byte to the last, by operation.' },
    ...{ labelNames: ['operation'], buckets: SECONDS, registers: [registry] },
  });
  return (_request, response, next) => {
    const started = performance.now();
    response.once('close', () => {
      const operation = operationOf(response);
      requests.inc({ operation, status: response.writableFinished ? response.statusCode : 499 });
      seconds.observe({ operation }, (performance.now() - started) / 1000);
    });
    next();
  };
}

function threadGauges(registry: Registry, answering: Answering): void {
  for (const kind of ['threads', 'busy', 'waiting'] as const) {
    new Gauge({
      name: `vitrine_crew_${kind}`,
      help: { threads: 'Threads that answer.', busy: 'Threads that are answering.', waiting: 'Requests that wait.' }[
        kind
      ],
      labelNames: ['crew'],
      registers: [registry],
      collect() {
        for (const [crew, status] of Object.entries(answering.crews())) this.set({ crew }, status[kind]);
      },
    });
  }
}

function recallMetrics(registry: Registry, answering: Answering): void {
  new Gauge({
    name: 'vitrine_search_recall_at_10',
    help: 'Share of the true ten nearest vectors that searches got from the index, of the last 100 that were compared.',
    ...{ labelNames: ['side'], registers: [registry] },
    collect() {
      for (const [side, { at10 }] of Object.entries(answering.recall())) this.set({ side }, at10);
    },
  });
  new Counter({
    ...{ name: 'vitrine_search_recall_samples_total', help: 'Searches that were compared with exact search.' },
    ...{ labelNames: ['side'], registers: [registry] },
    collect() {
      this.reset();
      for (const [side, { searches }] of Object.entries(answering.recall())) this.inc({ side }, searches);
    },
  });
}

function catalogGauges(registry: Registry, answering: Answering): () => Promise<void> {
  const products = new Gauge({ name: 'vitrine_products', help: 'Products in the catalog.', registers: [registry] });
  const vectors = new Gauge({
    ...{ name: 'vitrine_index_vectors', help: 'Vectors in the index, by side.', labelNames: ['side'] },
    registers: [registry],
  });
  const recall = new Gauge({
    ...{ name: 'vitrine_index_recall_at_10', help: 'Recall of the index against exact search when it was built.' },
    ...{ labelNames: ['side'], registers: [registry] },
  });
  return async () => {
    const state = await answering.state().catch(() => undefined);
    if (state === undefined) return; // nothing imported yet, or nobody free: the other figures are still of use
    products.set(state.products);
    for (const [side, index] of Object.entries(state.indexes ?? {})) {
      vectors.set({ side }, index.vectors);
      if (index.recallAt10 !== null) recall.set({ side }, index.recallAt10);
    }
  };
}
