import type { Cloth } from '../cloth.js';
import type { Design, Drawing, DrawOptions } from '../design.js';
import type { Placement } from '../kinds/kind.js';
import { darker } from '../palette.js';
import { movePath, transformOf } from '../placing.js';
import { ellipse, n, polygon, rectangle, ribbon, type PathData } from '../svg-path.js';

/** Scarves, ties and what else belongs to an outfit. */
export function drawSmallThing(design: Design<{ style: string }>, cloth: Cloth, options: DrawOptions): Drawing {
  switch (design.details.style) {
    case 'Tie':
      return tie(cloth);
    case 'Gloves':
      return gloves(cloth);
    case 'Umbrella':
      return umbrella(cloth);
    case 'Socks':
      return socks(cloth);
    case 'Wallet':
      return wallet(cloth);
    case 'Hair Bow':
      return bow(cloth);
    default:
      return scarf(cloth, options);
  }
}

function scarf(cloth: Cloth, { stage }: DrawOptions): Drawing {
  const loop = 'M-62,-14C-72,26 -40,60 0,62C40,60 72,26 62,-14C44,18 20,26 0,26C-20,26 -44,18 -62,-14Z';
  const back = 'M-62,-14C-46,-44 46,-44 62,-14C40,4 -40,4 -62,-14Z';
  const end = stage === 'worn' ? 180 : 250;
  const left: PathData = `M-34,46L-2,54L-10,${end}L-56,${end - 6}Z`;
  const right: PathData = `M2,52L32,44L62,${end - 34}L18,${end - 26}Z`;
  const fringe = (x1: number, x2: number, y: number): string =>
    Array.from({ length: 8 }, (_, i) => {
      const x = x1 + ((x2 - x1) * (i + 0.5)) / 8;
      return `<path d="M${n(x)},${y}L${n(x - 1)},${y + 16}" stroke="${cloth.trim}" stroke-width="2.4"/>`;
    }).join('');
  const folds = (path: PathData, lines: readonly PathData[]): string =>
    cloth.piece(path) + cloth.folds(lines, path, { width: 6 });
  const markup =
    (stage === 'worn' ? '' : `<path d="${back}" fill="${cloth.inside}"/>`) +
    fringe(20, 62, end - 31) +
    folds(right, [`M16,60Q28,120 36,${end - 40}`, `M26,60Q44,120 52,${end - 50}`]) +
    fringe(-55, -10, end - 4) +
    folds(left, [`M-26,60Q-34,130 -40,${end - 10}`, `M-12,66Q-18,130 -22,${end - 10}`]) +
    cloth.castShadow(loop) +
    folds(loop, ['M-54,8Q-20,46 10,42', 'M-46,26Q-10,58 30,46', 'M56,4Q40,30 14,34']);
  return { markup, outline: [loop, left, right, ...(stage === 'worn' ? [] : [back])] };
}

function tie(cloth: Cloth): Drawing {
  const blade = 'M-13,24L13,24L34,214L0,246L-34,214Z';
  const knot = 'M-22,-4L22,-4L12,26L-12,26Z';
  const neck = 'M-22,-4C-60,-34 -40,-70 0,-70C40,-70 60,-34 22,-4L12,0C40,-30 30,-56 0,-56C-30,-56 -40,-30 -12,0Z';
  const markup =
    cloth.piece(neck) +
    cloth.piece(blade) +
    cloth.folds(['M0,30Q-4,80 4,120', 'M14,40Q18,120 22,190'], blade, { width: 6 }) +
    cloth.castShadow(knot) +
    cloth.piece(knot);
  return { markup, outline: [blade, knot, neck] };
}

function gloves(cloth: Cloth): Drawing {
  const hand =
    'M-20,216L-24,128C-26,108 -40,96 -56,72Q-62,60 -54,56Q-46,54 -38,66L-22,86L-26,22Q-26,10 -18,10Q-10,10 -9,22L-6,72L-5,6Q-4,-6 4,-6Q12,-6 12,6L12,72L18,14Q20,4 27,5Q35,7 34,18L29,80L38,40Q41,30 48,33Q54,36 52,46L40,110C38,124 38,130 36,140L32,216Q6,224 -20,216Z';
  const one =
    cloth.piece(hand) +
    cloth.seam('M-8,74L-4,108M12,76L12,108M29,82L24,110', { opacity: 0.5 }) +
    cloth.stitch('M-22,190Q6,198 33,190') +
    cloth.piece('M-22,176Q6,184 34,176L33,186Q6,194 -21,186Z', { fill: cloth.trim });
  return twice(one, hand, [
    { x: -52, y: 6, scale: 1, turn: -8 },
    { x: 56, y: 0, scale: 1, flip: true, turn: 8 },
  ]);
}

