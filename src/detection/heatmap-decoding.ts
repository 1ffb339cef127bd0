import type { CanvasSize } from './canvas.js';
import { suppressOverlaps } from './nms.js';
import {
  ANSWER,
  ANSWER_SIZE,
  CENTER_UNIT,
  HALF_SIDE_UNIT,
  LOG_SIDE_RANGE,
  PLACE_STRIDE,
  placeCenters,
} from './heatmap-network.js';

/** Boxes that one text found in a photo, best first, no two of them nearly the same. */
export interface DecodedAnswer {
  /** [n, 4] xyxy in pixels of the canvas, inside the photo */
  readonly boxes: Float32Array;
  /** [n] share of the belief that stands behind each box, 0 to 1, falling */
  readonly shares: Float32Array;
  /** How sure the map is that what the text names is there at all, 0 to 1: the same for all boxes. */
  readonly presence: number;
}

/** What the map of one look at the photo says of every place. */
export interface Look {
  /** [places, ANSWER_SIZE] */
  readonly answers: Float32Array;
  /** Whether the photo was turned left to right. */
  readonly isMirrored: boolean;
}

export interface LookSize {
  /** Of the map. */
  readonly canvas: CanvasSize;
  /** Of the photo on it, from the upper left corner. */
  readonly photo: CanvasSize;
}

export interface DecodingOptions {
  readonly limit: number;
  /** Two boxes of one text overlap at most so much. */
  readonly overlap: number;
  /** So many places of each look, the most believed, give boxes. */
  readonly candidates: number;
}

/** Boxes that overlap a box more than this speak for it. */
const VOTING_OVERLAP = 0.5;

/**
 * Reads what the places of one or more looks at a photo answer to one text.
 *
 * The belief of a place is the softmax of its match over the places inside the photo. Boxes of different places that mean
 * the same garment are averaged by belief and overlap (box voting, Gidaris and Komodakis, ICCV 2015), then the best are
 * kept by non-maximum suppression.
 */
export function decodeAnswer(
  looks: readonly Look[],
  size: LookSize,
  { limit, overlap, candidates }: DecodingOptions,
): DecodedAnswer {
  const found = looks.map((look) => candidatesOf(look, size, candidates));
  const joined = (part: (one: Candidates) => Float32Array): Float32Array =>
    Float32Array.from(found.flatMap((one) => [...part(one)]));
  const belief = joined((one) => one.belief).map((value) => value / looks.length);
  const logit = found.reduce((sum, one) => sum + one.presence, 0) / looks.length;
  const voted = vote(
    joined((one) => one.boxes),
    belief,
  );
  const kept = suppressOverlaps(voted.boxes, voted.shares, { iou: overlap, limit });
  const boxes = new Float32Array(kept.length * 4);
  for (const [i, index] of kept.entries()) boxes.set(voted.boxes.subarray(index * 4, index * 4 + 4), i * 4);
  return {
    boxes,
    shares: Float32Array.from(kept, (index) => Math.min(1, voted.shares[index])),
    presence: 1 / (1 + Math.exp(-logit)),
  };
}

interface Candidates {
  readonly boxes: Float32Array;
  readonly belief: Float32Array;
  /** Mean logit of the presence over all places, by their belief. */
  readonly presence: number;
}

function candidatesOf({ answers, isMirrored }: Look, size: LookSize, count: number): Candidates {
  const belief = beliefs(answers, size.canvas, size.photo);
  const places = mostBelieved(belief, count);
  const boxes = boxesOf(answers, places, size);
  if (isMirrored) mirrorBoxes(boxes, size.photo.width);
  return {
    boxes,
    belief: Float32Array.from(places, (place) => belief[place]),
    presence: belief.reduce((sum, share, i) => sum + share * answers[i * ANSWER_SIZE + ANSWER.presence], 0),
  };
}

function mirrorBoxes(boxes: Float32Array, width: number): void {
  for (let i = 0; i < boxes.length; i += 4) {
    [boxes[i], boxes[i + 2]] = [width - boxes[i + 2], width - boxes[i]];
  }
}

