import type { Body } from '../body.js';
import type { Cloth } from '../cloth.js';
import type { Design, Drawing, DrawOptions } from '../design.js';
import { darker } from '../palette.js';
import { ellipse, n, rectangle } from '../svg-path.js';

const METAL = '#c9a64f';

/** A belt, rolled up with the buckle in front, or around the waist. */
export function drawBelt(
  design: Design<{ style: string; width: string; buckle: string }>,
  cloth: Cloth,
  { stage, body }: DrawOptions & { body: Body },
): Drawing {
  const { style, width, buckle } = design.details;
  const tall = { Slim: 24, Medium: 34, Wide: 48 }[width] ?? 34;
  if (stage === 'worn') return wornBelt(cloth, body, { tall: tall * 0.36, buckle });
  const strip = `M-104,0C-104,-14 -60,-24 0,-24C60,-24 104,-14 104,0L104,${tall}C104,${tall + 16} 60,${tall + 26} 0,${tall + 26}C-60,${tall + 26} -104,${tall + 16} -104,${tall}Z`;
  const hole = 'M-104,0C-104,-14 -60,-24 0,-24C60,-24 104,-14 104,0C104,14 60,24 0,24C-60,24 -104,14 -104,0Z';
  const coil = 'M-78,2C-74,-8 -40,-15 0,-15C40,-15 76,-8 78,2';
  const tail = `M18,${n(22)}Q90,20 150,4Q160,4 160,${n(tall * 0.5 + 2)}Q158,${n(tall + 2)} 150,${n(tall + 4)}Q90,${n(tall + 22)} 18,${n(tall + 25)}Z`;
  const holes = [104, 118, 132]
    .map(
      (x) =>
        `<ellipse cx="${x}" cy="${n(tall * 0.5 + 12 - (x - 100) * 0.18)}" rx="2.4" ry="3" fill="#000" fill-opacity=".6"/>`,
    )
    .join('');
  const markup =
    cloth.piece(tail) +
    holes +
    cloth.piece(strip) +
    `<path d="${hole}" fill="${cloth.inside}"/><path d="${coil}" fill="none" stroke="${cloth.trim}" stroke-width="10"/><path d="${coil}" fill="none" stroke="#000" stroke-opacity=".35" stroke-width="1.4"/>` +
    cloth.seam(hole, { width: 1.6 }) +
    decoration(style, cloth, tall) +
    `<g transform="translate(-4 ${n(24 + tall / 2)})">${buckleMarkup(buckle, tall)}</g>`;
  return { markup, outline: [strip, tail, hole] };
}

function decoration(style: string, cloth: Cloth, tall: number): string {
  const arc = (inset: number): string =>
    `M-100,${n(inset)}C-100,${n(inset + 16)} -60,${n(inset + 25)} 0,${n(inset + 25)}C60,${n(inset + 25)} 100,${n(inset + 16)} 100,${n(inset)}`;
  if (style === 'Studded Belt') {
    return Array.from({ length: 13 }, (_, i) => {
      const x = (i - 6) * 15;
      const y = tall / 2 + 25 * Math.sqrt(1 - (x / 104) ** 2) * 0.98;
      return cloth.button([x, Math.round(y)], 4.4, '#c7cad0');
    }).join('');
  }
  if (style === 'Woven Belt') {
    return Array.from({ length: 16 }, (_, i) => {
      const x = (i - 7.5) * 12.6;
      const y = 25 * Math.sqrt(1 - (x / 104) ** 2);
      return cloth.seam(
        `M${n(x - 6)},${n(y + 1)}L${n(x + 6)},${n(y + tall)}M${n(x + 6)},${n(y + 1)}L${n(x - 6)},${n(y + tall)}`,
        { opacity: 0.55, width: 1.6 },
      );
    }).join('');
  }
  return style === 'Casual Belt'
    ? cloth.stitch(arc(4)) + cloth.stitch(arc(tall - 4))
    : cloth.seam(arc(3), { opacity: 0.4 }) + cloth.seam(arc(tall - 3), { opacity: 0.4 });
}

function buckleMarkup(buckle: string, tall: number): string {
  const half = tall / 2 + 7;
  const stroke = `stroke="${METAL}" stroke-width="6"`;
  const dark = `stroke="${darker(METAL, 0.45)}" stroke-width="8"`;
  const shape =
    buckle === 'Round Buckle' ? ellipse(0, 0, half, half) : rectangle([-half, -half, half * 2, half * 2], 5);
  if (buckle === 'Plate Buckle')
    return `<path d="${rectangle([-half - 6, -half, half * 2 + 12, half * 2], 6)}" fill="${METAL}" stroke="${darker(METAL, 0.45)}" stroke-width="1.6"/><path d="M${-half},${half - 6}L${half * 0.4},${-half + 4}L${half * 0.9},${-half + 4}L${-half * 0.4},${half - 6}Z" fill="#fff" fill-opacity=".4"/>`;
  return `<g fill="none"><path d="${shape}" ${dark}/><path d="${shape}" ${stroke}/><path d="${shape}" stroke="#fff" stroke-opacity=".5" stroke-width="1.6" transform="translate(-1 -1.4)"/><path d="M${-half + 2},0L${half + 3},0" stroke="${darker(METAL, 0.3)}" stroke-width="5" stroke-linecap="round"/></g>`;
}

function wornBelt(cloth: Cloth, body: Body, { tall, buckle }: { tall: number; buckle: string }): Drawing {
  const y = body.waist[1] + 10;
  const half = body.waist[0] + 7;
  const band = `M${-half},${n(y - tall / 2)}Q0,${n(y - tall / 2 + 7)} ${half},${n(y - tall / 2)}L${half},${n(y + tall / 2)}Q0,${n(y + tall / 2 + 7)} ${-half},${n(y + tall / 2)}Z`;
  return {
    markup:
      cloth.castShadow(band) +
      cloth.piece(band) +
      `<g transform="translate(0 ${n(y + 3.5)}) scale(.34)">${buckleMarkup(buckle, tall / 0.36)}</g>`,
    outline: [band],
  };
}
