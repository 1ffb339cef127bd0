/** Collects the definitions (gradients, patterns, filters, clips) of one SVG; equal ones are written once. */
export class Sheet {
  private readonly ids = new Map<string, string>();
  private readonly entries: string[] = [];

  /**
   * @param write gets the id that the definition must carry
   * @returns the reference to use as a fill, filter or clip: 'url(#d3)'
   */
  define(write: (id: string) => string): string {
    const template = write('%');
    let id = this.ids.get(template);
    if (id === undefined) {
      id = `d${this.ids.size}`;
      this.ids.set(template, id);
      this.entries.push(write(id));
    }
    return `url(#${id})`;
  }

  /** A gradient across (or down) the shape it fills. */
  gradient(stops: readonly GradientStop[], { angle = 0 }: { angle?: number } = {}): string {
    const turn = angle === 0 ? '' : ` gradientTransform="rotate(${angle} .5 .5)"`;
    return this.define((id) => `<linearGradient id="${id}"${turn}>${stops.map(stopMarkup).join('')}</linearGradient>`);
  }

  /** A gradient from the centre of the shape it fills outwards. */
  radial(stops: readonly GradientStop[], { cx = 0.5, cy = 0.5, r = 0.5 } = {}): string {
    return this.define(
      (id) =>
        `<radialGradient id="${id}" cx="${cx}" cy="${cy}" r="${r}">${stops.map(stopMarkup).join('')}</radialGradient>`,
    );
  }

  blur(deviation: number): string {
    return this.define(
      (id) =>
        `<filter id="${id}" x="-30%" y="-30%" width="160%" height="160%"><feGaussianBlur stdDeviation="${deviation}"/></filter>`,
    );
  }

  clip(path: string): string {
    return this.define((id) => `<clipPath id="${id}"><path d="${path}"/></clipPath>`);
  }

  svg({ width, height, body }: { width: number; height: number; body: string }): string {
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
      `<defs>${this.entries.join('')}</defs>${body}</svg>`
    );
  }
}

export type GradientStop = readonly [offset: number, color: string, opacity?: number];

function stopMarkup([offset, color, opacity]: GradientStop): string {
  const see = opacity === undefined ? '' : ` stop-opacity="${opacity}"`;
  return `<stop offset="${offset}" stop-color="${color}"${see}/>`;
}
