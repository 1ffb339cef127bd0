import { CATEGORIES, type Category } from '../design.js';
import { belts, glasses, hats, jewelry, otherAccessories } from './accessories.js';
import { backpack, clutch, messengerBag, topHandles, travelBags } from './bags.js';
import { joggers, pants, shorts, skirt } from './bottoms.js';
import { dress, jumpsuit } from './dresses.js';
import { cardigan, sweater, sweatshirt, vest } from './knitwear.js';
import type { Kind } from './kind.js';
import { blazer, coat, jacket, suits } from './outerwear.js';
import { boots, flats, pumps, sandals } from './shoes.js';
import { swimwear } from './swimwear.js';
import { polo, shirt, tops } from './tops.js';

const BY_CATEGORY: Readonly<Record<Category, Kind>> = {
  vest,
  hats,
  boots,
  polo,
  jewelry,
  skirt,
  clutch,
  cardigan,
  shirt,
  dress,
  backpack,
  swimwear,
  suits,
  'travel bags': travelBags,
  glasses,
  pants,
  flats,
  shorts,
  coat,
  tops,
  pumps,
  sweatshirt,
  sandals,
  'messenger bag': messengerBag,
  blazer,
  'top handles': topHandles,
  belts,
  jacket,
  'other accessories': otherAccessories,
  jumpsuit,
  sweater,
  joggers,
};

export const KINDS: readonly Kind[] = CATEGORIES.map((category) => BY_CATEGORY[category]);

export function kindOf(category: Category): Kind {
  return BY_CATEGORY[category];
}
