import type { Cloth } from '../cloth.js';
import type { Design, Drawing } from '../design.js';
import { darker, lighter, lightness } from '../palette.js';
import { ellipse, n, type PathData } from '../svg-path.js';

/** Hats from the front: the brow is at y = 0, the head 90 wide on each side. */
export function drawHat(design: Design<{ style: string }>, cloth: Cloth): Drawing {
  switch (design.details.style) {
    case 'Baseball Cap':
      return cap(cloth);
    case 'Beanie':
      return beanie(cloth);
    case 'Bucket Hat':
      return brimmed(cloth, {
        crown: 'M-80,-14C-78,-70 -66,-104 -40,-110Q0,-118 40,-110C66,-104 78,-70 80,-14Q0,10 -80,-14Z',
        brim: [126, 34],
        band: false,
      });
    case 'Sun Hat':
      return brimmed(cloth, {
        crown: 'M-82,-10C-84,-70 -58,-112 0,-112C58,-112 84,-70 82,-10Q0,12 -82,-10Z',
        brim: [190, 40],
        band: true,
      });
    case 'Beret':
      return beret(cloth);
    default:
      return brimmed(cloth, {
        crown:
          'M-78,-12C-76,-66 -70,-104 -52,-118C-34,-128 -14,-118 0,-108C14,-118 34,-128 52,-118C70,-104 76,-66 78,-12Q0,12 -78,-12Z',
        brim: [148, 26],
        band: true,
      });
  }
}

interface Brimmed {
  readonly crown: PathData;
  readonly brim: readonly [rx: number, ry: number];
  readonly band: boolean;
}

function brimmed(cloth: Cloth, { crown, brim: [rx, ry], band }: Brimmed): Drawing {
  const brim = `M${-rx},-4C${n(-rx * 0.9)},${n(-ry * 0.9)} ${n(-rx * 0.6)},-18 0,-18C${n(rx * 0.6)},-18 ${n(rx * 0.9)},${n(-ry * 0.9)} ${rx},-4C${n(rx * 0.8)},${ry} ${n(-rx * 0.8)},${ry} ${-rx},-4Z`;
  const under = `M${n(-rx * 0.96)},-2C${n(-rx * 0.7)},${n(ry * 0.3)} ${n(rx * 0.7)},${n(ry * 0.3)} ${n(rx * 0.96)},-2C${n(rx * 0.78)},${ry} ${n(-rx * 0.78)},${ry} ${n(-rx * 0.96)},-2Z`;
  const ribbon = lightness(cloth.base) < 0.35 ? lighter(cloth.base, 0.3) : darker(cloth.base, 0.6);
  const bandPath = 'M-80,-34Q0,-10 80,-34L79,-10Q0,14 -79,-10Z';
  const markup =
    cloth.piece(brim) +
    `<path d="${under}" fill="#000" fill-opacity=".16"/>` +
    cloth.castShadow(crown, { dy: 4, opacity: 0.22 }) +
    cloth.piece(crown) +
    cloth.folds(['M-40,-108Q-30,-70 -44,-40', 'M0,-104Q6,-70 2,-40', 'M44,-104Q36,-70 46,-44'], crown, {
      width: 9,
      opacity: 0.14,
    }) +
    (band
      ? `<path d="${bandPath}" fill="${ribbon}"/><path d="${bandPath}" fill="${cloth.sheet.gradient([
          [0, '#000', 0.3],
          [0.35, '#fff', 0.18],
          [1, '#000', 0.35],
        ])}"/>`
      : cloth.stitch('M-96,2Q0,30 96,2M-108,8Q0,40 108,8M-80,-16Q0,8 80,-16'));
  return { markup, outline: [crown, brim] };
}

function cap(cloth: Cloth): Drawing {
  const crown = 'M-88,0C-94,-66 -60,-112 0,-112C60,-112 94,-66 88,0Q0,-22 -88,0Z';
  const peak = 'M-84,-6C-60,-26 60,-26 84,-6C104,16 84,42 62,44Q0,22 -62,44C-84,42 -104,16 -84,-6Z';
  const seams = cloth.seam('M0,-112L0,-18M-8,-112Q-52,-80 -52,-10M8,-112Q52,-80 52,-10', { opacity: 0.5 });
  const eyelets = [-32, 32].map((x) => `<circle cx="${x}" cy="-76" r="3" fill="${cloth.inside}"/>`).join('');
  const badge = `<circle cx="0" cy="-58" r="17" fill="${cloth.fabric.accent.hex === cloth.base ? lighter(cloth.base, 0.55) : cloth.fabric.accent.hex}" stroke="${cloth.line}"/><path d="M-8,-54L0,-68L8,-54Z" fill="${cloth.base}"/>`;
  const markup =
    cloth.piece(crown) +
    seams +
    eyelets +
    badge +
    cloth.piece(peak, { fill: cloth.base }) +
    cloth.stitch('M-78,6C-50,-10 50,-10 78,6M-76,16C-50,0 50,0 76,16M-72,27C-46,12 46,12 72,27') +
    cloth.piece(ellipse(0, -113, 8, 4), { light: 'flat' });
  return { markup, outline: [crown, peak] };
}

function beanie(cloth: Cloth): Drawing {
  const crown = 'M-88,-14C-92,-90 -54,-132 0,-132C54,-132 92,-90 88,-14Z';
  const cuff = 'M-92,-42Q0,-26 92,-42Q96,-16 91,10Q0,28 -91,10Q-96,-16 -92,-42Z';
  const ribs = Array.from({ length: 17 }, (_, i) =>
    cloth.seam(
      `M${n((i - 8) * 10.6)},${n(-36 + (8 - Math.abs(i - 8)) * 0.7)}L${n((i - 8) * 10.6)},${n(12 + (8 - Math.abs(i - 8)) * 0.8)}`,
      { opacity: 0.35, width: 1.4 },
    ),
  ).join('');
  const lines = Array.from({ length: 9 }, (_, i) =>
    cloth.seam(`M${n((i - 4) * 4)},-130Q${n((i - 4) * 24)},-96 ${n((i - 4) * 21)},-38`, { opacity: 0.25, width: 1.6 }),
  ).join('');
  const pompom = ellipse(0, -142, 25, 24);
  const fluff = Array.from(
    { length: 14 },
    (_, i) =>
      `<circle cx="${n(Math.cos(i * 0.449) * 20)}" cy="${n(-142 + Math.sin(i * 0.449) * 19)}" r="7" fill="${cloth.trim}"/>`,
  ).join('');
  const markup =
    fluff +
    cloth.piece(pompom, { fill: cloth.trim, outline: 0 }) +
    cloth.piece(crown) +
    lines +
    cloth.castShadow(cuff) +
    cloth.piece(cuff) +
    ribs;
  return { markup, outline: [crown, cuff, pompom] };
}

function beret(cloth: Cloth): Drawing {
  const crown = 'M-92,-8C-128,-34 -116,-92 -50,-104C20,-116 116,-96 126,-50C130,-24 108,-8 86,-4Q0,10 -92,-8Z';
  const band = 'M-88,-12Q0,6 84,-10L83,4Q0,18 -86,2Z';
  const markup =
    cloth.piece(crown) +
    cloth.folds(['M-70,-30Q-20,-60 60,-40', 'M-40,-80Q20,-90 90,-66'], crown, { width: 9 }) +
    cloth.piece(band, { fill: cloth.trim }) +
    `<path d="M6,-106Q8,-120 16,-122" fill="none" stroke="${cloth.line}" stroke-width="5" stroke-linecap="round"/>`;
  return { markup, outline: [crown, band] };
}
