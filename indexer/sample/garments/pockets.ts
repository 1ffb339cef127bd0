import { clothHalfWidth } from './bodice.js';
import type { UpperParts } from './upper.js';
import { n } from '../svg-path.js';

/** The pockets on the front of an upper garment. */
export function pocketMarkup(parts: UpperParts): string {
  const { cloth, body, shape, trimmings } = parts;
  const low = Math.min(shape.hemY - 46, 306);
  const x = Math.round(clothHalfWidth(body, shape, 300) * 0.55);
  switch (trimmings.pockets ?? 'None') {
    case 'Chest':
      return chestPocket(parts, 30);
    case 'Two Chest':
      return [-30, 30].map((side) => chestPocket(parts, side) + chestFlap(parts, side)).join('');
    case 'Patch':
      return patchPocket(parts, -x, low) + patchPocket(parts, x, low);
    case 'Flap':
      return [-x, x].map((side) => flap(parts, side, low)).join('') + cloth.seam('M22,178L44,174', { width: 2.4 });
    case 'Welt':
      return cloth.seam(
        `M${-x - 10},${n(low - 10)}L${-x + 4},${n(low + 22)}M${x + 10},${n(low - 10)}L${x - 4},${n(low + 22)}`,
        { width: 2.4 },
      );
    case 'Kangaroo':
      return kangaroo(parts, low);
    case 'None':
      return '';
  }
}

function chestPocket({ cloth }: UpperParts, x: number): string {
  const path = `M${x - 13},176L${x + 13},176L${x + 13},200L${x},207L${x - 13},200Z`;
  return cloth.piece(path, { light: 'flat', outline: 1 }) + cloth.stitch(`M${x - 11},179L${x + 11},179`);
}

function chestFlap({ cloth }: UpperParts, x: number): string {
  const path = `M${x - 14},172L${x + 14},172L${x + 13},182L${x},187L${x - 13},182Z`;
  return cloth.piece(path, { light: 'flat' }) + cloth.button([x, 181], 2);
}

function patchPocket({ cloth }: UpperParts, x: number, y: number): string {
  const path = `M${x - 17},${n(y)}L${x + 17},${n(y)}L${x + 16},${n(y + 36)}L${x - 16},${n(y + 36)}Z`;
  return cloth.piece(path, { light: 'flat' }) + cloth.stitch(`M${x - 16},${n(y + 5)}L${x + 16},${n(y + 5)}`);
}

function flap({ cloth }: UpperParts, x: number, y: number): string {
  return cloth.piece(`M${x - 18},${n(y)}L${x + 18},${n(y - 2)}L${x + 18},${n(y + 11)}L${x - 18},${n(y + 13)}Z`, {
    light: 'flat',
  });
}

function kangaroo({ cloth }: UpperParts, y: number): string {
  const pouch = `M-26,${n(y - 22)}L26,${n(y - 22)}L44,${n(y + 4)}L44,${n(y + 24)}L-44,${n(y + 24)}L-44,${n(y + 4)}Z`;
  return (
    cloth.piece(pouch, { light: 'flat' }) +
    cloth.stitch(`M-23,${n(y - 19)}L-41,${n(y + 5)}M23,${n(y - 19)}L41,${n(y + 5)}`)
  );
}
