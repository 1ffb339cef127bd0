import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

const COLORS: Readonly<Record<string, string>> = {
  red: '#c62f2c',
  green: '#2f7d46',
  blue: '#2f62b5',
  black: '#1b1b1b',
};

const OUTLINES: Readonly<Record<string, string>> = {
  shirt: 'M30 40H130V80H110V160H50V80H30Z',
  skirt: 'M60 40H100L140 170H20Z',
  dress: 'M60 20H100L95 80L130 180H30L65 80Z',
  shoe: 'M20 150V100L80 90L140 130V150Z',
};

const BRANDS = ['Ada', 'Bloom', 'Curie', 'Dirac'];

/** Writes `products.jsonl` and its photos: every garment in every colour by every brand. @returns how many products */
export async function writeSmallCatalog(folder: string): Promise<number> {
  mkdirSync(join(folder, 'images'), { recursive: true });
  const products: object[] = [];
  for (const [kind, outline] of Object.entries(OUTLINES)) {
    for (const [color, shade] of Object.entries(COLORS)) {
      const photo = await drawn(outline, shade);
      for (const brand of BRANDS) {
        const id = `${brand}-${color}-${kind}`.toLowerCase();
        writeFileSync(join(folder, 'images', `${id}.png`), photo);
        const image = `images/${id}.png`;
        products.push({ id, title: `${brand} ${color} ${kind}`, color, brand, category: `Apparel > ${kind}`, image });
      }
    }
  }
  writeFileSync(join(folder, 'products.jsonl'), products.map((product) => `${JSON.stringify(product)}\n`).join(''));
  return products.length;
}

function drawn(outline: string, shade: string): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="160" height="200"><rect width="160" height="200" fill="#fff"/><path fill="${shade}" d="${outline}"/></svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}
