import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { RecipeInput } from '../../indexer/recipe.js';
import { importCatalog } from '../../indexer/import/index.js';
import { createRandom } from '../../src/random.js';
import { jsonLines, writeBelow } from './import-fixture.js';

const COLORS: Readonly<Record<string, string>> = {
  red: '#d02020',
  green: '#20a040',
  blue: '#2040d0',
  black: '#181818',
};

/** Garments in as few strokes as it takes to tell them apart. */
const KINDS: Readonly<Record<string, string>> = {
  shirt: 'M6 6H26V14H22V28H10V14H6Z',
  skirt: 'M12 6H20L28 28H4Z',
  shoe: 'M4 26V18L16 16L28 22V26Z',
  hat: 'M10 20Q16 2 22 20H30V24H2V20Z',
};

/** A model as small as it gets: seconds to train. */
export const TINY_RECIPE: RecipeInput = {
  text: { dimensions: 8, minCount: 1, epochs: 1 },
  encoder: {
    ...{ photoSize: 32, widths: [4, 8], embeddingSize: 8, textUnits: 8, heldOut: 0.15 },
    ...{ batchSize: 16, epochs: 4, extraTexts: 4, photoMemory: 8, learningRate: 0.01 },
  },
};

/** Imports `count` drawn garments into `<folder>/shop.vitrine`, with the recipe as its vitrine.json. */
export async function importGarments(
  folder: string,
  count: number,
  recipe: RecipeInput = TINY_RECIPE,
): Promise<string> {
  const workspace = join(folder, 'shop.vitrine');
  const catalog = await writeGarments(folder, count);
  await importCatalog({ workspace, sources: [catalog], photoSize: recipe.encoder?.photoSize });
  writeFileSync(join(workspace, 'vitrine.json'), JSON.stringify(recipe));
  return workspace;
}

/** A catalog of drawn garments: four kinds in four colours, each a little elsewhere. */
export async function writeGarments(folder: string, count: number): Promise<string> {
  const random = createRandom(3);
  const products = [];
  for (let i = 0; i < count; i++) {
    const color = Object.keys(COLORS)[i % 4];
    const kind = Object.keys(KINDS)[(i >> 2) % 4];
    const move = `translate(${4 * random.next() - 2} ${4 * random.next() - 2})`;
    const path = `<path transform="${move}" fill="${COLORS[color]}" d="${KINDS[kind]}"/>`;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32"><rect width="32" height="32" fill="#fff"/>${path}</svg>`;
    const photo = writeBelow(folder, `images/${i}.png`, await sharp(Buffer.from(svg)).png().toBuffer());
    products.push({ id: `g${i}`, title: `${color} ${kind}`, color, category: `Apparel > ${kind}`, images: [photo] });
  }
  return writeBelow(folder, 'garments.jsonl', jsonLines(products));
}
