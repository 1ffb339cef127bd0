/**
 * How many of the marked boxes of a catalog's photos are among the proposals, and what proposing costs.
 *
 *     npm run --silent bench -- proposals CATALOG.jsonl [--alpha A] [--beta B] [--boxes 1000] [--model NAME]
 *         [--peer PROGRAM.py] [--json]
 *
 * One thread, without decoding; the time is the median of a photo. The peer's program runs between two rounds of ours:
 * with our overlap where `--beta` gives one, else with both of those that it was measured with. `--model` names a
 * shipped model or a model's folder, whose detector's own proposals are measured too, with its look at the photo.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readBoxedPhotos, type BoxedPhoto } from '../../indexer/boxed-photos.js';
import { boxArea, type Box } from '../../src/box.js';
import type { Proposals } from '../../src/detection/detection.js';
import { DEFAULT_EDGE_BOXES, proposeEdgeBoxes } from '../../src/detection/edge-boxes.js';
import { openDetector } from '../../src/detection/open-detector.js';
import { openEncoder } from '../../src/encoder/open-encoder.js';
import { selectEngine } from '../../src/engine/select.js';
import { hitRate, overlapsWith, type Overlaps } from '../../src/evaluation/boxes.js';
import { decodePhoto } from '../../src/image/decode.js';
import type { Photo } from '../../src/image/transforms.js';
import { shippedModel } from '../../src/storage/shipped.js';

const COUNTS = [10, 50, 100, 300, 1000];
const THRESHOLDS = [0.5, 0.7];

/** Shares of the photo between which recall is told apart. */
const AREAS = [0, 0.01, 0.05, 0.15, 1];

const PEER = '../shared/peers/proposals_opencv.py';
const PEER_BETAS = [0.75, 0.55];

interface MarkedPhoto {
  readonly photo: Photo;
  readonly boxes: readonly Box[];
}

interface Result {
  readonly recall: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly recallByArea: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly boxesPerPhoto: number;
  readonly millisecondsPerPhoto: number;
}

interface PeerResult {
  readonly recall: Result['recall'];
  readonly millisecondsPerPhoto: number;
}

export async function bench(args: readonly string[]): Promise<unknown> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      alpha: { type: 'string', default: String(DEFAULT_EDGE_BOXES.alpha) },
      beta: { type: 'string' },
      boxes: { type: 'string', default: '1000' },
      peer: { type: 'string' },
      model: { type: 'string' },
    },
  });
  const [catalog] = positionals;
  if (catalog === undefined) throw new Error('name a catalog: bench proposals CATALOG.jsonl');
  const photos = await readPhotos(catalog);
  const [alpha, maxBoxes] = [Number(values.alpha), Number(values.boxes)];
  const beta = Number(values.beta ?? DEFAULT_EDGE_BOXES.beta);
  const edgeBoxes = (): Promise<Result> =>
    measure(photos, (photo) => Promise.resolve(proposeEdgeBoxes(photo, { alpha, beta, maxBoxes })));
  const first = await edgeBoxes();
  const peer = values.peer ?? (existsSync(PEER) ? PEER : undefined);
  const peers = peer === undefined ? [] : runPeer(peer, catalog, values);
  const second = peer === undefined ? first : await edgeBoxes();
  const ours = second.millisecondsPerPhoto < first.millisecondsPerPhoto ? second : first;
  return {
    ...{ photos: photos.length, queries: photos.reduce((sum, { boxes }) => sum + boxes.length, 0) },
    ...{ alpha, beta, boxes: maxBoxes, ...ours },
    ...(peers.length === 0 ? {} : { peers, ratios: peers.map((result) => ratiosTo(ours, result)) }),
    ...(values.model === undefined ? {} : { learned: await measureDetector(photos, values.model, maxBoxes) }),
  };
}

