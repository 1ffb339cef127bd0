import autocannon, { type Client, type Request, type Result } from 'autocannon';
import type { StartedService } from './started-service.js';

export interface LoadFigures {
  readonly requests: number;
  readonly perSecond: number;
  /** Milliseconds from the request to the whole answer. */
  readonly p50: number;
  readonly p99: number;
  readonly slowest: number;
  /** Of the service, for one request. */
  readonly processorMs: number;
  /** Answers that were no 200, and requests without an answer. */
  readonly lost: number;
}

export interface LoadOptions {
  readonly connections: number;
  /** Each is sent once; they are shared out, so that no two connections ask for the same. */
  readonly requests: readonly Request[];
  /** A second, all connections together; as many as are answered when it is absent. */
  readonly rate?: number;
}

/** Sends requests, and measures how long answers take: from when they were due, where there is a rate. */
export async function load(
  service: StartedService,
  { connections, requests, rate }: LoadOptions,
): Promise<LoadFigures> {
  const before = service.processorSeconds();
  let next = 0;
  const shareOut = (client: Client): void => {
    const own = next++;
    client.setRequests(requests.filter((_, i) => i % connections === own));
  };
  const result = await autocannon({
    ...{ url: service.url, connections, amount: requests.length, setupClient: shareOut, timeout: 30 },
    ...(rate === undefined ? {} : { overallRate: rate }),
  });
  return figuresOf(result, service.processorSeconds() - before);
}

function figuresOf(result: Result, seconds: number): LoadFigures {
  const { latency, errors, timeouts, non2xx } = result;
  const requests = result.requests.total;
  return {
    requests,
    perSecond: Math.round(requests / result.duration),
    ...{ p50: latency.p50, p99: latency.p99, slowest: latency.max },
    processorMs: Math.round((seconds / requests) * 100_000) / 100,
    lost: errors + timeouts + non2xx,
  };
}

export function searchFor(words: string): Request {
  return { method: 'GET', path: `/v1/search?q=${encodeURIComponent(words)}` };
}

export function searchByPhoto(photo: Buffer): Request {
  return { method: 'POST', path: '/v1/search', headers: { 'content-type': 'image/jpeg' }, body: photo };
}
