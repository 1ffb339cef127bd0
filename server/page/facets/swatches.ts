/** Colours as shops call them that CSS knows under no name, or as another colour. */
const PAINTS: Readonly<Record<string, string>> = {
  beige: '#dcc9a6',
  black: '#1b1b1b',
  blue: '#2f62b5',
  bronze: '#94692f',
  brown: '#704728',
  burgundy: '#6d1a2c',
  camel: '#b98d57',
  charcoal: '#43474b',
  copper: '#ad6238',
  coral: '#f0785a',
  cream: '#f4ecd2',
  'coffee brown': '#503529',
  denim: '#43618c',
  'fluorescent green': '#7ef03c',
  gold: '#cba443',
  green: '#2f7d46',
  grey: '#8b8e8c',
  'grey melange': '#a9acaa',
  khaki: '#a49a6c',
  indigo: '#35418f',
  lavender: '#b9a7d9',
  'light blue': '#a9c9e8',
  'lime green': '#8cc63e',
  magenta: '#b8257e',
  maroon: '#6b1d26',
  mauve: '#a987a3',
  metallic: 'linear-gradient(135deg, #8e9296, #e9ebec 50%, #8e9296)',
  multi: 'conic-gradient(#cf4637, #e0b13f, #3f9256, #3468b8, #8b4a9e, #cf4637)',
  'mushroom brown': '#8f7c6c',
  mustard: '#cf9d29',
  'navy blue': '#1f2c4d',
  navy: '#1f2c4d',
  nude: '#e3bfa5',
  'off white': '#f6f2e7',
  olive: '#6a6c33',
  orange: '#e57a2a',
  peach: '#f6bf9d',
  pink: '#ec8fae',
  purple: '#6b3f8c',
  red: '#c62f2c',
  rose: '#d9798c',
  rust: '#a5491f',
  'sea green': '#3a8f75',
  silver: '#c3c7ca',
  skin: '#e6bd9c',
  steel: '#7f8b94',
  tan: '#c49a6b',
  taupe: '#877a6e',
  teal: '#1c7476',
  'turquoise blue': '#38b5bd',
  turquoise: '#38b5bd',
  violet: '#7b4fa3',
  white: '#ffffff',
  yellow: '#f0cc3a',
};

/**
 * @param isColor whether CSS knows the text as a colour: CSS.supports('color', text)
 * @returns a CSS background: of the name, of the name as CSS knows it ('Light Blue' is lightblue), else of its last word
 *   that is a colour ('Dusty Pink'), else a plain plate
 */
export function swatchOf(name: string, isColor: (text: string) => boolean): string {
  const wanted = name.toLowerCase().replace(/gray/gu, 'grey').trim();
  if (wanted in PAINTS) return PAINTS[wanted];
  const words = wanted.split(/[^\p{Letter}]+/u).filter((word) => word !== '');
  for (const text of [words.join(''), ...words.reverse()]) {
    if (text in PAINTS) return PAINTS[text];
    if (/^[a-z]{3,}$/u.test(text) && !NO_COLORS.has(text) && isColor(text)) return text;
  }
  return 'var(--plate)';
}

/** What CSS takes where a colour stands, though it is none. */
const NO_COLORS = new Set(['inherit', 'initial', 'unset', 'revert', 'transparent', 'currentcolor']);
