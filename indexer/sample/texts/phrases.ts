import type { Gender } from '../design.js';
import type { Material, Pattern } from '../fabric.js';

export const FEELINGS = [
  'classic',
  'elegant',
  'modern',
  'timeless',
  'playful',
  'comfortable',
  'stylish',
  'versatile',
  'refined',
  'relaxed',
  'chic',
  'contemporary',
  'everyday',
  'smart',
  'charming',
  'bold',
  'minimal',
  'lovely',
] as const;

export const MATERIAL_PHRASES: Readonly<Record<Material, readonly string[]>> = {
  Cotton: ['soft cotton', 'pure cotton', 'breathable cotton'],
  Denim: ['sturdy denim', 'washed denim', 'denim with contrast stitching'],
  Leather: ['smooth leather', 'polished leather', 'genuine leather'],
  Wool: ['warm wool', 'fine wool', 'a soft wool blend'],
  'Cable Knit': ['chunky cable knit', 'a cable-knit yarn', 'thick knitted yarn'],
  Cashmere: ['light cashmere', 'soft knitted cashmere'],
  Silk: ['shiny silk', 'flowing silk', 'pure silk'],
  Satin: ['glossy satin', 'shiny satin'],
  Linen: ['airy linen', 'crisp linen', 'cool linen'],
  Polyester: ['easy-care polyester', 'light polyester'],
  Nylon: ['water-repellent nylon', 'tough nylon', 'light nylon'],
  Lace: ['delicate lace', 'flower lace', 'openwork lace'],
  Velvet: ['plush velvet', 'rich velvet'],
  Corduroy: ['ribbed corduroy', 'soft corduroy'],
  Suede: ['soft suede', 'velvety suede'],
  Canvas: ['robust canvas', 'woven canvas'],
  Fleece: ['cosy fleece', 'brushed fleece'],
  Tweed: ['heavy tweed', 'herringbone tweed'],
  Jersey: ['stretchy jersey', 'soft jersey'],
  Chiffon: ['sheer chiffon', 'floating chiffon'],
  Straw: ['woven straw', 'natural straw'],
  Metal: ['polished metal', 'shiny metal'],
  Acetate: ['glossy acetate', 'polished acetate'],
  'Quilted Nylon': ['quilted nylon', 'padded and quilted nylon'],
};

export const PATTERN_PHRASES: Readonly<Record<Pattern, readonly string[]>> = {
  Solid: ['a plain surface'],
  Striped: ['stripes', 'a striped pattern', 'even stripes'],
  Checked: ['checks', 'a checked pattern', 'a plaid pattern'],
  'Polka Dots': ['polka dots', 'small dots', 'a dotted print'],
  Floral: ['a floral print', 'printed flowers', 'a flower pattern'],
  Camouflage: ['a camouflage print', 'a camo pattern'],
  'Colour Block': ['colour blocking', 'two blocks of colour'],
  Geometric: ['a geometric print', 'a diamond pattern'],
  Leopard: ['a leopard print', 'an animal print'],
  Houndstooth: ['a houndstooth pattern', 'houndstooth checks'],
  Graphic: ['a graphic print on the chest', 'a printed motif'],
};

export const OCCASIONS: Readonly<Record<string, readonly string[]>> = {
  Casual: ['for weekends', 'on casual days', 'for everyday wear', 'for a stroll in the city', 'when meeting friends'],
  Formal: ['at the office', 'for formal occasions', 'for business meetings', 'at weddings'],
  Party: ['for parties', 'on a night out', 'for evenings and cocktails', 'for festive occasions'],
  Sports: ['for sports', 'for training days', 'at the gym', 'on active days outdoors'],
  Travel: ['for travel', 'on holidays', 'for weekend trips', 'at the airport'],
};

export const SEASON_PHRASES: Readonly<Record<string, readonly string[]>> = {
  Summer: ['for hot summer days', 'in summer', 'for sunny weather'],
  Winter: ['for cold winter days', 'in winter', 'for chilly weather'],
  Fall: ['for cool fall days', 'in autumn', 'for windy weather'],
  Spring: ['for mild spring days', 'in spring'],
};

export const PAIRINGS: Readonly<Record<Gender, readonly string[]>> = {
  Women: [
    'jeans and ballet flats',
    'a pencil skirt',
    'high heels and a clutch',
    'sunglasses and sandals',
    'a simple white top',
    'a cardigan',
    'ankle boots',
  ],
  Men: [
    'jeans and boots',
    'chinos and loafers',
    'a plain shirt',
    'a blazer',
    'joggers',
    'a leather belt',
    'a white tee',
  ],
};

export const CARE = [
  'Machine wash cold.',
  'Hand wash only.',
  'Dry clean recommended.',
  'Wipe clean with a damp cloth.',
  'Do not bleach.',
  'Model is wearing the size M.',
  'Colours may look different on your screen.',
  'Free returns within 30 days.',
] as const;
