import type { Fabric } from './fabric.js';
import { darker, lighter, lightness, seamColor, type Hex } from './palette.js';
import { fabricFill } from './patterns.js';
import type { Sheet } from './sheet.js';
import { at, lens, n, type PathData, type Point } from './svg-path.js';
import { grainFill, opacityOf, roundLight, stitchColor } from './textures.js';

interface PieceOptions {
  /** Another fill than the cloth's own pattern: a plain trim, a lining. */
  readonly fill?: string;
  /** 'round' lights it like a body, 'flat' like a flap that lies on one. */
  readonly light?: 'round' | 'flat' | 'none';
  readonly grain?: boolean;
  readonly outline?: number;
}

/** Cuts pieces out of one fabric and sews them: every method gives the markup of what it adds. */
export class Cloth {
  readonly base: Hex;
  readonly line: Hex;
  private readonly fill: string;
  private readonly grain: string | undefined;
  private readonly light: string;

  constructor(
    readonly fabric: Fabric,
    readonly sheet: Sheet,
  ) {
    this.base = fabric.color.hex;
    this.line = seamColor(this.base);
    this.fill = fabricFill(fabric, sheet);
    this.grain = grainFill(fabric.material, fabric.color, sheet);
    this.light = roundLight(fabric.material, sheet);
  }

  /** A plain shade of the cloth for ribs, straps and linings. */
  get trim(): Hex {
    return lightness(this.base) < 0.24 ? lighter(this.base, 0.08) : darker(this.base, 0.14);
  }

  /** The cloth's fill with its pattern, for strokes: the rim of glasses. */
  get rimFill(): string {
    return this.fill;
  }

  get inside(): Hex {
    return darker(this.base, lightness(this.base) > 0.7 ? 0.24 : 0.42);
  }

  piece(path: PathData, { fill = this.fill, light = 'round', grain = true, outline = 1.2 }: PieceOptions = {}): string {
    const see = opacityOf(this.fabric.material);
    let markup = `<path d="${path}" fill="${fill}"${see < 1 ? ` fill-opacity="${see}"` : ''}/>`;
    if (grain && this.grain !== undefined) markup += `<path d="${path}" fill="${this.grain}"/>`;
    if (light === 'round') markup += `<path d="${path}" fill="${this.light}"/>`;
    if (light === 'flat') markup += `<path d="${path}" fill="${this.flatLight()}"/>`;
    if (outline > 0) markup += this.seam(path, { width: outline });
    return markup;
  }

  private flatLight(): string {
    return this.sheet.gradient(
      [
        [0, '#fff', 0.14],
        [0.5, '#fff', 0],
        [1, '#000', 0.16],
      ],
      { angle: 60 },
    );
  }

  seam(path: PathData, { width = 1, opacity = 0.75 }: { width?: number; opacity?: number } = {}): string {
    return `<path d="${path}" fill="none" stroke="${this.line}" stroke-width="${width}" stroke-opacity="${opacity}" stroke-linejoin="round" stroke-linecap="round"/>`;
  }

  /** A row of stitches, in the thread colour of the material. */
  stitch(path: PathData): string {
    const thread = stitchColor(this.fabric.material) ?? this.line;
    return `<path d="${path}" fill="none" stroke="${thread}" stroke-width="1" stroke-dasharray="2.6 1.8" stroke-opacity=".85"/>`;
  }

  /**
   * Soft shadows of folds along lines, each with its gleam beside it, kept inside the outline. Lenses of falling width
   * lie on each other: much faster than a blur, and at the size of a photo the same.
   */
  folds(lines: readonly PathData[], inside: PathData, { width = 8, opacity = 0.16 } = {}): string {
    const gleam = lightness(this.base) < 0.3 ? 0.1 : 0.15;
    const lenses = (offset: number): string =>
      [1.5, 0.95, 0.45]
        .map((share) => `<path d="${lines.map((line) => lens(line, { width: width * share, offset })).join('')}"/>`)
        .join('');
    return (
      `<g clip-path="${this.sheet.clip(inside)}"><g fill="#fff" fill-opacity="${(gleam * 0.5).toFixed(3)}">${lenses(-width * 0.8)}</g>` +
      `<g fill="#000" fill-opacity="${(opacity * 0.45).toFixed(3)}">${lenses(0)}</g></g>`
    );
  }

  /** A ribbed band along a line: collars, cuffs and hems of knitwear. */
  ribbing(path: PathData, width: number, fill: Hex = this.trim): string {
    return (
      `<path d="${path}" fill="none" stroke="${this.line}" stroke-width="${width + 1.6}"/>` +
      `<path d="${path}" fill="none" stroke="${fill}" stroke-width="${width}"/>` +
      `<path d="${path}" fill="none" stroke="${seamColor(fill)}" stroke-opacity=".4" stroke-width="${width}" stroke-dasharray="1 2.4"/>`
    );
  }

  button([x, y]: Point, radius = 2.6, color: Hex = this.buttonColor()): string {
    return (
      `<circle cx="${x}" cy="${y + 0.7}" r="${radius}" fill="#000" fill-opacity=".3"/>` +
      `<circle cx="${x}" cy="${y}" r="${radius}" fill="${color}" stroke="${darker(color, 0.4)}" stroke-width=".6"/>` +
      `<circle cx="${x - radius * 0.3}" cy="${y - radius * 0.3}" r="${radius * 0.35}" fill="#fff" fill-opacity=".6"/>`
    );
  }

  private buttonColor(): Hex {
    if (this.fabric.material === 'Denim') return '#b78b52';
    return lightness(this.base) < 0.45 ? lighter(this.base, 0.5) : '#fbf8f0';
  }

  zipper(from: Point, to: Point, metal: Hex = '#b9bcc2'): string {
    const line = `M${at(from)}L${at(to)}`;
    return (
      `<path d="${line}" stroke="${darker(this.base, 0.5)}" stroke-width="5"/>` +
      `<path d="${line}" stroke="${metal}" stroke-width="2.6" stroke-dasharray="1.5 1"/>` +
      `<rect x="${from[0] - 2}" y="${from[1]}" width="4" height="8" rx="1.2" fill="${lighter(metal, 0.3)}" stroke="${darker(metal, 0.4)}" stroke-width=".6"/>`
    );
  }

  /** A soft shadow that one piece throws on what lies under it. */
  castShadow(path: PathData, { dx = 0, dy = 3, opacity = 0.28 } = {}): string {
    const layer = (share: number, strength: number): string =>
      `<path d="${path}" transform="translate(${n(dx * share)} ${n(dy * share)})" fill="#000" fill-opacity="${(opacity * strength).toFixed(3)}"/>`;
    return layer(1.2, 0.3) + layer(0.8, 0.35) + layer(0.4, 0.4);
  }
}
