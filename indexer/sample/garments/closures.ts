import { n } from '../svg-path.js';
import { clothHalfWidth, neckCut } from './bodice.js';
import type { UpperParts } from './upper.js';

/** Buttons, zips and open fronts. */
export function closureMarkup({ cloth, shape, trimmings, body }: UpperParts): string {
  const { closure: kind = 'None', closureEnd = shape.hemY } = trimmings;
  const top = neckCut(shape.neckline).depth;
  const bottom = closureEnd + (shape.hem === 'pointed' ? -6 : 4);
  const rows = (from: number, to: number, count: number): number[] =>
    Array.from({ length: count }, (_, i) => from + ((to - from) * i) / Math.max(1, count - 1));
  const buttons = (xs: readonly number[], ys: readonly number[], radius?: number): string =>
    ys.flatMap((y) => xs.map((x) => cloth.button([x, Math.round(y)], radius))).join('');
  switch (kind) {
    case 'Buttons': {
      const count = shape.neckline === 'Lapel Collar' ? 2 : Math.max(3, Math.round((bottom - top) / 30));
      const placket =
        count > 2
          ? `M-6,${n(top)}L-6,${n(bottom)}M6,${n(top)}L6,${n(bottom)}`
          : `M3,${n(top)}Q4,${n(bottom - 50)} 5,${n(bottom)}`;
      return (
        cloth.seam(placket, { opacity: 0.6 }) +
        buttons([0], rows(top + 10, count === 2 ? top + 44 : bottom - 20, count), count === 2 ? 3.6 : 2.7)
      );
    }
    case 'Double Breasted':
      return (
        cloth.seam(`M14,${n(top)}L16,${n(bottom)}`) +
        buttons([-15, 17], rows(top + 6, Math.min(top + 96, bottom - 40), 3), 4)
      );
    case 'Half Placket':
      return (
        cloth.piece(`M-7,${n(top)}L7,${n(top)}L7,${n(top + 54)}L-7,${n(top + 54)}Z`, { light: 'flat' }) +
        buttons([0], rows(top + 10, top + 44, 3))
      );
    case 'Zip':
      return cloth.zipper([0, top - (shape.neckline === 'Stand Collar' ? 18 : 0)], [0, bottom]);
    case 'Half Zip':
      return cloth.zipper([0, top - 20], [0, top + 52]);
    case 'Open':
      return openFront({ cloth, shape, body }, top, bottom);
    case 'None':
      return '';
  }
}

/** Two edges that fall apart towards the hem. */
function openFront(
  { cloth, body, shape }: Pick<UpperParts, 'cloth' | 'body' | 'shape'>,
  top: number,
  end: number,
): string {
  const x = clothHalfWidth(body, shape, shape.hemY) * 0.2;
  const [left, right] = [
    `M0,${n(top)}Q2,${n(top + 60)} ${n(-x)},${n(end + 4)}`,
    `M0,${n(top)}Q4,${n(top + 60)} ${n(x)},${n(end + 4)}`,
  ];
  const gap = `${left}L${n(x)},${n(end + 4)}Q4,${n(top + 60)} 0,${n(top)}Z`;
  return `<path d="${gap}" fill="${cloth.inside}"/>` + cloth.seam(left) + cloth.seam(right);
}
