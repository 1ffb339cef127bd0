import type { Random } from '../../src/random.js';
import type { Category, Design } from './design.js';
import { kindOf } from './kinds/index.js';
import type { Place } from './kinds/kind.js';
import { inventDesign } from './product-design.js';

/** From what lies on the skin to what lies on top of all. */
const ORDER: readonly Place[] = [
  'feet',
  'bottom',
  'whole',
  'top',
  'over',
  'waist',
  'neck',
  'head',
  'eyes',
  'shoulder',
  'hand',
];

/** What cannot be worn as it is drawn, because it is drawn for a table. */
const NOT_WORN: Partial<Record<Category, readonly string[]>> = {
  jewelry: ['Earrings', 'Ring', 'Bracelet', 'Watch'],
  'other accessories': ['Gloves', 'Umbrella', 'Socks', 'Wallet', 'Hair Bow'],
};

export function canBeWorn({ category, details }: Design): boolean {
  return !(NOT_WORN[category] ?? []).includes(details.style);
}

/** Dresses a person in the product and in what goes with it; in painting order. */
export function inventOutfit(main: Design, random: Random): Design[] {
  const taken = new Map<Place, Design>([[kindOf(main.category).place, main]]);
  const wear = (place: Place, categories: readonly Category[]): void => {
    const fitting = categories.filter((category) => kindOf(category).place === place);
    if (taken.has(place) || fitting.length === 0) return;
    const design = inventDesign(random.pick(fitting), random, { gender: main.gender, seed: `${main.seed}/${place}` });
    if (design.gender === main.gender && canBeWorn(design)) taken.set(place, design);
  };
  const women = main.gender === 'Women';
  if (main.category === 'swimwear') {
    if (random.next() < 0.5) wear('eyes', ['glasses']);
    if (random.next() < 0.5) wear('head', ['hats']);
    return inOrder(taken);
  }
  if (!taken.has('whole') && !taken.has('bottom') && !taken.has('top') && women && random.next() < 0.35)
    wear('whole', ['dress', 'jumpsuit']);
  if (!taken.has('whole')) {
    wear('bottom', women ? ['pants', 'skirt', 'skirt', 'shorts', 'pants'] : ['pants', 'pants', 'shorts', 'joggers']);
    if (!taken.has('top') && random.next() < 0.25) wear('over', ['jacket', 'blazer', 'cardigan']);
    if (taken.has('over')) wear('top', ['shirt', 'tops', 'polo']);
    else
      wear(
        'top',
        women ? ['tops', 'tops', 'shirt', 'sweater', 'polo'] : ['shirt', 'polo', 'sweatshirt', 'sweater', 'tops'],
      );
    wearUnder(taken);
  }
  wear('feet', women ? ['pumps', 'flats', 'boots', 'sandals'] : ['flats', 'boots', 'flats']);
  addExtras(wear, random, women);
  return inOrder(taken);
}

/** What is worn under a jacket is cut close, so that it does not look out of its sides. */
function wearUnder(taken: Map<Place, Design>): void {
  const top = taken.get('top');
  if (top === undefined || !taken.has('over')) return;
  const close = { fit: 'Slim', sleeveStyle: 'Regular', hemline: 'Straight' };
  const details = Object.entries(top.details).map(([name, value]) => [
    name,
    name in close ? close[name as keyof typeof close] : value,
  ]);
  taken.set('top', { ...top, details: Object.fromEntries(details) as Design['details'] });
}

function addExtras(
  wear: (place: Place, categories: readonly Category[]) => void,
  random: Random,
  women: boolean,
): void {
  if (random.next() < 0.25) wear('shoulder', ['messenger bag', 'backpack']);
  else if (random.next() < 0.35) wear('hand', women ? ['top handles', 'clutch'] : ['travel bags']);
  if (random.next() < 0.22) wear('head', ['hats']);
  if (random.next() < 0.25) wear('eyes', ['glasses']);
  if (random.next() < 0.15) wear('neck', ['other accessories', 'jewelry']);
}

function inOrder(taken: ReadonlyMap<Place, Design>): Design[] {
  return ORDER.map((place) => taken.get(place)).filter((design) => design !== undefined);
}
