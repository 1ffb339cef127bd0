/** What a pattern repeats: a rectangle of cloth. */
export interface Tile {
  readonly size: readonly [width: number, height: number];
  readonly markup: string;
}

/** In units: smaller tiles are slow to repeat, larger ones to draw. */
const LARGE = 36;

/** Several of the tile side by side as one. */
export function largeTile({ size: [stepX, stepY], markup }: Tile): [width: number, height: number, markup: string] {
  const [columns, rows] = [Math.max(1, Math.round(LARGE / stepX)), Math.max(1, Math.round(LARGE / stepY))];
  let all = '';
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      all += `<g transform="translate(${column * stepX} ${row * stepY})">${markup}</g>`;
    }
  }
  return [columns * stepX, rows * stepY, all];
}
