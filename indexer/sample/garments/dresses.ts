import { bodyOf } from '../body.js';
import type { Cloth } from '../cloth.js';
import type { Design, Drawing, DrawOptions } from '../design.js';
import { n } from '../svg-path.js';
import type { BodiceShape } from './bodice.js';
import { skirtHalfWidth, skirtPath, type SkirtShape } from './skirts.js';
import { skirtSurface } from './skirt-surfaces.js';
import { drawTrousers, type TrouserShape } from './trousers.js';
import { drawUpper, type Trimmings } from './upper.js';

interface DressPlan {
  readonly bodice: BodiceShape;
  readonly trimmings: Trimmings;
  readonly cloth: Cloth;
  readonly options: DrawOptions;
}

/** A bodice that ends at the waist, and a skirt that begins under it. */
export function drawDress(design: Design, { skirt, ...plan }: DressPlan & { skirt: SkirtShape }): Drawing {
  const body = bodyOf(design.gender);
  const path = skirtPath(body, skirt);
  const { cloth } = plan;
  const block = design.fabric.pattern === 'Colour Block' ? { fill: design.fabric.accent.hex } : {};
  const lower = cloth.piece(path, block) + skirtSurface(body, skirt, cloth, { path, seed: design.seed });
  const upper = drawUpper(design, {
    shape: { ...plan.bodice, hemY: skirt.topY + 8 },
    trimmings: plan.trimmings,
    cloth,
    options: plan.options,
  });
  const half = skirtHalfWidth(body, skirt, skirt.topY) + 1;
  const seam = cloth.seam(`M${n(-half)},${skirt.topY + 6}Q0,${skirt.topY + 15} ${n(half)},${skirt.topY + 6}`, {
    width: 1.6,
  });
  return {
    markup: lower + upper.markup + (plan.trimmings.belt === true ? '' : seam),
    outline: [path, ...upper.outline],
    behind: upper.behind ?? '',
  };
}

/** A bodice and trousers in one. */
export function drawJumpsuit(design: Design, { trousers, ...plan }: DressPlan & { trousers: TrouserShape }): Drawing {
  const { cloth, options } = plan;
  const lower = drawTrousers(design, { shape: trousers, cloth, options: { ...options, stage: 'worn' } });
  const upper = drawUpper(design, {
    shape: { ...plan.bodice, hemY: trousers.topY + 8 },
    trimmings: plan.trimmings,
    cloth,
    options,
  });
  return {
    markup: lower.markup + upper.markup,
    outline: [...lower.outline, ...upper.outline],
    behind: upper.behind ?? '',
  };
}
