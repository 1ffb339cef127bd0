import { boxArea, type Box } from '../../../src/box.js';
import type { Photo } from '../../../src/image/transforms.js';
import type { Random } from '../../../src/random.js';
import type { CutOut, Layer } from './cut-out.js';
import { intersection } from './intersection.js';
import { HALF_BELOW } from './paint-tile.js';
import { ONE, sampleAxis, type Samples } from './sampling.js';
import { queryOf } from './queries.js';
import type { SceneGarment } from './visible-garments.js';
import type { WindowOptions } from './windows-recipe.js';

/** Of so many places the one that covers the fewest garments is taken. */
const PLACES = 4;
/** No cut-out is enlarged more than this, or it would be a blur. */
const LARGEST_ENLARGEMENT = 2;
/** Nor wider than this share of the window. */
const WIDEST = 0.8;

export interface Pasting {
  readonly products: readonly CutOut[];
  readonly options: WindowOptions;
  readonly random: Random;
}

/**
 * Pastes cut-outs into some of the windows, where they lie.
 * @returns the garments, less visible where they are covered now, and the pasted products
 */
export function pasteCutOuts(
  window: Photo,
  garments: readonly SceneGarment[],
  { products, options, random }: Pasting,
): readonly SceneGarment[] {
  if (products.length === 0 || random.next() >= options.composites) return garments;
  let all = garments;
  const count = 1 + random.integer(options.cutOuts);
  for (let i = 0; i < count; i++) {
    const product = random.pick(products);
    const mirrored = random.next() < options.mirrored;
    const box = drawPlace(product, { window, garments: all, options, random });
    pasteCutOut(product, { box, mirrored, window });
    all = [...all.map((garment) => coveredBy(garment, box)), pastedGarment(product, box, all)];
  }
  return all;
}

function drawPlace(
  { layer }: CutOut,
  drawing: { window: Photo; garments: readonly SceneGarment[]; options: WindowOptions; random: Random },
): Box {
  const { window, garments, options, random } = drawing;
  const [least, most] = options.cutOutSizes;
  const side = window.height * least * (most / least) ** random.next();
  const scale = Math.min(
    side / Math.max(layer.width, layer.height),
    (WIDEST * window.width) / layer.width,
    window.height / layer.height,
    LARGEST_ENLARGEMENT,
  );
  const width = Math.max(1, Math.round(layer.width * scale));
  const height = Math.max(1, Math.round(layer.height * scale));
  const places = Array.from({ length: PLACES }, () => {
    const x1 = random.integer(window.width - width + 1);
    const y1 = random.integer(window.height - height + 1);
    return { x1, y1, x2: x1 + width, y2: y1 + height };
  });
  const losses = places.map((box) => hiddenBy(box, garments, options));
  return places[losses.indexOf(Math.min(...losses))];
}

/** How many garments that can be seen well now could not be any more. */
function hiddenBy(box: Box, garments: readonly SceneGarment[], { visible }: WindowOptions): number {
  return garments.filter((garment) => garment.visible >= visible && coveredBy(garment, box).visible < visible).length;
}

/** A garment of which as much as the box covers is not seen any more. */
function coveredBy(garment: SceneGarment, box: Box): SceneGarment {
  const covered = boxArea(intersection(garment.box, box)) / Math.max(1e-9, boxArea(garment.box));
  return covered === 0 ? garment : { ...garment, visible: garment.visible * (1 - covered) };
}

function pastedGarment({ label, color, title }: CutOut, box: Box, before: readonly SceneGarment[]): SceneGarment {
  const part = 1 + Math.max(-1, ...before.map((garment) => garment.part));
  const query = queryOf({ label, color });
  return { label, color, query, title, box, visible: 1, part };
}

/** Lays a product over a window where it lies. */
export function pasteCutOut(
  { layer, half }: CutOut,
  { box, mirrored, window }: { box: Box; mirrored: boolean; window: Photo },
): void {
  const from = (box.x2 - box.x1) / layer.width < HALF_BELOW ? half : layer;
  const axis = { margins: [0, 0], origin: 0, start: 0 } as const;
  const [width, height] = [box.x2 - box.x1, box.y2 - box.y1];
  const columns = sampleAxis({ ...axis, end: width, step: from.width / width, count: from.width, mirrored });
  const rows = sampleAxis({ ...axis, end: height, step: from.height / height, count: from.height, mirrored: false });
  for (let y = 0; y < height; y++) {
    pasteRow(from, { columns, rows, y }, window.data.subarray(((box.y1 + y) * window.width + box.x1) * 3));
  }
}

function pasteRow(
  { width, data, opacity }: Layer,
  { columns, rows, y }: { columns: Samples; rows: Samples; y: number },
  into: Uint8Array,
): void {
  const upper = rows.before[y] * width;
  const lower = rows.after[y] * width;
  const low = rows.weight[y];
  const high = ONE - low;
  for (let x = 0, to = 0; x < columns.before.length; x++, to += 3) {
    const right = columns.weight[x];
    const left = ONE - right;
    const a = upper + columns.before[x];
    const b = upper + columns.after[x];
    const c = lower + columns.before[x];
    const d = lower + columns.after[x];
    const wa = left * high;
    const wb = right * high;
    const wc = left * low;
    const wd = right * low;
    const seen = opacity[a] * wa + opacity[b] * wb + opacity[c] * wc + opacity[d] * wd;
    if (seen === 0) continue;
    const through = 1 - seen / (255 * ONE * ONE);
    for (let channel = 0; channel < 3; channel++) {
      const product =
        data[3 * a + channel] * wa +
        data[3 * b + channel] * wb +
        data[3 * c + channel] * wc +
        data[3 * d + channel] * wd;
      into[to + channel] = into[to + channel] * through + product / (ONE * ONE) + 0.5;
    }
  }
}
