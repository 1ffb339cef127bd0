import { intersectionOverUnion, type Box } from '../../../src/box.js';
import type { Random } from '../../../src/random.js';

/** A photo as the phases of the reference learn from it. */
export interface PairSource {
  /** [n, 4] xyxy proposals, in pixels of the photo */
  readonly proposals: Float32Array;
  /** Texts that name something in the photo, by number, each with every box that is right. */
  readonly queries: readonly { readonly text: number; readonly boxes: readonly Box[] }[];
  /** Texts that name nothing in it, by number. */
  readonly absent: readonly number[];
}

/** A region and a text. */
export interface RegionPair {
  readonly box: Box;
  readonly text: number;
  readonly isMatch: boolean;
  /** Intersection over union with the nearest right box of the text, 0 to 1. */
  readonly overlap: number;
}

export interface PairCounts {
  /** Regions that overlap a right box by at least .7. */
  readonly matches: number;
  /** Regions that overlap every right box by less than .3. */
  readonly others: number;
  /** Any regions: nothing but their overlap is learned. */
  readonly any: number;
}

/** From here on a region is the garment, below it is another one; between them it is neither. */
const MATCH = 0.7;
const OTHER = 0.3;

/** Proposals of a photo with their overlaps, worked out once. */
export interface PreparedPairs {
  readonly source: PairSource;
  /** For each query the overlap of each proposal with its nearest right box. */
  readonly overlaps: readonly Float32Array[];
  /** For each query the proposals that overlap enough, and those of them that overlap a little. */
  readonly matches: readonly Uint32Array[];
  readonly between: readonly Uint32Array[];
}

export function preparePairs(source: PairSource): PreparedPairs {
  const overlaps = source.queries.map(({ boxes }) =>
    Float32Array.from({ length: source.proposals.length / 4 }, (_, i) => bestOverlap(proposalAt(source, i), boxes)),
  );
  const where = (test: (overlap: number) => boolean): Uint32Array[] =>
    overlaps.map((row) => Uint32Array.from([...row.keys()].filter((i) => test(row[i]))));
  return {
    source,
    overlaps,
    matches: where((overlap) => overlap >= MATCH),
    between: where((overlap) => overlap >= OTHER && overlap < MATCH),
  };
}

/**
 * Draws pairs of regions and texts as Rubio et al. (2017) form them: regions with a large overlap match; regions with
 * hardly any, and regions of something else, do not. Matches come first, then the others, then the rest.
 * @returns nothing where no text names anything in the photo
 */
export function drawPairs(prepared: PreparedPairs, counts: PairCounts, random: Random): RegionPair[] {
  if (prepared.source.queries.length === 0) return [];
  const draw = (count: number, one: () => RegionPair): RegionPair[] => Array.from({ length: count }, one);
  return [
    ...draw(counts.matches, () => drawMatch(prepared, random)),
    ...draw(counts.others, () => drawOther(prepared, random)),
    ...draw(counts.any, () => drawAny(prepared, random)),
  ];
}

function drawMatch(prepared: PreparedPairs, random: Random): RegionPair {
  const { source, matches } = prepared;
  const query = random.integer(source.queries.length);
  const { text, boxes } = source.queries[query];
  const box =
    matches[query].length > 0 && random.next() < 0.5
      ? proposalAt(source, matches[query][random.integer(matches[query].length)])
      : jittered(random.pick(boxes), random);
  return { box, text, isMatch: true, overlap: bestOverlap(box, boxes) };
}

const TRIES = 20;

/** Half of them a region elsewhere with the same text, half a garment with a text of another one. */
function drawOther(prepared: PreparedPairs, random: Random): RegionPair {
  return (
    (random.next() < 0.5 ? otherRegion(prepared, random) : otherText(prepared, random)) ?? nowhere(prepared, random)
  );
}

function otherRegion({ source, overlaps, between }: PreparedPairs, random: Random): RegionPair | undefined {
  const query = random.integer(source.queries.length);
  // Every second one lies on another garment, if there is one: the rest of a photo is soon told from what is worn.
  const busy = random.next() < 0.5 ? between[random.integer(between.length)] : undefined;
  const count = source.proposals.length / 4;
  for (let attempt = 0; attempt < TRIES && count > 0; attempt++) {
    const region = busy !== undefined && busy.length > 0 ? busy[random.integer(busy.length)] : random.integer(count);
    const overlap = overlaps[query][region];
    const { text } = source.queries[query];
    if (overlap < OTHER) return { box: proposalAt(source, region), text, isMatch: false, overlap };
  }
  return undefined;
}

function otherText(prepared: PreparedPairs, random: Random): RegionPair | undefined {
  const { queries, absent } = prepared.source;
  const { box } = drawMatch(prepared, random);
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (absent.length > 0 && random.next() < 0.5) return { box, text: random.pick(absent), isMatch: false, overlap: 0 };
    const { text, boxes } = random.pick(queries);
    const overlap = bestOverlap(box, boxes);
    if (overlap < OTHER) return { box, text, isMatch: false, overlap };
  }
  return undefined;
}

/** Where nothing else is wrong for a text: an empty place does not match it. */
function nowhere({ source }: PreparedPairs, random: Random): RegionPair {
  const { text } = random.pick(source.queries);
  return { box: { x1: 0, y1: 0, x2: 1, y2: 1 }, text, isMatch: false, overlap: 0 };
}

/** Every second one overlaps the right box a little, so that all overlaps occur. */
function drawAny(prepared: PreparedPairs, random: Random): RegionPair {
  const { source, overlaps, between } = prepared;
  const query = random.integer(source.queries.length);
  const { text, boxes } = source.queries[query];
  const count = source.proposals.length / 4;
  const isNear = random.next() < 0.5;
  if (count === 0 || (isNear && between[query].length === 0)) {
    const box = jittered(random.pick(boxes), random, 0);
    return { box, text, isMatch: false, overlap: bestOverlap(box, boxes) };
  }
  const region = isNear ? between[query][random.integer(between[query].length)] : random.integer(count);
  return { box: proposalAt(source, region), text, isMatch: false, overlap: overlaps[query][region] };
}

/** Moves the sides of a box by a tenth or so, as long as it still overlaps itself enough. */
function jittered(box: Box, random: Random, least = MATCH): Box {
  const [width, height] = [box.x2 - box.x1, box.y2 - box.y1];
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const move = (side: number): number => 0.1 * side * random.normal();
    const moved = {
      x1: box.x1 + move(width),
      y1: box.y1 + move(height),
      x2: box.x2 + move(width),
      y2: box.y2 + move(height),
    };
    if (intersectionOverUnion(moved, box) >= Math.max(least, OTHER)) return moved;
  }
  return box;
}

function bestOverlap(box: Box, boxes: readonly Box[]): number {
  return boxes.reduce((best, other) => Math.max(best, intersectionOverUnion(box, other)), 0);
}

function proposalAt({ proposals }: PairSource, index: number): Box {
  const [x1, y1, x2, y2] = proposals.subarray(index * 4, index * 4 + 4);
  return { x1, y1, x2, y2 };
}
