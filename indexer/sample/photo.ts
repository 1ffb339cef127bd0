import type { Box } from '../../src/box.js';
import { createRandom, type Random } from '../../src/random.js';
import type { ProductBox } from '../../src/product.js';
import { busyBackground, placeToStand, plainBackground } from './backgrounds.js';
import { PHOTO_HEIGHT, PHOTO_WIDTH, type Background } from './scene.js';
import { bodyOf } from './body.js';
import type { Design, Drawing, View } from './design.js';
import { drawFigure, inventPerson } from './figure.js';
import { kindOf } from './kinds/index.js';
import type { Kind, Placement, Pose } from './kinds/kind.js';
import { canBeWorn, inventOutfit } from './outfit.js';
import { boundsOf, fitInto, movePoint, transformOf } from './placing.js';
import { Sheet } from './sheet.js';
import { ellipse, flatten, n, type PathData } from './svg-path.js';
import { visibleBoxes, type Layer } from './visible-boxes.js';

/** A photo as SVG, and the true boxes of what can be seen in it, largest first. */
export interface SamplePhoto {
  readonly svg: string;
  readonly boxes: readonly ProductBox[];
}

const SIZE = { width: PHOTO_WIDTH, height: PHOTO_HEIGHT };

/** The product by itself, before a plain or a busy background. */
export function aloneShot(
  design: Design,
  { view, busy, seed }: { view: View; busy: boolean; seed: string },
): SamplePhoto {
  const random = createRandom(seed);
  const sheet = new Sheet();
  const kind = kindOf(design.category);
  const drawing = kind.draw(design, sheet, { view, stage: 'alone' });
  const background = busy ? busyBackground(sheet, random, kind) : plainBackground(sheet, random);
  const placement =
    view === 'close-up' ? closeUp(kind, drawing, random) : settle(kind, drawing, { background, random });
  const shadow = view === 'close-up' ? '' : contactShadow(sheet, drawing, { placement, background, pose: kind.pose });
  const hanger = kind.pose !== 'hangs' || view === 'close-up' || !busy ? '' : hangerFor(design, background);
  const body = `${background.markup}${shadow}<g transform="${transformOf(placement)}">${hanger}${drawing.behind ?? ''}${drawing.markup}</g>`;
  const layers = [layerOf(0, drawing.outline, placement)];
  return { svg: sheet.svg({ ...SIZE, body }), boxes: boxesOf(layers, [design]) };
}

/** As large as it fits, a little different every time; what stands in a picture with a floor stands on it. */
function settle(
  kind: Kind,
  drawing: Drawing,
  { background, random }: { background: Background; random: Random },
): Placement {
  const bounds = boundsOf(drawing.outline);
  const margin = 26 + random.next() * 26;
  const top = background.name === 'wardrobe' ? 46 : margin;
  const frame: Box = { x1: margin, x2: PHOTO_WIDTH - margin, y1: top, y2: PHOTO_HEIGHT - margin };
  const placement = fitInto(bounds, frame);
  const turn = background.ground === 'table' ? random.normal() * 5 : 0;
  const jitter = random.normal() * 3;
  const standing = kind.pose === 'stands' && background.ground !== 'table';
  const middle = placement.y + bounds.y2 * placement.scale + 16;
  const bottom = background.ground === 'studio' ? Math.min(middle, background.floorY) : background.floorY;
  const y = standing ? bottom - bounds.y2 * placement.scale : placement.y;
  return { ...placement, x: placement.x + jitter, y, turn };
}

function closeUp(kind: Kind, drawing: Drawing, random: Random): Placement {
  const bounds = boundsOf(drawing.outline);
  const whole = fitInto(bounds, { x1: 0, y1: 0, x2: PHOTO_WIDTH, y2: PHOTO_HEIGHT });
  const scale = whole.scale * (1.9 + random.next() * 0.5);
  const [fx, fy] = kind.focus;
  return { scale, x: PHOTO_WIDTH / 2 - fx * scale, y: PHOTO_HEIGHT * 0.46 - fy * scale };
}

function contactShadow(
  sheet: Sheet,
  drawing: Drawing,
  { placement, background, pose }: { placement: Placement; background: Background; pose: Pose },
): string {
  const bounds = boundsOf(drawing.outline);
  const outline = drawing.outline.join('');
  const moved = (dx: number, dy: number): string =>
    transformOf({ ...placement, x: placement.x + dx, y: placement.y + dy });
  // Outlines of falling width on each other fade like a blur, at a third of its cost.
  const layers = [24, 18, 12.5, 7.5, 3]
    .map((width) => `<path d="${outline}" stroke-width="${n(width / placement.scale)}"/>`)
    .join('');
  const cast = (dx: number, dy: number, opacity: number): string =>
    `<g transform="${moved(dx, dy)}" stroke="#1a1520" fill="#1a1520" stroke-linejoin="round" stroke-opacity="${(opacity * 0.22).toFixed(3)}" fill-opacity="${(opacity * 0.22).toFixed(3)}">` +
    `${layers}</g>`;
  if (background.ground === 'table') return cast(5, 7, 0.42);
  if (pose !== 'stands') return background.ground === 'studio' ? cast(3, 6, 0.2) : cast(7, 9, 0.32);
  const [x, y] = movePoint([(bounds.x1 + bounds.x2) / 2, bounds.y2], placement);
  const rx = ((bounds.x2 - bounds.x1) / 2) * placement.scale;
  return `<path d="${ellipse(x, y + 1, rx * 1.04, Math.max(6, rx * 0.1))}" fill="#1a1520" fill-opacity=".42" filter="${sheet.blur(5)}"/><path d="${ellipse(x, y, rx * 0.9, 3.4)}" fill="#1a1520" fill-opacity=".4" filter="${sheet.blur(1.6)}"/>`;
}

