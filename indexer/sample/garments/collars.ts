import { at, mirror, n, polygon, type PathData, type Point } from '../svg-path.js';
import { neckCut, shoulderY } from './bodice.js';
import { neckBand, type UpperParts } from './upper.js';

interface Collar {
  readonly front: string;
  readonly behind: string;
  readonly outline: readonly PathData[];
}

/** The collar, hood or neckband that belongs to the neckline. */
export function collarMarkup(parts: UpperParts): Collar {
  const back = parts.options.view === 'back';
  switch (parts.shape.neckline) {
    case 'Shirt Collar':
    case 'Polo Collar':
      return back ? foldedBack(parts) : folded(parts);
    case 'Lapel Collar':
      return back ? foldedBack(parts) : lapels(parts);
    case 'Shawl Collar':
      return back ? foldedBack(parts) : shawl(parts);
    case 'High Neck':
      return standing(parts, { height: 28, ribbed: true });
    case 'Stand Collar':
      return standing(parts, { height: 20, ribbed: false });
    case 'Hooded':
      return hood(parts);
    default:
      return { front: neckBand(parts), behind: '', outline: [] };
  }
}

function folded({ cloth, body, shape }: UpperParts): Collar {
  const { width, depth } = neckCut(shape.neckline);
  const top = shoulderY(body, width) - 5;
  const stand = `M${n(-width + 4)},${n(top - 1)}Q0,${n(top - 7)} ${n(width - 4)},${n(top - 1)}L${n(width - 6)},${n(top + 8)}Q0,${n(top + 3)} ${n(6 - width)},${n(top + 8)}Z`;
  const leaf = `M${n(width - 5)},${n(top - 2)}Q${n(width + 5)},${n(top + 8)} ${n(width + 9)},${n(top + 19)}L${n(width + 1)},${n(depth + 20)}Q${n(width * 0.3)},${n(depth + 4)} 0.5,${n(depth - 1)}Q${n(width * 0.6)},${n(top + 12)} ${n(width - 5)},${n(top - 2)}Z`;
  const leaves = [leaf, mirror(leaf)];
  const front =
    `<path d="${stand}" fill="${cloth.inside}"/>` +
    leaves.map((path) => cloth.castShadow(path) + cloth.piece(path, { light: 'flat' })).join('');
  return { front, behind: '', outline: [stand, ...leaves] };
}

function foldedBack({ cloth, body, shape }: UpperParts): Collar {
  const { width } = neckCut(shape.neckline);
  const top = shoulderY(body, width) - 7;
  const band = `M${n(-width + 3)},${n(top)}Q0,${n(top - 6)} ${n(width - 3)},${n(top)}Q${n(width + 8)},${n(top + 9)} ${n(width + 8)},${n(top + 16)}Q0,${n(top + 25)} ${n(-width - 8)},${n(top + 16)}Q${n(-width - 8)},${n(top + 9)} ${n(-width + 3)},${n(top)}Z`;
  return { front: cloth.castShadow(band) + cloth.piece(band, { light: 'flat' }), behind: '', outline: [band] };
}

function lapels({ cloth, body, shape }: UpperParts): Collar {
  const { width, depth } = neckCut(shape.neckline);
  const top = shoulderY(body, width) - 4;
  const notch: Point = [width + 16, 158];
  const lapel = polygon([
    [2, depth + 3],
    [width - 3, top + 22],
    [width + 2, 146],
    notch,
    [width + 20, 166],
    [width * 0.95, 190],
  ]);
  const collar = `M${n(width - 4)},${n(top - 3)}Q${n(width + 8)},${n(top + 8)} ${n(width + 19)},142L${at(notch)}L${n(width - 1)},148Q${n(width - 4)},${n(top + 20)} ${n(width - 4)},${n(top - 3)}Z`;
  const pieces = [lapel, mirror(lapel), collar, mirror(collar)];
  return {
    front: pieces
      .map((path) => cloth.castShadow(path, { opacity: 0.2 }) + cloth.piece(path, { light: 'flat' }))
      .join(''),
    behind: '',
    outline: pieces,
  };
}

function shawl({ cloth, body, shape }: UpperParts): Collar {
  const { width, depth } = neckCut(shape.neckline);
  const top = shoulderY(body, width) - 4;
  const side = `M${n(width - 4)},${n(top - 3)}C${n(width + 22)},${n(top + 16)} ${n(width + 24)},168 2,${depth + 6}C${n(width * 0.5)},190 ${n(width * 0.9)},150 ${n(width - 4)},${n(top - 3)}Z`;
  const pieces = [side, mirror(side)];
  return {
    front: pieces.map((path) => cloth.castShadow(path) + cloth.piece(path, { light: 'flat' })).join(''),
    behind: '',
    outline: pieces,
  };
}

