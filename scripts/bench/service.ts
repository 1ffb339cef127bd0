import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { quantileOf } from '../../src/evaluation/ranking.js';
import { changeAndAsk, type ChangingFigures } from './service/changing.js';
import { load, searchByPhoto, searchFor, type LoadFigures } from './service/load.js';
import { asShoppersAsk, drawQueries, type BenchQueries } from './service/queries.js';
import { startService, type StartedService } from './service/started-service.js';

interface ServiceFigures {
  /** Milliseconds from the start of the process to the first hits; median of the starts. */
  readonly firstAnswerMs: number;
  /** Queries of which no two are the same, as fast as they are answered, and at a steady rate. */
  readonly words: LoadFigures;
  readonly steady: LoadFigures;
  /** As shoppers ask: some queries again and again. */
  readonly shoppers: LoadFigures;
  readonly photos: LoadFigures | null;
  /** Of SQLite's FTS5 behind Express, with the same queries. */
  readonly peer: LoadFigures;
  /** Queries answered in a second, ours to the peer's. */
  readonly ratio: number;
  /** Resident megabytes before and after each part of the requests. */
  readonly residentMb: readonly number[];
  readonly changing: ChangingFigures;
}

const CONNECTIONS = 8;
const STARTS = 3;
const PARTS = 5;

/**
 * Starts the service on a copy of a workspace and loads it from this process:
 * `--workspace DIR [--queries N] [--photos N] [--rate N] [--changes N] [--seed N]`. The last `--queries` requests, five
 * times a fifth of them, watch the memory.
 */
export async function bench(args: readonly string[]): Promise<ServiceFigures> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      workspace: { type: 'string', default: './shop.vitrine' },
      queries: { type: 'string', default: '20000' },
      photos: { type: 'string', default: '400' },
      rate: { type: 'string', default: '300' },
      changes: { type: 'string', default: '200' },
      seed: { type: 'string', default: '7' },
    },
  });
  const { workspace, seed } = values;
  const queries = drawQueries(workspace, { seed, words: Number(values.queries), photos: Number(values.photos) });
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-bench-'));
  try {
    const copy = join(folder, 'bench.vitrine');
    cpSync(workspace, copy, { recursive: true });
    return await measure(copy, queries, { seed, rate: Number(values.rate), changes: Number(values.changes) });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measure(
  workspace: string,
  queries: BenchQueries,
  { seed, rate, changes }: { readonly seed: string; readonly rate: number; readonly changes: number },
): Promise<ServiceFigures> {
  const firsts: number[] = [];
  for (let start = 1; start < STARTS; start++) {
    const service = await startOurs(workspace);
    firsts.push(service.firstAnswerMs);
    await service.stop();
  }
  const service = await startOurs(workspace);
  firsts.push(service.firstAnswerMs);
  try {
    const loads = await loadAll(service, queries, { seed, rate });
    const peer = await loadPeer(workspace, queries);
    const residentMb = await watchMemory(service, queries.words);
    const changing = await changeAndAsk(service.url, changes);
    const ratio = Math.round((loads.words.perSecond / peer.perSecond) * 100) / 100;
    return { firstAnswerMs: quantileOf(firsts, 0.5), ...loads, peer, ratio, residentMb, changing };
  } finally {
    await service.stop();
  }
}

function startOurs(workspace: string): Promise<StartedService> {
  return startService('../../../bin/vitrine.js', {
    args: ['serve', '--workspace', workspace, '--port', '0', '--log-level', 'info'],
    first: '/v1/search?q=red+dress',
  });
}

/** A third of the queries warms up, each of the others is asked once. */
async function loadAll(
  service: StartedService,
  { words, photos }: BenchQueries,
  { seed, rate }: { readonly seed: string; readonly rate: number },
): Promise<Pick<ServiceFigures, 'words' | 'steady' | 'shoppers' | 'photos'>> {
  const third = Math.floor(words.length / 3);
  const requests = (from: number): ReturnType<typeof searchFor>[] =>
    words.slice(from * third, (from + 1) * third).map(searchFor);
  await load(service, { connections: CONNECTIONS, requests: requests(0) });
  const distinct = await load(service, { connections: CONNECTIONS, requests: requests(1) });
  const steady = await load(service, { connections: CONNECTIONS, requests: requests(2), rate });
  const popular = asShoppersAsk(words, third, seed).map(searchFor);
  const shoppers = await load(service, { connections: CONNECTIONS, requests: popular });
  if (photos.length === 0) return { words: distinct, steady, shoppers, photos: null };
  const byPhoto = photos.map(searchByPhoto);
  await load(service, { connections: 1, requests: byPhoto.slice(0, 10) });
  return { words: distinct, steady, shoppers, photos: await load(service, { connections: 2, requests: byPhoto }) };
}

async function loadPeer(workspace: string, { words }: BenchQueries): Promise<LoadFigures> {
  const peer = await startService('./peer.js', { args: [workspace], first: '/v1/search?q=red+dress' });
  try {
    const requests = words.slice(0, Math.floor(words.length / 10)).map(searchFor);
    return await load(peer, { connections: CONNECTIONS, requests });
  } finally {
    await peer.stop();
  }
}

async function watchMemory(service: StartedService, words: readonly string[]): Promise<number[]> {
  const resident = [service.residentMb()];
  const size = Math.floor(words.length / PARTS);
  for (let part = 0; part < PARTS; part++) {
    const requests = words.slice(part * size, (part + 1) * size).map(searchFor);
    await load(service, { connections: CONNECTIONS, requests });
    resident.push(service.residentMb());
  }
  return resident;
}