/** In rooms, clothes hang; below the waist by two clips. */
function hangerFor(design: Design, background: Background): string {
  if (background.ground === 'table') return '';
  const place = kindOf(design.category).place;
  const wood = '#b88a5a';
  if (place === 'bottom')
    return `<path d="M0,206Q10,206 10,216Q10,224 0,226L0,236" fill="none" stroke="#8d9096" stroke-width="3"/><path d="M-40,236L40,236" stroke="#8d9096" stroke-width="5" stroke-linecap="round"/><path d="M-33,234v24M33,234v24" stroke="#70747b" stroke-width="8"/>`;
  if (design.category === 'swimwear') return '';
  return `<path d="M0,58Q12,56 12,68Q12,78 0,82L0,96" fill="none" stroke="#8d9096" stroke-width="3.4" stroke-linecap="round"/><path d="M-58,124Q-30,104 0,94Q30,104 58,124" fill="none" stroke="${wood}" stroke-width="9" stroke-linecap="round"/>`;
}

/** A person who wears the product and more; undefined when the product cannot be worn as drawn. */
export function wornShot(design: Design, { seed }: { seed: string }): SamplePhoto | undefined {
  if (!canBeWorn(design)) return undefined;
  const random = createRandom(seed);
  const sheet = new Sheet();
  const designs = inventOutfit(design, random);
  const person = inventPerson(random, design.gender);
  const barefoot = designs.every(({ category }) => kindOf(category).place !== 'feet');
  const figure = drawFigure(person, sheet, { barefoot });
  const pieces = designs.flatMap((worn, id) =>
    wornPieces(worn, { id, sheet, skin: person.skin, gender: design.gender }),
  );
  const frame = frameFor(design, random);
  const background = placeToStand(sheet, random);
  const below = pieces.filter(({ id }) => !onTop(designs[id]));
  const above = pieces.filter(({ id }) => onTop(designs[id]));
  const paint = (list: readonly Piece[]): string =>
    list.map(({ markup, own }) => `<g transform="${transformOf(own)}">${markup}</g>`).join('');
  const behind = pieces.map(({ behind: far, own }) => `<g transform="${transformOf(own)}">${far}</g>`).join('');
  const figureMarkup = figure.behind + behind + figure.body + paint(below) + figure.head + figure.hands + paint(above);
  const shadow = `<path d="${ellipse(frame.x, frame.y + 716 * frame.scale, 70 * frame.scale + 10, 9)}" fill="#1a1520" fill-opacity=".4" filter="${sheet.blur(5)}"/>`;
  const layers = [
    ...below.map(({ id, outline, own }) => layerOf(id, outline, frame, own)),
    layerOf(-1, figure.headOutline, frame),
    ...above.map(({ id, outline, own }) => layerOf(id, outline, frame, own)),
  ];
  const body = `${background.markup}${shadow}<g transform="${transformOf(frame)}">${figureMarkup}</g>`;
  return { svg: sheet.svg({ ...SIZE, body }), boxes: boxesOf(layers, designs) };
}

interface Piece {
  readonly id: number;
  readonly markup: string;
  readonly behind: string;
  readonly outline: readonly PathData[];
  readonly own: Placement;
}

function onTop(design: Design): boolean {
  return ['head', 'eyes', 'neck', 'hand', 'shoulder'].includes(kindOf(design.category).place);
}

const IN_PLACE: Placement = { x: 0, y: 0, scale: 1 };

function wornPieces(
  design: Design,
  { id, sheet, skin, gender }: { id: number; sheet: Sheet; skin: string; gender: Design['gender'] },
): Piece[] {
  const kind = kindOf(design.category);
  const drawing = kind.draw(design, sheet, { view: 'front', stage: 'worn', skin });
  const places = kind.wear?.(bodyOf(gender)) ?? [IN_PLACE];
  return places.map((own) => ({
    id,
    markup: drawing.markup,
    behind: drawing.behind ?? '',
    outline: drawing.outline,
    own,
  }));
}

/** The whole person, or nearer where the product is: a photo of a hat shows the face. */
function frameFor(design: Design, random: Random): Placement {
  const place = kindOf(design.category).place;
  const near = random.next() < 0.45;
  const x = PHOTO_WIDTH / 2 + random.normal() * 8;
  if (near && (place === 'top' || place === 'over')) return { x, y: 24, scale: 0.74 };
  if (near && (place === 'head' || place === 'eyes' || place === 'neck')) return { x, y: 62, scale: 1.02 };
  if (near && (place === 'feet' || place === 'bottom')) return { x, y: -186 + 16, scale: 0.76 };
  const scale = 0.48 + random.next() * 0.02;
  return { x, y: 384 - 716 * scale, scale };
}

function layerOf(id: number, outline: readonly PathData[], frame: Placement, own: Placement = IN_PLACE): Layer {
  const polygons = outline
    .flatMap(flatten)
    .map((polygon) => polygon.map((point) => movePoint(movePoint(point, own), frame)));
  return { id, polygons };
}

/** Things of which less than this can be seen are not asked for. */
const SMALLEST_AREA = 40;

function boxesOf(layers: readonly Layer[], designs: readonly Design[]): ProductBox[] {
  return visibleBoxes(layers, SIZE)
    .filter(({ area }) => area >= SMALLEST_AREA)
    .sort((a, b) => b.box[2] * b.box[3] - a.box[2] * a.box[3] || a.id - b.id)
    .map(({ id, box }) => {
      const { category, fabric } = designs[id];
      const color = fabric.color.name.toLowerCase();
      return { label: category, color, query: `${color} ${category}`, box };
    });
}
