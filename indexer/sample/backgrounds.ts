import type { Random } from '../../src/random.js';
import type { Kind, Pose } from './kinds/kind.js';
import { park, street } from './outdoors.js';
import { darker, lighter, mix, type Hex } from './palette.js';
import { full, PHOTO_HEIGHT, PHOTO_WIDTH, type Background, type Scene } from './scene.js';
import type { Sheet } from './sheet.js';
import { ellipse, n, rectangle } from './svg-path.js';

const [W, H] = [PHOTO_WIDTH, PHOTO_HEIGHT];

const PASTELS: readonly Hex[] = [
  '#f3dfe0',
  '#dfe9f0',
  '#e6eadb',
  '#f1e8d6',
  '#e5dff0',
  '#dcebe6',
  '#f4e3d2',
  '#e9e4df',
];

/** An evenly lit studio in white, grey or a pastel. */
export function plainBackground(sheet: Sheet, random: Random): Background {
  return random.pick<Scene>([whiteStudio, greyStudio, greyStudio, pastelStudio, pastelStudio])(sheet, random);
}

/** A room, a wall of bricks, a wardrobe, a shelf, a table: whatever suits the product. */
export function busyBackground(
  sheet: Sheet,
  random: Random,
  { pose, place }: Pick<Kind, 'pose' | 'place'>,
): Background {
  if (place === 'feet') return random.pick<Scene>([shelf, plinth, room])(sheet, random);
  return random.pick<Scene>(BUSY_SCENES[pose])(sheet, random);
}

/** Somewhere a person would stand. */
export function placeToStand(sheet: Sheet, random: Random): Background {
  return random.pick<Scene>([street, street, park, room, greyStudio, pastelStudio, bricks])(sheet, random);
}

const BUSY_SCENES: Readonly<Record<Pose, readonly Scene[]>> = {
  hangs: [room, room, bricks, wardrobe, woodTable],
  stands: [woodTable, marble, shelf, plinth, room],
  lies: [woodTable, woodTable, marble],
};

function whiteStudio(sheet: Sheet): Background {
  const fill = sheet.gradient(
    [
      [0, '#fbfbfa'],
      [0.72, '#f3f2f0'],
      [1, '#e6e4e1'],
    ],
    { angle: 90 },
  );
  return { name: 'white studio', markup: full(fill), ground: 'studio', floorY: 372 };
}

function greyStudio(sheet: Sheet, random: Random): Background {
  const tone = random.pick(['#d9dadb', '#c9cccf', '#e2e0dd', '#d3cfca']);
  const markup =
    full(tone) +
    full(
      sheet.radial(
        [
          [0, '#fff', 0.55],
          [1, '#fff', 0],
        ],
        { cx: 0.5, cy: 0.4, r: 0.65 },
      ),
    ) +
    floor(sheet, darker(tone, 0.1), 352);
  return { name: 'grey studio', markup, ground: 'studio', floorY: 372 };
}

function pastelStudio(sheet: Sheet, random: Random): Background {
  const tone = random.pick(PASTELS);
  const markup =
    full(tone) +
    full(
      sheet.radial(
        [
          [0, '#fff', 0.5],
          [1, '#fff', 0],
        ],
        { cx: 0.4, cy: 0.35, r: 0.7 },
      ),
    ) +
    floor(sheet, darker(tone, 0.09), 350);
  return { name: 'pastel studio', markup, ground: 'studio', floorY: 372 };
}

function floor(sheet: Sheet, tone: Hex, y: number): string {
  return `<rect y="${y}" width="${W}" height="${H - y}" fill="${sheet.gradient(
    [
      [0, tone, 0],
      [0.35, tone, 0.9],
      [1, tone, 0.5],
    ],
    { angle: 90 },
  )}"/>`;
}

function woodTable(sheet: Sheet, random: Random): Background {
  const wood = random.pick(['#b9885a', '#8d6142', '#cfa877', '#6e4d39', '#d8c1a1']);
  const planks = 5;
  const width = W / planks;
  let markup = full(wood);
  for (let i = 0; i < planks; i++) {
    const tone = mix(wood, random.next() < 0.5 ? '#000000' : '#ffffff', random.next() * 0.12);
    markup += `<rect x="${n(i * width)}" width="${n(width)}" height="${H}" fill="${tone}"/>`;
    for (let k = 0; k < 5; k++) {
      const x = i * width + width * (0.12 + 0.19 * k) + random.normal() * 2;
      const sway = random.normal() * 7;
      markup += `<path d="M${n(x)},0C${n(x + sway)},130 ${n(x - sway)},260 ${n(x + sway * 0.5)},400" fill="none" stroke="${darker(wood, 0.4)}" stroke-opacity=".25" stroke-width="${n(0.8 + random.next() * 1.4)}"/>`;
    }
    markup += `<path d="M${n(i * width)},0L${n(i * width)},${H}" stroke="${darker(wood, 0.6)}" stroke-opacity=".7" stroke-width="1.6"/>`;
    const joint = random.integer(H);
    markup += `<path d="M${n(i * width)},${joint}L${n((i + 1) * width)},${joint}" stroke="${darker(wood, 0.6)}" stroke-opacity=".6" stroke-width="1.4"/>`;
  }
  return { name: 'wooden table', markup: markup + full(vignette(sheet)), ground: 'table', floorY: H };
}

