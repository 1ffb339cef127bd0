import type { Design } from '../design.js';

/** How a detail reads in a sentence after 'with' or 'has'. */
export function detailPhrases({ details, category }: Design): string[] {
  return Object.entries(details)
    .map(([name, value]) => phrase(name, value, category))
    .filter((text) => text !== undefined);
}

const SPECIAL: Readonly<Record<string, string>> = {
  Sleeveless: 'no sleeves',
  'High Neck': 'a high turtleneck',
  'Round Neck': 'a round crew neck',
  'V Neck': 'a v-neck',
  Hooded: 'a hood with drawstrings',
  'Shirt Collar': 'a classic shirt collar',
  'Polo Collar': 'a polo collar',
  'Lapel Collar': 'notched lapels',
  'Sweetheart Neck': 'a strapless sweetheart neckline',
  'Boat Neck': 'a wide boat neckline',
  Pullover: '',
  'Half Placket': 'a short button placket',
  Buttons: 'a row of buttons',
  Zip: 'a zipper',
  'Open Front': 'an open front',
  'Double Breasted': 'a double-breasted front',
  'Two Buttons': 'a two-button front',
  Drawstring: 'an elastic waist with drawstring',
  'Button and Zip': 'a button and zip fly',
  Belted: 'a belt tied at the waist',
  Seamed: 'a seam at the waist',
  'Side Stripe': 'stripes down the sides',
  'Pull-On': 'elastic side panels to pull on',
  'Lace-Up': 'laces',
  'Kangaroo Pocket': 'a kangaroo pocket',
  Straps: 'thin straps',
  'One Chest Pocket': 'one chest pocket',
  'Wide Straps': 'wide straps',
};

function phrase(name: string, value: string, category: string): string | undefined {
  const special = SPECIAL[value];
  if (special !== undefined) return special === '' ? undefined : special;
  if (value === 'None' || value === 'Regular' || value.startsWith('No ')) return undefined;
  const text = value.toLowerCase();
  switch (name) {
    case 'fit':
      return `a ${text} fit`;
    case 'length':
      return /^(full|knee|calf|thigh)/.test(text) ? `a ${text} cut` : `a ${text} length`;
    case 'rise':
      return `a ${text} waist`;
    case 'hemline':
      return `a ${text} hem`;
    case 'legs':
      return `${text} legs`;
    case 'heelHeight':
      return text === 'flat' ? 'a flat sole' : `a ${text}`;
    case 'style':
      return category === 'skirt' || category === 'dress' ? `${article(text)} ${text} skirt` : undefined;
    case 'sleeveStyle':
      return `${text} sleeves`;
    case 'height':
      return `${article(text)} ${text} shaft`;
    case 'frame':
      return `${text} frames`;
    case 'lens':
      return text.replace('lens', 'lenses');
    case 'stone':
      return /^(emerald)/.test(text) ? `an ${text}` : `a ${text}`;
    case 'pocket':
    case 'pockets':
      return text.endsWith('s') ? text : `a ${text}`;
    case 'sleeveLength':
    case 'wheels':
      return text;
    default:
      return `${article(text)} ${text}${SUFFIX[name] ?? ''}`;
  }
}

const SUFFIX: Readonly<Record<string, string>> = { size: ' size', width: ' width' };

function article(text: string): string {
  return /^[aeiou]/.test(text) ? 'an' : 'a';
}
