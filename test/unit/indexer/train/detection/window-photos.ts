import { boxedPhoto, type BoxedPhoto } from '../../../../../indexer/train/detection/photos.js';
import type { ProductBox } from '../../../../../src/product.js';
import { createRandom } from '../../../../../src/random.js';

const LABELS = ['skirt', 'boots', 'shoes', 'coat', 'hat', 'bag', 'sunglasses', 'jeans'];
const COLORS = ['black', 'grey', 'white', 'red', 'blue', 'yellow'];

/** Photos of random pixels with random boxes of a few labels and colours. */
export function inventPhotos(count: number, seed = 1): BoxedPhoto[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, i) => {
    const [width, height] = [50 + random.integer(40), 70 + random.integer(50)];
    const data = Uint8Array.from({ length: width * height * 3 }, () => random.integer(256));
    const boxes = Array.from({ length: 1 + random.integer(5) }, () => inventBox(width, height, random));
    return boxedPhoto({ id: `p${i}`, photo: { width, height, data }, boxes });
  });
}

function inventBox(width: number, height: number, random: ReturnType<typeof createRandom>): ProductBox {
  const [label, color] = [random.pick(LABELS), random.pick(COLORS)];
  const [w, h] = [10 + random.next() * (width - 10), 10 + random.next() * (height - 10)];
  return {
    label,
    color,
    query: `${color} ${label}`,
    box: [random.next() * (width - w), random.next() * (height - h), w, h],
  };
}
