/** What else shops call a garment, nearest first. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  blazer: ['jacket', 'coat'],
  blouse: ['top', 'shirt'],
  boots: ['shoes'],
  cape: ['shawl', 'stole', 'poncho'],
  cardigan: ['sweater', 'pullover', 'sweatshirt'],
  clutch: ['purse', 'bag'],
  coat: ['jacket', 'outerwear', 'blazer'],
  flats: ['shoes'],
  hat: ['cap', 'headwear'],
  heels: ['shoes'],
  jacket: ['coat', 'outerwear', 'blazer'],
  jeans: ['trousers', 'pants'],
  jumper: ['sweater', 'pullover'],
  leggings: ['tights', 'pants', 'trousers'],
  loafers: ['shoes'],
  pants: ['trousers', 'bottomwear'],
  pumps: ['heels', 'shoes'],
  purse: ['handbag', 'bag'],
  romper: ['jumpsuit'],
  sandals: ['shoes'],
  scarf: ['scarves', 'muffler'],
  shoes: ['footwear'],
  sneakers: ['sports shoes', 'shoes'],
  stockings: ['tights', 'socks'],
  sweater: ['pullover', 'jumper', 'sweatshirt'],
  sweatshirt: ['hoodie', 'sweater'],
  't-shirt': ['tshirt', 'tee', 'top'],
  tights: ['leggings', 'stockings'],
  top: ['blouse', 'shirt'],
  vest: ['waistcoat'],
};

/**
 * The name by which a garment is searched in this shop: its own, or another that the shop's categories know.
 * @param label as the detector names it
 * @param categories every level of every path: 'Apparel > Topwear'; empty when the shop has none
 * @returns undefined when the shop seems to have none: then its look says more than its name
 */
export function nameInShop(label: string, categories: readonly string[]): string | undefined {
  const names = [label, ...(OTHER_NAMES[label.toLowerCase()] ?? [])];
  if (categories.length === 0) return label;
  const known = new Set(categories.flatMap((path) => levelsOf(path).flatMap(formsOf)));
  return names.find((name) => known.has(formsOf(name).at(-1) ?? ''));
}

function levelsOf(path: string): string[] {
  return path.split('>').map((level) => level.trim());
}

/** 'Casual Shoes' as 'casual', 'shoe' and 'casualshoe', each without the ending of many; 'T-Shirts' also as 'tshirt'. */
function formsOf(name: string): string[] {
  const words = name.toLowerCase().match(/\p{Letter}{2,}/gu) ?? [];
  return [...words, name.toLowerCase().replace(/\P{Letter}/gu, '')].map(singular);
}

function singular(word: string): string {
  if (/(?:sses|shes|ches|xes)$/u.test(word)) return word.slice(0, -2);
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}
