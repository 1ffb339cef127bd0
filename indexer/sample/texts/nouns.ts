import type { Category, Design } from '../design.js';

/** What a product is called; the first is the usual word. */
export interface Naming {
  readonly nouns: readonly string[];
  /** 'these pants' rather than 'this pants'. */
  readonly plural: boolean;
}

const PLURAL: readonly Category[] = ['boots', 'glasses', 'pants', 'flats', 'shorts', 'pumps', 'sandals', 'joggers'];

const SYNONYMS: Readonly<Record<Category, readonly string[]>> = {
  vest: ['vest', 'gilet', 'sleeveless jacket'],
  hats: ['hat', 'headwear'],
  boots: ['boots', 'pair of boots'],
  polo: ['polo', 'polo shirt', 'polo t-shirt'],
  jewelry: ['jewelry', 'jewellery piece'],
  skirt: ['skirt'],
  clutch: ['clutch', 'evening bag', 'clutch bag'],
  cardigan: ['cardigan', 'knit jacket'],
  shirt: ['shirt', 'button-down shirt'],
  dress: ['dress', 'frock', 'gown'],
  backpack: ['backpack', 'rucksack', 'daypack'],
  swimwear: ['swimsuit', 'swimwear', 'beachwear'],
  suits: ['suit', 'two-piece suit'],
  'travel bags': ['travel bag', 'luggage'],
  glasses: ['glasses', 'eyewear'],
  pants: ['pants', 'trousers', 'slacks'],
  flats: ['flats', 'flat shoes'],
  shorts: ['shorts'],
  coat: ['coat', 'overcoat'],
  tops: ['top', 'blouse'],
  pumps: ['pumps', 'heels', 'court shoes'],
  sweatshirt: ['sweatshirt', 'sweat top'],
  sandals: ['sandals', 'open shoes'],
  'messenger bag': ['messenger bag', 'crossbody bag', 'shoulder bag'],
  blazer: ['blazer', 'tailored jacket'],
  'top handles': ['handbag', 'top handle bag', 'purse'],
  belts: ['belt', 'waist belt'],
  jacket: ['jacket'],
  'other accessories': ['accessory'],
  jumpsuit: ['jumpsuit', 'overall', 'playsuit'],
  sweater: ['sweater', 'pullover', 'jumper'],
  joggers: ['joggers', 'track pants', 'sweatpants'],
};

/** Styles that are nouns of their own, in lower case when written in a sentence. */
const STYLE_NOUNS: readonly Category[] = [
  'hats',
  'boots',
  'jewelry',
  'coat',
  'jacket',
  'vest',
  'travel bags',
  'other accessories',
  'flats',
  'sandals',
  'pumps',
  'clutch',
  'backpack',
  'top handles',
  'glasses',
  'belts',
  'messenger bag',
];

const STYLE_WORDS: Readonly<Record<string, { nouns: readonly string[]; plural?: boolean }>> = {
  'One-Piece': { nouns: ['one-piece swimsuit', 'bathing suit', 'swimsuit'] },
  Bikini: { nouns: ['bikini', 'two-piece swimsuit', 'bikini set'] },
  Tankini: { nouns: ['tankini', 'tankini set'] },
  'Swim Trunks': { nouns: ['swim trunks', 'swim shorts', 'board shorts'], plural: true },
  'Swim Briefs': { nouns: ['swim briefs', 'swimming briefs'], plural: true },
  Earrings: { nouns: ['earrings', 'drop earrings'], plural: true },
  Gloves: { nouns: ['gloves', 'pair of gloves'], plural: true },
  Socks: { nouns: ['socks', 'pair of socks'], plural: true },
  Sunglasses: { nouns: ['sunglasses', 'shades'], plural: true },
  Eyeglasses: { nouns: ['eyeglasses', 'spectacles', 'glasses'], plural: true },
  Ballerinas: { nouns: ['ballerinas', 'ballet flats', 'flats'], plural: true },
  Loafers: { nouns: ['loafers', 'moccasins', 'flats'], plural: true },
  'Slip-Ons': { nouns: ['slip-ons', 'slip-on shoes', 'flats'], plural: true },
};

export function namingOf({ category, gender, details, fabric }: Design): Naming {
  const plural = PLURAL.includes(category);
  const special = STYLE_WORDS[details.style];
  if (special !== undefined) return { nouns: special.nouns, plural: special.plural ?? false };
  if (category === 'pants' && fabric.material === 'Denim') return { nouns: ['jeans', 'denims', 'pants'], plural };
  if (category === 'sweatshirt' && details.neckline === 'Hooded')
    return { nouns: ['hoodie', 'hooded sweatshirt', 'sweatshirt'], plural };
  if (category === 'tops' && (gender === 'Men' || fabric.pattern === 'Graphic'))
    return { nouns: ['t-shirt', 'tee', 'top'], plural };
  if (STYLE_NOUNS.includes(category) && details.style !== undefined)
    return { nouns: [details.style.toLowerCase(), ...SYNONYMS[category].slice(0, 2)], plural };
  return { nouns: SYNONYMS[category], plural };
}
