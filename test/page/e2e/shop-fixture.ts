import { join } from 'node:path';
import sharp from 'sharp';
import { indexCatalog } from '../../../indexer/embed-catalog.js';
import { importCatalog } from '../../../indexer/import/index.js';
import { trainModel } from '../../../indexer/train/index.js';
import { jsonLines, writeBelow } from '../../pipeline/import-fixture.js';
import { TINY_RECIPE } from '../../pipeline/training-fixture.js';

const COLORS: Readonly<Record<string, string>> = {
  Red: '#c62f2c',
  Green: '#2f7d46',
  Blue: '#2f62b5',
  Black: '#1b1b1b',
};

const KINDS: Readonly<Record<string, { category: string; outline: string }>> = {
  Shirt: { category: 'Apparel > Topwear > Shirts', outline: 'M30 40H130V80H110V160H50V80H30Z' },
  Skirt: { category: 'Apparel > Bottomwear > Skirts', outline: 'M60 40H100L140 170H20Z' },
  Dress: { category: 'Apparel > Dress > Dresses', outline: 'M60 20H100L95 80L130 180H30L65 80Z' },
  Shoe: { category: 'Footwear > Shoes > Shoes', outline: 'M20 150V100L80 90L140 130V150Z' },
};

/** A product that is sold at less than before, when it is there, in several sizes, with a text of several parts. */
export const REDUCED = {
  id: 'shoe-black-bloom',
  availability: 'out of stock',
  description: 'A black shoe by Bloom.\n\n- Leather\n- Made by hand\n\nKeep it dry.',
  Size: ['38', '39', '1,2 m'],
};

const BRANDS = ['Ada', 'Bloom'];

/** Every kind in every colour by two brands, with two photos each, searched by a model of a few seconds. */
export async function shopWorkspace(folder: string): Promise<string> {
  const products: object[] = [];
  for (const [kind, { category }] of Object.entries(KINDS)) {
    for (const color of Object.keys(COLORS)) {
      for (const [i, brand] of BRANDS.entries()) {
        const id = `${kind}-${color}-${brand}`.toLowerCase();
        const images = [
          await drawn(folder, `${id}.png`, [{ kind, color }]),
          await drawn(folder, `${id}-2.png`, [{ kind, color }]),
        ];
        const price = 10 * (products.length + 1);
        products.push({
          id,
          title: `${brand} ${color} ${kind}`,
          color,
          category,
          brand,
          price,
          currency: 'EUR',
          images,
          material: 'Cotton',
          description: `A ${color.toLowerCase()} ${kind.toLowerCase()} by ${brand}.`,
          gender: i === 0 ? 'Women' : 'Men',
          ...(kind === 'Shirt' ? { Neck: i === 0 ? 'V' : 'Round' } : {}),
          ...(id === REDUCED.id ? { ...REDUCED, price, listPrice: price + 100 } : {}),
        });
      }
    }
  }
  const workspace = join(folder, 'shop.vitrine');
  await importCatalog({ workspace, sources: [writeBelow(folder, 'shop.jsonl', jsonLines(products))], photoSize: 32 });
  writeBelow(workspace, 'vitrine.json', JSON.stringify(TINY_RECIPE));
  await trainModel({ workspace });
  await indexCatalog({ workspace, threads: 1 });
  return workspace;
}

interface Drawn {
  readonly kind: string;
  readonly color: string;
}

/** Garments side by side on white, each 160 x 200. */
export async function drawn(folder: string, name: string, garments: readonly Drawn[]): Promise<string> {
  const width = 160 * garments.length;
  const paths = garments.map(
    ({ kind, color }, i) =>
      `<path transform="translate(${160 * i})" fill="${COLORS[color]}" d="${KINDS[kind].outline}"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="200"><rect width="${width}" height="200" fill="#fff"/>${paths.join('')}</svg>`;
  return writeBelow(folder, `images/${name}`, await sharp(Buffer.from(svg)).png().toBuffer());
}
