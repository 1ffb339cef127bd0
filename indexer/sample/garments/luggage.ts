import type { Cloth } from '../cloth.js';
import type { Design, Drawing } from '../design.js';
import { darker } from '../palette.js';
import { ellipse, n, rectangle, ribbon } from '../svg-path.js';
import { strap } from './bags.js';

/** Duffel bags, weekenders and trolleys; the grip is at 0, 0. */
export function drawTravelBag(design: Design<{ style: string }>, cloth: Cloth): Drawing {
  return design.details.style === 'Trolley Suitcase' ? trolley(cloth) : duffel(design.details.style, cloth);
}

function duffel(style: string, cloth: Cloth): Drawing {
  const w = 132;
  const shape =
    style === 'Weekender'
      ? `M-96,66L96,66Q112,66 118,84L${w},190Q${w},206 ${w - 16},206L${16 - w},206Q${-w},206 ${-w},190L-118,84Q-112,66 -96,66Z`
      : `M${-w + 34},70Q0,58 ${w - 34},70Q${w + 4},78 ${w + 4},138Q${w + 4},202 ${w - 34},206L${34 - w},206Q${-w - 4},202 ${-w - 4},138Q${-w - 4},78 ${-w + 34},70Z`;
  const ends =
    style === 'Weekender'
      ? ''
      : [-1, 1]
          .map((side) => cloth.piece(ellipse(side * (w - 22), 138, 26, 62), { fill: cloth.trim, light: 'flat' }))
          .join('');
  const belts = [-58, 58]
    .map(
      (x) =>
        cloth.piece(rectangle([x - 9, 62, 18, 146]), { fill: cloth.trim, light: 'flat' }) +
        cloth.stitch(`M${x - 6},64L${x - 6},204M${x + 6},64L${x + 6},204`),
    )
    .join('');
  const arch = 'M-58,78C-58,0 -30,-2 0,-2C30,-2 58,0 58,78';
  const zip = 'M-100,76Q0,62 100,76';
  const markup =
    cloth.piece(shape) +
    ends +
    `<path d="${zip}" fill="none" stroke="${darker(cloth.base, 0.5)}" stroke-width="5"/><path d="${zip}" fill="none" stroke="#b9bcc2" stroke-width="2" stroke-dasharray="1.6 1.2"/>` +
    cloth.folds(['M-40,196Q0,180 36,198', 'M-30,90Q-10,110 -34,140', 'M30,92Q40,120 26,150'], shape) +
    belts +
    strap(cloth, arch, 9);
  return { markup, outline: [shape, ribbon(arch, 10)] };
}

function trolley(cloth: Cloth): Drawing {
  const shell = rectangle([-82, 92, 164, 226], 20);
  const grooves = [-56, -34, -12, 12, 34, 56]
    .map(
      (x) =>
        `<path d="M${x},104L${x},306" stroke="#000" stroke-opacity=".24" stroke-width="3"/><path d="M${x + 3},104L${x + 3},306" stroke="#fff" stroke-opacity=".24" stroke-width="2"/>`,
    )
    .join('');
  const wheels = [-60, 60]
    .map(
      (x) =>
        `<path d="${rectangle([x - 12, 314, 24, 12], 3)}" fill="#33343a"/><circle cx="${x}" cy="330" r="10" fill="#222327"/><circle cx="${x}" cy="330" r="4" fill="#8d9097"/>`,
    )
    .join('');
  const rods = [-28, 28]
    .map(
      (x) =>
        `<path d="M${x},96L${x},4" stroke="#9b9fa6" stroke-width="6"/><path d="M${x - 1},96L${x - 1},4" stroke="#e3e5e8" stroke-width="2"/>`,
    )
    .join('');
  const markup =
    wheels +
    rods +
    `<path d="${rectangle([-36, -6, 72, 15], 6)}" fill="#2b2c31"/>` +
    cloth.piece(shell) +
    grooves +
    `<path d="M-82,206L82,206" stroke="${darker(cloth.base, 0.55)}" stroke-width="5"/><path d="M-82,206L82,206" stroke="#c3c6cb" stroke-width="1.6" stroke-dasharray="2 1.4"/>` +
    `<path d="${rectangle([-20, 84, 40, 11], 4)}" fill="#2b2c31"/>` +
    corners(cloth);
  return {
    markup,
    outline: [
      shell,
      rectangle([-36, -6, 72, 15]),
      rectangle([-31, 0, 6, 96]),
      rectangle([25, 0, 6, 96]),
      rectangle([-72, 316, 144, 24]),
    ],
  };
}

function corners(cloth: Cloth): string {
  const corner = `M-82,${n(128)}L-82,112Q-82,92 -62,92L-48,92Q-66,110 -82,128Z`;
  const places = ['', 'scale(-1 1)', 'translate(0 410) scale(1 -1)', 'translate(0 410) scale(-1 -1)'];
  return places
    .map((transform) => `<path d="${corner}" transform="${transform}" fill="${darker(cloth.base, 0.4)}"/>`)
    .join('')
    .replaceAll(' transform=""', '');
}