/** Softmax of the match over the places whose centre is in the photo; 0 elsewhere. */
function beliefs(answers: Float32Array, canvas: CanvasSize, photo: CanvasSize): Float32Array {
  const places = answers.length / ANSWER_SIZE;
  const columns = canvas.width / PLACE_STRIDE;
  // A photo narrower than half a place still has the first one.
  const lastColumn = Math.max(0, Math.ceil(photo.width / PLACE_STRIDE - 0.5) - 1);
  const lastRow = Math.max(0, Math.ceil(photo.height / PLACE_STRIDE - 0.5) - 1);
  const belief = new Float32Array(places);
  const inPhoto = (place: number): boolean => place % columns <= lastColumn && Math.floor(place / columns) <= lastRow;
  let most = -Infinity;
  for (let i = 0; i < places; i++) {
    if (inPhoto(i)) most = Math.max(most, answers[i * ANSWER_SIZE + ANSWER.match]);
  }
  let sum = 0;
  for (let i = 0; i < places; i++) {
    if (inPhoto(i)) sum += belief[i] = Math.exp(answers[i * ANSWER_SIZE + ANSWER.match] - most);
  }
  return belief.map((value) => value / sum);
}

function mostBelieved(belief: Float32Array, count: number): Uint32Array {
  const order = Uint32Array.from(belief, (_, i) => i).filter((i) => belief[i] > 0);
  return order.sort((a, b) => belief[b] - belief[a] || a - b).subarray(0, count);
}

/** @returns [places, 4] xyxy, cut at the photo's border */
function boxesOf(answers: Float32Array, places: Uint32Array, { canvas, photo }: LookSize): Float32Array {
  const centers = placeCenters(canvas);
  const boxes = new Float32Array(places.length * 4);
  const side = (log: number): number =>
    HALF_SIDE_UNIT * Math.exp(Math.min(LOG_SIDE_RANGE[1], Math.max(LOG_SIDE_RANGE[0], log)));
  for (const [i, place] of places.entries()) {
    const answer = answers.subarray(place * ANSWER_SIZE, (place + 1) * ANSWER_SIZE);
    const [x, y] = [
      centers.x[place] + CENTER_UNIT * answer[ANSWER.x],
      centers.y[place] + CENTER_UNIT * answer[ANSWER.y],
    ];
    const [halfWidth, halfHeight] = [side(answer[ANSWER.width]), side(answer[ANSWER.height])];
    boxes[i * 4] = clamp(x - halfWidth, photo.width);
    boxes[i * 4 + 1] = clamp(y - halfHeight, photo.height);
    boxes[i * 4 + 2] = clamp(x + halfWidth, photo.width);
    boxes[i * 4 + 3] = clamp(y + halfHeight, photo.height);
  }
  return boxes;
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}

/** Each box becomes the mean of those that overlap it, weighted by overlap and belief; its share is their sum. */
function vote(boxes: Float32Array, belief: Float32Array): { boxes: Float32Array; shares: Float32Array } {
  const count = belief.length;
  const voted = new Float32Array(boxes.length);
  const shares = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    let total = 0;
    const sums = [0, 0, 0, 0];
    for (let j = 0; j < count; j++) {
      const overlap = i === j ? 1 : overlapOf(boxes, i * 4, j * 4);
      if (overlap <= VOTING_OVERLAP) continue;
      const weight = overlap * belief[j];
      total += weight;
      for (let side = 0; side < 4; side++) sums[side] += weight * boxes[j * 4 + side];
    }
    for (let side = 0; side < 4; side++) voted[i * 4 + side] = total > 0 ? sums[side] / total : boxes[i * 4 + side];
    shares[i] = total;
  }
  return { boxes: voted, shares };
}

function overlapOf(boxes: Float32Array, a: number, b: number): number {
  const width = Math.min(boxes[a + 2], boxes[b + 2]) - Math.max(boxes[a], boxes[b]);
  const height = Math.min(boxes[a + 3], boxes[b + 3]) - Math.max(boxes[a + 1], boxes[b + 1]);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  const areas =
    (boxes[a + 2] - boxes[a]) * (boxes[a + 3] - boxes[a + 1]) +
    (boxes[b + 2] - boxes[b]) * (boxes[b + 3] - boxes[b + 1]);
  return shared / (areas - shared);
}