async function readPhotos(catalog: string): Promise<MarkedPhoto[]> {
  const photos: MarkedPhoto[] = [];
  const readable = (photo: BoxedPhoto): photo is BoxedPhoto & { file: string } => photo.file !== undefined;
  for (const { file, boxes } of (await readBoxedPhotos(catalog)).filter(readable)) {
    photos.push({ photo: await decodePhoto(file), boxes: boxes.map(({ box }) => box) });
  }
  return photos;
}

async function measure(photos: readonly MarkedPhoto[], propose: (photo: Photo) => Promise<Proposals>): Promise<Result> {
  const overlaps: Overlaps[] = [];
  const shares: number[] = [];
  const milliseconds: number[] = [];
  let proposed = 0;
  for (const { photo, boxes } of photos) {
    const start = performance.now();
    const found = boxesOf(await propose(photo));
    milliseconds.push(performance.now() - start);
    proposed += found.length;
    for (const box of boxes) {
      overlaps.push(overlapsWith(found, [box]));
      shares.push(boxArea(box) / (photo.width * photo.height));
    }
  }
  return {
    recall: Object.fromEntries(THRESHOLDS.map((iou) => [String(iou), recallOf(overlaps, COUNTS, iou)])),
    recallByArea: recallByArea(overlaps, shares),
    boxesPerPhoto: Math.round(proposed / photos.length),
    millisecondsPerPhoto: round(milliseconds.sort((a, b) => a - b)[milliseconds.length >> 1], 1),
  };
}

function recallOf(overlaps: readonly Overlaps[], counts: readonly number[], iou: number): Record<string, number> {
  return Object.fromEntries(counts.map((count) => [String(count), round(hitRate(overlaps, { count, iou }), 4)]));
}

function recallByArea(
  overlaps: readonly Overlaps[],
  shares: readonly number[],
): Record<string, Record<string, number>> {
  return Object.fromEntries(
    AREAS.slice(1).map((most, i) => {
      const some = overlaps.filter((_, q) => shares[q] > AREAS[i] && shares[q] <= most);
      return [`${AREAS[i]}-${most}`, { boxes: some.length, ...recallOf(some, [300, 1000], 0.5) }];
    }),
  );
}

function boxesOf({ count, boxes }: Proposals): Box[] {
  const corner = (i: number): Box => ({ x1: boxes[i], y1: boxes[i + 1], x2: boxes[i + 2], y2: boxes[i + 3] });
  return Array.from({ length: count }, (_, i) => corner(i * 4));
}

/** The system's Python, because the peer is one of its packages. */
function runPeer(
  program: string,
  catalog: string,
  { alpha, beta, boxes }: { alpha: string; beta?: string | undefined; boxes: string },
): PeerResult[] {
  return (beta === undefined ? PEER_BETAS : [beta]).map((overlap) => {
    const flags = ['--alpha', alpha, '--beta', String(overlap), '--boxes', boxes, '--json'];
    const output = execFileSync('/usr/bin/python3', [program, catalog, ...flags], { encoding: 'utf8' });
    return JSON.parse(output) as PeerResult;
  });
}

/** How many times faster ours is, and how much more it finds. */
function ratiosTo(ours: Result, peer: PeerResult): Record<string, number> {
  return {
    speed: round(peer.millisecondsPerPhoto / ours.millisecondsPerPhoto, 2),
    recallAt300: round(ours.recall['0.5']['300'] / peer.recall['0.5']['300'], 3),
    recallAt1000: round(ours.recall['0.5']['1000'] / peer.recall['0.5']['1000'], 3),
  };
}

async function measureDetector(photos: readonly MarkedPhoto[], model: string, count: number): Promise<unknown> {
  const folder = shippedModel(model) ?? model;
  const engine = await selectEngine({ need: 'answer' });
  try {
    const encoder = await openEncoder(folder, engine);
    const detector = await openDetector(folder, { encoder, engine });
    const propose = async (photo: Photo): Promise<Proposals> => (await detector.look(photo)).proposals(count);
    await propose(photos[0].photo); // compiles
    const result = await measure(photos, propose);
    await detector.close();
    await encoder.close();
    return { model, recipe: detector.recipe, ...result };
  } finally {
    await engine.close();
  }
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