function standing(
  { cloth, body, shape, options }: UpperParts,
  { height, ribbed }: { height: number; ribbed: boolean },
): Collar {
  const { width, depth } = neckCut(shape.neckline);
  const bottom = shoulderY(body, width) + 2;
  const top = bottom - height;
  const x = width - 3;
  const tube = `M${n(-x)},${n(top)}Q0,${n(top + 9)} ${n(x)},${n(top)}L${n(width + 1)},${n(bottom)}Q0,${n(depth + 14)} ${n(-width - 1)},${n(bottom)}Z`;
  const hole = `M${n(-x)},${n(top)}Q0,${n(top - 8)} ${n(x)},${n(top)}Q0,${n(top + 9)} ${n(-x)},${n(top)}Z`;
  const inside =
    options.stage === 'alone' && options.view !== 'back' ? `<path d="${hole}" fill="${cloth.inside}"/>` : '';
  const ribs = ribbed
    ? Array.from({ length: 11 }, (_, i) =>
        cloth.seam(
          `M${n((i - 5) * (x / 5.6))},${n(top + 8 - Math.abs(i - 5))}L${n((i - 5) * (width / 5.6))},${n(bottom + 7 - Math.abs(i - 5) * 0.8)}`,
          { opacity: 0.3 },
        ),
      ).join('')
    : cloth.stitch(`M${n(-width)},${n(bottom - 2)}Q0,${n(depth + 9)} ${n(width)},${n(bottom - 2)}`);
  return { front: inside + cloth.piece(tube) + ribs, behind: '', outline: [tube, hole] };
}

function hood({ cloth, body, shape, options }: UpperParts): Collar {
  const { width, depth } = neckCut(shape.neckline);
  const y = shoulderY(body, width);
  const dome = `M${n(-width - 13)},${n(y + 8)}C${n(-width - 22)},${n(y - 26)} ${n(-width + 4)},${n(y - 40)} 0,${n(y - 40)}C${n(width - 4)},${n(y - 40)} ${n(width + 22)},${n(y - 26)} ${n(width + 13)},${n(y + 8)}Q0,${n(y + 24)} ${n(-width - 13)},${n(y + 8)}Z`;
  if (options.view === 'back') {
    const hanging = `M${n(-width - 14)},${n(y + 2)}Q0,${n(y - 12)} ${n(width + 14)},${n(y + 2)}Q${n(width + 16)},${n(y + 60)} 0,${n(y + 74)}Q${n(-width - 16)},${n(y + 60)} ${n(-width - 14)},${n(y + 2)}Z`;
    return {
      front: cloth.castShadow(hanging) + cloth.piece(hanging) + cloth.seam(`M0,${n(y - 4)}L0,${n(y + 73)}`),
      behind: '',
      outline: [hanging],
    };
  }
  const lining = `M${n(-width - 2)},${n(y + 2)}C${n(-width - 6)},${n(y - 20)} -14,${n(y - 28)} 0,${n(y - 28)}C14,${n(y - 28)} ${n(width + 6)},${n(y - 20)} ${n(width + 2)},${n(y + 2)}Q0,${n(y + 20)} ${n(-width - 2)},${n(y + 2)}Z`;
  const rim = `M${n(width + 13)},${n(y + 8)}Q${n(width + 8)},${n(y - 12)} ${n(width - 6)},${n(y - 22)}Q${n(width + 6)},${n(y)} 0,${n(depth + 12)}Q${n(width + 2)},${n(depth + 8)} ${n(width + 13)},${n(y + 8)}Z`;
  const lying = options.stage === 'alone' ? cloth.piece(dome) + `<path d="${lining}" fill="${cloth.inside}"/>` : '';
  const cords = [-11, 11]
    .map(
      (x) =>
        `<path d="M${x},${n(depth + 8)}Q${x * 1.3},${n(depth + 28)} ${x},${n(depth + 52)}" fill="none" stroke="#f2efe8" stroke-width="2.4" stroke-linecap="round"/>`,
    )
    .join('');
  const front = lying + [rim, mirror(rim)].map((path) => cloth.piece(path, { light: 'flat' })).join('') + cords;
  return { front, behind: options.stage === 'worn' ? cloth.piece(dome) : '', outline: [dome, rim, mirror(rim)] };
}