/** One thing of a pair, drawn at two places. */
function twice(markup: string, outline: PathData, places: readonly Placement[]): Drawing {
  return {
    markup: places.map((placement) => `<g transform="${transformOf(placement)}">${markup}</g>`).join(''),
    outline: places.map((placement) => movePath(outline, placement)),
  };
}

function umbrella(cloth: Cloth): Drawing {
  const canopy =
    'M-136,70C-132,-30 -70,-72 0,-72C70,-72 132,-30 136,70Q114,48 90,70Q68,46 45,70Q22,46 0,70Q-22,46 -45,70Q-68,46 -90,70Q-114,48 -136,70Z';
  const ribs = 'M0,-72Q-76,-30 -90,70M0,-72Q-36,-10 -45,70M0,-72L0,70M0,-72Q36,-10 45,70M0,-72Q76,-30 90,70';
  const stick = 'M0,60L0,196Q0,222 18,222Q34,222 34,204';
  const markup =
    `<path d="M0,-72L0,-90" stroke="#3c3c42" stroke-width="4"/><path d="${stick}" fill="none" stroke="#4a3426" stroke-width="7" stroke-linecap="round"/><path d="${stick}" fill="none" stroke="#a57a52" stroke-width="2"/>` +
    cloth.piece(canopy) +
    cloth.seam(ribs, { width: 1.4, opacity: 0.6 });
  return { markup, outline: [canopy, ribbon(stick, 7), rectangle([-2, -90, 4, 20])] };
}

function socks(cloth: Cloth): Drawing {
  const sock = 'M-26,-60L26,-60L28,70C28,92 50,104 76,116Q100,126 96,144Q92,160 66,158L6,150Q-24,146 -26,112Z';
  const cuff = 'M-28,-62L28,-62L28,-34L-28,-34Z';
  const heel = 'M-26,96Q-28,146 6,150L12,150Q14,116 -26,96Z';
  const toe = 'M72,158Q66,132 84,120Q100,128 96,144Q92,158 72,158Z';
  const one =
    cloth.piece(sock) +
    [cuff, heel, toe].map((path) => cloth.piece(path, { fill: cloth.trim })).join('') +
    Array.from({ length: 11 }, (_, i) => cloth.seam(`M${-25 + i * 5},-60L${-25 + i * 5},-36`, { opacity: 0.35 })).join(
      '',
    ) +
    cloth.folds(['M-22,80Q6,84 26,70', 'M-16,100Q14,104 34,92'], sock, { width: 5 });
  return twice(one, sock, [
    { x: -44, y: -18, scale: 1 },
    { x: 14, y: 10, scale: 1 },
  ]);
}

function wallet(cloth: Cloth): Drawing {
  const shape = rectangle([-104, 20, 208, 140], 9);
  const fold = rectangle([-104, 20, 208, 12], 4);
  const tab = polygon([
    [70, 74],
    [116, 74],
    [116, 106],
    [70, 106],
  ]);
  const markup =
    cloth.piece(shape) +
    cloth.stitch(rectangle([-98, 26, 196, 128], 6)) +
    cloth.seam(fold, { opacity: 0.4 }) +
    cloth.castShadow(tab) +
    cloth.piece(tab, { light: 'flat' }) +
    `<circle cx="84" cy="90" r="7" fill="#d2ad55" stroke="${darker('#d2ad55')}"/>`;
  return { markup, outline: [shape, tab] };
}

function bow(cloth: Cloth): Drawing {
  const side = (s: 1 | -1): PathData =>
    `M0,90C${30 * s},40 ${90 * s},24 ${118 * s},36Q${128 * s},90 ${116 * s},146C${86 * s},156 ${30 * s},138 0,92Z`;
  const tails = [`M-8,100L-56,206L-26,196L-12,214L6,104Z`, `M8,100L56,206L26,196L12,214L-6,104Z`];
  const knot = ellipse(0, 92, 20, 24);
  const loops = [side(-1), side(1)];
  const markup =
    tails.map((path) => cloth.piece(path)).join('') +
    loops
      .map(
        (path, i) =>
          cloth.piece(path) +
          cloth.folds(
            [
              `M${i === 0 ? -8 : 8},90Q${i === 0 ? -50 : 50},70 ${i === 0 ? -86 : 86},66`,
              `M${i === 0 ? -8 : 8},96Q${i === 0 ? -50 : 50},112 ${i === 0 ? -80 : 80},122`,
            ],
            path,
          ),
      )
      .join('') +
    cloth.castShadow(knot) +
    cloth.piece(knot);
  return { markup, outline: [...loops, ...tails, knot] };
}
