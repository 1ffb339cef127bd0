import type { Cloth } from '../cloth.js';
import type { Design, Drawing, DrawOptions } from '../design.js';
import { lighter } from '../palette.js';
import { ellipse, mirror, rectangle, ribbon, type PathData } from '../svg-path.js';

const LENSES: Record<string, string> = {
  'Grey Lens': '#4a4f57',
  'Brown Lens': '#6b4630',
  'Green Lens': '#3d5a45',
  'Blue Lens': '#3f6ea5',
};

const RIMS: Record<string, PathData> = {
  Round: ellipse(48, 0, 40, 38),
  Wayfarer: 'M10,-24Q48,-36 92,-30Q96,-4 82,20Q64,36 36,30Q12,22 10,-24Z',
  Aviator: 'M10,-24Q46,-36 90,-26Q98,8 76,34Q52,48 28,32Q8,12 10,-24Z',
  'Cat Eye': 'M10,-16Q44,-28 104,-42Q98,-2 80,20Q58,34 32,26Q10,16 10,-16Z',
  Rectangle: rectangle([8, -25, 84, 48], 10),
};

/** Glasses from the front: the eyes are at x = +-48, y = 0. */
export function drawGlasses(
  design: Design<{ style: string; frame: string; lens: string }>,
  cloth: Cloth,
  { stage }: DrawOptions,
): Drawing {
  const { style, frame, lens } = design.details;
  const rim = RIMS[frame] ?? RIMS.Round;
  const rims = [rim, mirror(rim)];
  const thin = design.fabric.material === 'Metal';
  const width = thin ? 4.5 : 9;
  const sunny = style === 'Sunglasses';
  const glass = sunny
    ? cloth.sheet.gradient(
        [
          [0, LENSES[lens] ?? '#444', 0.95],
          [1, lighter(LENSES[lens] ?? '#444', 0.35), 0.82],
        ],
        { angle: 90 },
      )
    : '#dfeaf2';
  const temples =
    stage === 'alone'
      ? templeMarkup(cloth, width)
      : `<path d="M96,-14L110,-10M-96,-14L-110,-10" stroke="${cloth.base}" stroke-width="${width}"/>`;
  const bridge = thin ? 'M-12,-14Q0,-24 12,-14M-12,-24L12,-24' : 'M-12,-14Q0,-26 12,-14';
  const lenses = rims
    .map((path) => {
      const shine = `<g clip-path="${cloth.sheet.clip(path)}"><path d="${path.includes('-48') && !path.startsWith('M8') ? 'M-70,40L-34,-44L-22,-44L-58,40Z' : 'M26,40L62,-44L74,-44L38,40Z'}" fill="#fff" fill-opacity="${sunny ? 0.2 : 0.5}"/></g>`;
      return `<path d="${path}" fill="${glass}"${sunny ? '' : ' fill-opacity=".45"'}/>${shine}`;
    })
    .join('');
  const edge = (path: PathData): string =>
    `<path d="${path}" fill="none" stroke="#000" stroke-opacity=".45" stroke-width="${width + 1.6}"/><path d="${path}" fill="none" stroke="${cloth.rimFill}" stroke-width="${width}" stroke-linecap="round"/><path d="${path}" fill="none" stroke="#fff" stroke-opacity=".3" stroke-width="${width * 0.25}" transform="translate(-.6 -${width * 0.22})"/>`;
  return {
    markup: temples + lenses + [...rims, bridge].map(edge).join(''),
    outline: [...rims, ...(stage === 'alone' ? ARMS.map((arm) => ribbon(arm, width)) : [])],
  };
}

const ARM: PathData = 'M92,-22L100,-26L82,-72Q78,-80 70,-76';
const ARMS: readonly PathData[] = [ARM, mirror(ARM)];

/** The arms of glasses that lie open: they run back and up behind the rims. */
function templeMarkup(cloth: Cloth, width: number): string {
  return ARMS.map(
    (d) =>
      `<path d="${d}" fill="none" stroke="#000" stroke-opacity=".4" stroke-width="${width * 0.8 + 1.6}" stroke-linejoin="round"/><path d="${d}" fill="none" stroke="${cloth.base}" stroke-width="${width * 0.8}" stroke-linecap="round" stroke-linejoin="round"/>`,
  ).join('');
}