function vignette(sheet: Sheet): string {
  return sheet.radial(
    [
      [0, '#000', 0],
      [0.7, '#000', 0.04],
      [1, '#000', 0.24],
    ],
    { cx: 0.45, cy: 0.4, r: 0.8 },
  );
}

function marble(sheet: Sheet, random: Random): Background {
  let markup = full('#eeecea');
  for (let i = 0; i < 7; i++) {
    const [x, y] = [random.next() * W, random.next() * H];
    const [dx, dy] = [80 + random.next() * 120, 60 + random.normal() * 60];
    markup += `<path d="M${n(x - dx)},${n(y - dy)}Q${n(x + random.normal() * 30)},${n(y + random.normal() * 30)} ${n(x + dx)},${n(y + dy)}" fill="none" stroke="#8c8d92" stroke-opacity="${n(0.2 + random.next() * 0.2)}" stroke-width="${n(1 + random.next() * 4)}" filter="${sheet.blur(1.6)}"/>`;
  }
  return { name: 'marble', markup: markup + full(vignette(sheet)), ground: 'table', floorY: H };
}

function room(sheet: Sheet, random: Random): Background {
  const wall = random.pick(['#d8d2c6', '#c4cfcf', '#d9c9bd', '#b9c2b0', '#cdd3dd', '#e0d6cf']);
  const boards = random.pick(['#a77c55', '#8a6a4d', '#c2a27b']);
  const left = random.next() < 0.5;
  const side = (x: number): number => (left ? x : W - x);
  const skirting = `<rect y="316" width="${W}" height="9" fill="${lighter(wall, 0.5)}"/><path d="M0,325L${W},325" stroke="#000" stroke-opacity=".25"/>`;
  const planks = Array.from(
    { length: 8 },
    (_, i) =>
      `<path d="M${n(160 + (i - 3.5) * 34)},325L${n(160 + (i - 3.5) * 66)},${H}" stroke="${darker(boards, 0.45)}" stroke-opacity=".5"/>`,
  ).join('');
  const markup =
    full(
      sheet.gradient(
        [
          [0, lighter(wall, 0.18)],
          [1, darker(wall, 0.1)],
        ],
        { angle: left ? 20 : 160 },
      ),
    ) +
    picture(sheet, random, side(left ? 28 : 96)) +
    plant(side(left ? 286 : 34), random) +
    `<rect y="325" width="${W}" height="75" fill="${boards}"/>${planks}` +
    skirting +
    `<ellipse cx="160" cy="372" rx="150" ry="24" fill="${random.pick(PASTELS)}" fill-opacity=".75"/>`;
  return { name: 'room', markup, ground: 'wall', floorY: 372 };
}

function picture(sheet: Sheet, random: Random, x: number): string {
  const [first, second] = [random.pick(PASTELS), random.pick(['#c96f4a', '#4f7a86', '#dcae4c', '#7d8f69', '#a4607a'])];
  return (
    `<path d="${rectangle([x, 46, 68, 88])}" transform="translate(3 5)" fill="#000" fill-opacity=".22" filter="${sheet.blur(3)}"/>` +
    `<path d="${rectangle([x, 46, 68, 88])}" fill="#fbf9f4" stroke="#5b4637" stroke-width="3"/><path d="${rectangle([x + 10, 56, 48, 68])}" fill="${first}"/>` +
    `<circle cx="${x + 38}" cy="80" r="13" fill="${second}"/><path d="M${x + 10},124L${x + 10},104Q${x + 26},90 ${x + 38},104Q${x + 48},112 ${x + 58},100L${x + 58},124Z" fill="${darker(second, 0.3)}"/>`
  );
}

function plant(x: number, random: Random): string {
  const leaves = Array.from({ length: 9 }, (_, i) => {
    const turn = -80 + i * 20 + random.normal() * 6;
    const size = 0.8 + random.next() * 0.5;
    return `<path d="M0,0Q14,-40 0,-84Q-14,-40 0,0Z" transform="translate(${x} 300) rotate(${n(turn)}) scale(${n(size)})" fill="${mix('#3f7350', '#8fae6b', random.next() * 0.7)}"/>`;
  });
  return `${leaves.join('')}<path d="M${x - 26},296L${x + 26},296L${x + 20},342L${x - 20},342Z" fill="#c9774f"/><path d="M${x - 26},296L${x - 8},296L${x - 6},342L${x - 20},342Z" fill="#fff" fill-opacity=".18"/>`;
}

