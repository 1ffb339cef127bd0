import type { Random } from '../../src/random.js';
import { full, PHOTO_WIDTH, type Background } from './scene.js';
import { darker, lighter, mix, type Hex } from './palette.js';
import type { Sheet } from './sheet.js';
import { ellipse, n } from './svg-path.js';

/** Houses with awnings, and a pavement. */
export function street(sheet: Sheet, random: Random): Background {
  const tones: readonly Hex[] = ['#c9b8a3', '#b8a28e', '#a9b0b5', '#c7a58d', '#d5cabb', '#9a8c86'];
  let markup = full(
    sheet.gradient(
      [
        [0, '#c7dbea'],
        [0.5, '#eef3f4'],
        [1, '#dad8d3'],
      ],
      { angle: 90 },
    ),
  );
  let x = -20;
  while (x < PHOTO_WIDTH) {
    const width = 62 + random.integer(50);
    const top = 24 + random.integer(90);
    markup += house({ x, width, top }, random.pick(tones), random);
    x += width;
  }
  markup += `<rect y="322" width="${PHOTO_WIDTH}" height="78" fill="#b7b3ac"/><path d="M0,322H${PHOTO_WIDTH}" stroke="#6f6b66" stroke-width="3"/>`;
  markup +=
    Array.from(
      { length: 7 },
      (_, i) =>
        `<path d="M${n(160 + (i - 3) * 46)},324L${n(160 + (i - 3) * 92)},400" stroke="#8f8b85" stroke-opacity=".7"/>`,
    ).join('') + '<path d="M0,352H320" stroke="#8f8b85" stroke-opacity=".7"/>';
  return {
    name: 'street',
    markup: markup + full('#ffffff').replace('/>', ' fill-opacity=".14"/>'),
    ground: 'wall',
    floorY: 378,
  };
}

function house({ x, width, top }: { x: number; width: number; top: number }, tone: Hex, random: Random): string {
  let markup = `<rect x="${x}" y="${top}" width="${width}" height="${326 - top}" fill="${tone}"/><rect x="${x}" y="${top}" width="${width}" height="6" fill="${darker(tone, 0.25)}"/>`;
  const columns = Math.max(2, Math.floor(width / 28));
  for (let y = top + 20; y < 240; y += 40) {
    for (let i = 0; i < columns; i++) {
      const wx = x + (width / columns) * (i + 0.5) - 7;
      markup += `<rect x="${n(wx)}" y="${y}" width="14" height="24" fill="${random.next() < 0.25 ? '#e9d9a4' : '#7f95a3'}" stroke="${lighter(tone, 0.4)}" stroke-width="2"/>`;
    }
  }
  const awning = random.pick(['#b5473f', '#3e6e64', '#38557e', '#c79a3c']);
  return (
    markup +
    `<rect x="${x + 6}" y="270" width="${width - 12}" height="54" fill="#56646d"/><path d="M${x + 2},258H${x + width - 2}L${x + width + 2},274H${x - 2}Z" fill="${awning}"/>`
  );
}

/** Trees on a lawn with a path. */
export function park(sheet: Sheet, random: Random): Background {
  let markup = full(
    sheet.gradient(
      [
        [0, '#b9d8ec'],
        [0.6, '#e6f0ee'],
        [1, '#cfe0c2'],
      ],
      { angle: 90 },
    ),
  );
  for (let i = 0; i < 6; i++) {
    const [x, y, r] = [i * 64 + random.normal() * 12, 190 + random.normal() * 20, 48 + random.integer(26)];
    const green = mix('#5f8f57', '#a3bf7a', random.next());
    markup += `<rect x="${n(x - 5)}" y="${n(y)}" width="10" height="120" fill="#7c5f47"/><path d="${ellipse(x, y, r, r * 1.1)}" fill="${green}"/><path d="${ellipse(x - r * 0.25, y - r * 0.3, r * 0.6, r * 0.55)}" fill="#fff" fill-opacity=".14"/>`;
  }
  markup += `<path d="M0,290Q160,272 320,292L320,400L0,400Z" fill="#8fb06c"/><path d="M120,400Q150,320 158,284L166,284Q190,330 236,400Z" fill="#dacdb4"/>`;
  return {
    name: 'park',
    markup: markup + full('#ffffff').replace('/>', ' fill-opacity=".12"/>'),
    ground: 'wall',
    floorY: 378,
  };
}
