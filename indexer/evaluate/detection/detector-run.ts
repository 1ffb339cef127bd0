import { boxArea, type Box } from '../../../src/box.js';
import type { Detection, Detector, Proposals, SeenPhoto } from '../../../src/detection/detection.js';
import { RANKED_PROPOSALS } from '../../../src/detection/ranked-photo.js';
import { overlapsWith, type Overlaps } from '../../../src/evaluation/boxes.js';
import { decodePhoto } from '../../../src/image/decode.js';
import { throwIfCancelled, type WorkOptions } from '../../../src/progress.js';
import { createRandom, type Random } from '../../../src/random.js';
import { DEPTH } from './baselines.js';
import type { PhotoQueries, SizedPhoto } from './queries.js';

/** What a detector found, by query in the order of the photos. */
export interface DetectorRun {
  /** At most ten boxes a query, best first. */
  readonly found: readonly (readonly Detection[])[];
  readonly overlaps: readonly Overlaps[];
  /** By photo: decoding, looking and finding one text. */
  readonly milliseconds: readonly number[];
}

/** What can be said of the proposals before any ranking, by query. */
export interface ProposalsRun {
  /** Of those that a detector ranks. */
  readonly ranked: readonly Overlaps[];
  /** Where as many are asked for as the recall is told for. */
  readonly many: readonly Overlaps[];
  /** Of ten drawn by chance, and of the ten largest, among those that a detector ranks. */
  readonly random: readonly Overlaps[];
  readonly largest: readonly Overlaps[];
}

const MANY_PROPOSALS = 1000;

const SEED = 'evaluate-detection';

/** Asks every query of every photo. */
export async function runDetector(
  detector: Detector,
  photos: readonly PhotoQueries[],
  work: WorkOptions,
): Promise<DetectorRun> {
  const run = emptyRun();
  for await (const looked of lookAtPhotos(detector, photos, work)) await addAnswers(run, looked);
  return run;
}

/** The same, and compares the proposals with what is right. */
export async function runWithProposals(
  detector: Detector,
  photos: readonly PhotoQueries[],
  work: WorkOptions,
): Promise<DetectorRun & { readonly proposals: ProposalsRun }> {
  const run = emptyRun();
  const proposals: GrowingProposals = { ranked: [], many: [], random: [], largest: [] };
  const random = createRandom(SEED);
  for await (const looked of lookAtPhotos(detector, photos, work)) {
    await addAnswers(run, looked);
    const ranked = boxesOf(await looked.seen.proposals(RANKED_PROPOSALS));
    const many = boxesOf(await looked.seen.proposals(MANY_PROPOSALS));
    const largest = ranked.toSorted((a, b) => boxArea(b) - boxArea(a)).slice(0, DEPTH);
    for (const [q, { right }] of looked.queries.entries()) {
      proposals.ranked.push(overlapsWith(ranked, right));
      proposals.many.push(overlapsWith(many, right));
      proposals.largest.push(overlapsWith(largest, right));
      proposals.random.push(overlapsWith(someOf(ranked, random.fork(`${looked.photo.id}/${q}`)), right));
    }
  }
  return { ...run, proposals };
}

interface LookedAt extends PhotoQueries {
  readonly seen: SeenPhoto;
  readonly milliseconds: number;
}

/** The first photo is looked at twice, so that no program is compiled on the clock. */
async function* lookAtPhotos(
  detector: Detector,
  photos: readonly PhotoQueries[],
  { signal, onProgress }: WorkOptions,
): AsyncGenerator<LookedAt> {
  if (photos.length > 0) await detect(detector, photos[0].photo, photos[0].queries[0].text);
  for (const [i, { photo, queries }] of photos.entries()) {
    throwIfCancelled(signal);
    const start = performance.now();
    const seen = await detect(detector, photo, queries[0].text);
    yield { photo, queries, seen, milliseconds: performance.now() - start };
    onProgress?.({ step: 'detect', done: i + 1, total: photos.length, detail: `recipe ${detector.recipe}` });
  }
}

/** All that one question about a photo costs. */
async function detect(detector: Detector, { file }: SizedPhoto, text: string): Promise<SeenPhoto> {
  const seen = await detector.look(await decodePhoto(file));
  await seen.find([text], DEPTH);
  return seen;
}

interface GrowingRun extends DetectorRun {
  readonly found: (readonly Detection[])[];
  readonly overlaps: Overlaps[];
  readonly milliseconds: number[];
}

type GrowingProposals = Readonly<Record<keyof ProposalsRun, Overlaps[]>>;

function emptyRun(): GrowingRun {
  return { found: [], overlaps: [], milliseconds: [] };
}

async function addAnswers(run: GrowingRun, { seen, queries, milliseconds }: LookedAt): Promise<void> {
  const texts = queries.map(({ text }) => text);
  const answers = await seen.find(texts, DEPTH);
  for (const [q, { right }] of queries.entries()) {
    const boxes = answers[q].map(({ box }) => box);
    run.found.push(answers[q]);
    run.overlaps.push(overlapsWith(boxes, right));
  }
  run.milliseconds.push(milliseconds);
}

function boxesOf({ count, boxes }: Proposals): Box[] {
  const corner = (i: number): Box => ({ x1: boxes[i], y1: boxes[i + 1], x2: boxes[i + 2], y2: boxes[i + 3] });
  return Array.from({ length: count }, (_, i) => corner(4 * i));
}

function someOf(boxes: readonly Box[], random: Random): Box[] {
  return random.shuffle([...boxes]).slice(0, DEPTH);
}