function bricks(sheet: Sheet, random: Random): Background {
  const tone = random.pick(['#a4563f', '#b9b2ab', '#8f4a3c', '#d2c8bd']);
  const brick = sheet.define(
    (id) =>
      `<pattern id="${id}" width="44" height="32" patternUnits="userSpaceOnUse"><rect width="44" height="32" fill="${mix(tone, '#d9cfc4', 0.55)}"/>` +
      `<path d="M1,1H43V15H1Z" fill="${tone}"/><path d="M-21,17H21V31H-21Z" fill="${darker(tone, 0.08)}"/><path d="M23,17H65V31H23Z" fill="${lighter(tone, 0.07)}"/></pattern>`,
  );
  const ground = `<rect y="346" width="${W}" height="54" fill="#8c8984"/><path d="M0,346H${W}" stroke="#000" stroke-opacity=".4" stroke-width="2"/>`;
  return {
    name: 'brick wall',
    markup:
      full(brick) +
      full(
        sheet.gradient(
          [
            [0, '#fff', 0.16],
            [1, '#000', 0.26],
          ],
          { angle: 60 },
        ),
      ) +
      ground,
    ground: 'wall',
    floorY: 376,
  };
}

function wardrobe(sheet: Sheet, random: Random): Background {
  const wall = random.pick(['#e2dcd3', '#d5dad9', '#ded3cb']);
  const clothes = Array.from({ length: 14 }, (_, i) => {
    const x = -6 + i * 25;
    if (x > 62 && x < 236) return '';
    const tone = random.pick(['#7b8794', '#b78f74', '#49566b', '#c9bfae', '#8d4f4b', '#6d7c62', '#d9d2c8', '#3b3b40']);
    return `<path d="M${x},40Q${x + 12},34 ${x + 24},44L${x + 26},${230 + random.integer(60)}L${x - 2},${230 + random.integer(60)}Z" fill="${tone}"/><path d="M${x},40L${x + 6},40L${x + 4},240L${x - 2},240Z" fill="#000" fill-opacity=".18"/>`;
  });
  const rail = `<rect y="22" width="${W}" height="5" fill="#54504c"/><rect y="22" width="${W}" height="1.6" fill="#a9a49d"/>`;
  return {
    name: 'wardrobe',
    markup:
      full(
        sheet.gradient(
          [
            [0, lighter(wall, 0.2)],
            [1, darker(wall, 0.12)],
          ],
          { angle: 90 },
        ),
      ) +
      clothes.join('') +
      rail +
      floor(sheet, darker(wall, 0.3), 340),
    ground: 'wall',
    floorY: 378,
  };
}

/** A block to stand on before a painted arch. */
function plinth(sheet: Sheet, random: Random): Background {
  const [wall, arch] = random.shuffle([...PASTELS]);
  const [x, block] = [PHOTO_WIDTH / 2, lighter(wall, 0.45)];
  const markup =
    full(
      sheet.gradient(
        [
          [0, wall],
          [1, darker(wall, 0.1)],
        ],
        { angle: 90 },
      ),
    ) +
    `<path d="M${x - 104},400L${x - 104},150Q${x - 104},46 ${x},46Q${x + 104},46 ${x + 104},150L${x + 104},400Z" fill="${darker(arch, 0.06)}"/>` +
    `<path d="${ellipse(x, 356, 138, 16)}" fill="${lighter(block, 0.3)}"/><path d="M${x - 138},356Q${x - 138},372 ${x},372Q${x + 138},372 ${x + 138},356L${x + 138},400L${x - 138},400Z" fill="${sheet.gradient(
      [
        [0, darker(block, 0.22)],
        [0.35, block],
        [1, darker(block, 0.3)],
      ],
    )}"/>`;
  return { name: 'plinth', markup, ground: 'wall', floorY: 360 };
}

function shelf(sheet: Sheet, random: Random): Background {
  const wall = random.pick(['#cfd6d2', '#e3d8cc', '#c8cbd6', '#d8cfc9']);
  const board = random.pick(['#a87b52', '#e9e4dc', '#6b4c38']);
  const books = Array.from(
    { length: 5 },
    (_, i) =>
      `<path d="${rectangle([8 + i * 11, 246 - random.integer(26), 10, 110])}" fill="${random.pick(['#8a4b46', '#49637a', '#c7a55d', '#5f7160', '#e7e0d5'])}"/>`,
  ).join('');
  const markup =
    full(
      sheet.gradient(
        [
          [0, lighter(wall, 0.15)],
          [1, darker(wall, 0.08)],
        ],
        { angle: 90 },
      ),
    ) +
    books +
    plant(292, random).replaceAll(' 300)', ' 310)') +
    `<rect y="342" width="${W}" height="58" fill="${board}"/><rect y="342" width="${W}" height="5" fill="#fff" fill-opacity=".3"/><rect y="382" width="${W}" height="18" fill="#000" fill-opacity=".3"/>`;
  return { name: 'shelf', markup, ground: 'wall', floorY: 362 };
}
