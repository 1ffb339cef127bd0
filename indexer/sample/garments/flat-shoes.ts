import type { Cloth } from '../cloth.js';
import type { Design, DrawOptions } from '../design.js';
import type { Shoe } from '../kinds/shoes.js';
import { ellipse } from '../svg-path.js';
import { footMarkup } from './heels.js';

/** Ballerinas, loafers and slip-ons, from the side. */
export function drawFlat(
  design: Design<{ style: string; heelHeight: string; toe: string }>,
  cloth: Cloth,
  { stage, skin }: DrawOptions,
): Shoe {
  const { style, toe } = design.details;
  const tip = toe === 'Pointed Toe' ? 212 : 202;
  const low = style === 'Ballerinas';
  const vamp = low ? { x: 140, y: -40 } : { x: 112, y: -62 };
  const upper = `M9,-8L${tip - 4},-6Q${tip + 2},-14 ${tip - 10},-24C${tip - 28},-36 164,-38 ${vamp.x},${vamp.y}C${vamp.x - 20},${low ? -22 : -46} 60,${low ? -26 : -42} 9,-56C1,-42 3,-22 9,-8Z`;
  const inside = `M9,-56C60,${low ? -26 : -42} ${vamp.x - 20},${low ? -22 : -46} ${vamp.x},${vamp.y}Q96,${low ? -50 : -66} 52,-58Q26,-62 9,-56Z`;
  const rubber = style === 'Slip-Ons';
  const sole = rubber
    ? `M6,-14L${tip},-13Q${tip + 4},-6 ${tip - 4},0L10,0Q4,-6 6,-14Z`
    : `M9,-8L${tip - 3},-6Q${tip},-2 ${tip - 8},-1L66,-1L66,0L12,0Z`;
  const bare = stage === 'worn' && skin !== undefined ? footMarkup(8, skin) : '';
  const lining =
    stage === 'worn' ? '' : `<path d="${inside}" fill="#bd9468"/><path d="${inside}" fill="#000" fill-opacity=".2"/>`;
  const markup =
    bare +
    lining +
    cloth.piece(upper) +
    `<path d="M150,-30Q178,-28 190,-18" fill="none" stroke="#fff" stroke-opacity=".35" stroke-width="4" stroke-linecap="round" filter="${cloth.sheet.blur(1.4)}"/>` +
    `<path d="${sole}" fill="${rubber ? '#f3f1ec' : '#4a3428'}" stroke="#000" stroke-opacity=".35"/>` +
    trimming(style, cloth, vamp);
  return { markup, outline: [upper, sole] };
}

function trimming(style: string, cloth: Cloth, vamp: { x: number; y: number }): string {
  switch (style) {
    case 'Ballerinas': {
      const bow = `M${vamp.x + 2},-40L${vamp.x - 14},-50Q${vamp.x - 18},-42 ${vamp.x - 12},-33ZM${vamp.x + 2},-40L${vamp.x + 20},-46Q${vamp.x + 22},-37 ${vamp.x + 14},-31Z`;
      return (
        cloth.seam('M9,-56C60,-26 120,-22 140,-40', { width: 2.4 }) +
        cloth.piece(bow, { light: 'flat' }) +
        cloth.piece(ellipse(vamp.x + 2, -40, 4), { light: 'flat' })
      );
    }
    case 'Loafers': {
      const strap = 'M96,-50Q120,-64 150,-34L152,-20Q126,-48 98,-34Z';
      return (
        cloth.seam('M112,-58Q150,-40 180,-30Q190,-22 184,-12', { width: 1.6 }) +
        cloth.castShadow(strap, { dy: 2 }) +
        cloth.piece(strap, { light: 'flat' }) +
        `<rect x="112" y="-50" width="20" height="8" rx="3" fill="none" stroke="#d0aa52" stroke-width="2.6" transform="rotate(20 122 -46)"/>`
      );
    }
    default:
      return (
        cloth.piece('M78,-44L108,-50L104,-26Q92,-20 84,-24Z', { fill: cloth.inside, light: 'flat' }) +
        cloth.stitch('M18,-18L196,-18')
      );
  }
}
