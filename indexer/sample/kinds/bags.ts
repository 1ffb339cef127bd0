import type { Body } from '../body.js';
import { Cloth } from '../cloth.js';
import { drawBackpack, drawClutch, drawHandbag, drawMessenger } from '../garments/bags.js';
import { drawTravelBag } from '../garments/luggage.js';
import type { Kind, Placement } from './kind.js';

/** Hung from the right hand: the grip of the bag, x = 0, y = 0, lies in the palm. */
function inHand(scale: number): (body: Body) => Placement[] {
  return (body) => [{ x: body.shoulder[0] + 37, y: body.shoulder[1] + 250, scale }];
}

interface Bag {
  readonly style: string;
  readonly closure: string;
  readonly [detail: string]: string;
}

export const topHandles: Kind<Bag & { size: string }> = {
  category: 'top handles',
  path: 'Accessories > Bags > Top Handle Bags',
  genders: ['Women'],
  materials: ['Leather', 'Leather', 'Suede', 'Canvas', 'Straw'],
  patterns: ['Solid', 'Solid', 'Solid', 'Solid', 'Colour Block', 'Leopard', 'Houndstooth'],
  price: [45, 299],
  seasons: ['Spring', 'Summer', 'Fall'],
  usages: ['Casual', 'Formal'],
  place: 'hand',
  pose: 'stands',
  focus: [0, 120],
  wear: inHand(0.36),
  invent: (random) => ({
    style: random.pick(['Satchel', 'Tote', 'Bowling Bag', 'Box Bag']),
    closure: random.pick(['Zip', 'Clasp', 'Magnetic Snap']),
    size: random.pick(['Small', 'Medium', 'Large']),
  }),
  draw: (design, sheet) => drawHandbag(design, new Cloth(design.fabric, sheet)),
};

export const clutch: Kind<Bag> = {
  category: 'clutch',
  path: 'Accessories > Bags > Clutches',
  genders: ['Women'],
  materials: ['Satin', 'Leather', 'Velvet', 'Suede', 'Leather'],
  patterns: ['Solid', 'Solid', 'Solid', 'Floral', 'Leopard', 'Geometric', 'Colour Block'],
  price: [19, 129],
  seasons: ['Summer', 'Winter', 'Spring'],
  usages: ['Party', 'Formal'],
  place: 'hand',
  pose: 'stands',
  focus: [10, 60],
  wear: inHand(0.3),
  invent: (random) => ({
    style: random.pick(['Envelope Clutch', 'Box Clutch', 'Fold-Over Clutch', 'Wristlet']),
    closure: random.pick(['Magnetic Snap', 'Clasp', 'Zip']),
  }),
  draw: (design, sheet, options) => drawClutch(design, new Cloth(design.fabric, sheet), options),
};

export const backpack: Kind<Bag> = {
  category: 'backpack',
  path: 'Accessories > Bags > Backpacks',
  genders: ['Men', 'Women'],
  materials: ['Canvas', 'Nylon', 'Leather', 'Polyester'],
  patterns: ['Solid', 'Solid', 'Solid', 'Camouflage', 'Floral', 'Geometric', 'Colour Block', 'Polka Dots'],
  price: [25, 139],
  seasons: ['Summer', 'Fall', 'Spring'],
  usages: ['Casual', 'Sports', 'Travel'],
  place: 'shoulder',
  pose: 'stands',
  focus: [0, 170],
  wear: () => [{ x: 0, y: 0, scale: 1 }],
  invent: (random) => ({
    style: random.pick(['School Backpack', 'Rucksack', 'Mini Backpack']),
    closure: random.pick(['Zip', 'Buckle']),
  }),
  draw: (design, sheet, options) => drawBackpack(design, new Cloth(design.fabric, sheet), options),
};

export const messengerBag: Kind<Bag> = {
  category: 'messenger bag',
  path: 'Accessories > Bags > Messenger Bags',
  genders: ['Men', 'Men', 'Women'],
  materials: ['Canvas', 'Leather', 'Leather', 'Nylon'],
  patterns: ['Solid', 'Solid', 'Solid', 'Solid', 'Camouflage', 'Checked'],
  price: [35, 189],
  seasons: ['Fall', 'Spring', 'Winter'],
  usages: ['Casual', 'Formal'],
  place: 'shoulder',
  pose: 'stands',
  focus: [10, 110],
  wear: (body) => [{ x: -body.hip[0] - 12, y: 300, scale: 0.42 }],
  invent: (random) => ({
    style: random.pick(['Flap Messenger', 'Satchel Messenger', 'Courier Bag']),
    closure: random.pick(['Buckle', 'Magnetic Snap']),
  }),
  draw: (design, sheet, options) => drawMessenger(design, new Cloth(design.fabric, sheet), options),
};

export const travelBags: Kind<Bag & { wheels: string }> = {
  category: 'travel bags',
  path: 'Accessories > Bags > Travel Bags',
  genders: ['Men', 'Women'],
  materials: ['Nylon', 'Canvas', 'Leather', 'Polyester'],
  patterns: ['Solid', 'Solid', 'Solid', 'Solid', 'Striped', 'Camouflage', 'Geometric'],
  price: [49, 259],
  seasons: ['Summer', 'Winter'],
  usages: ['Travel'],
  place: 'hand',
  pose: 'stands',
  focus: [0, 120],
  wear: inHand(0.52),
  invent(random) {
    const style = random.pick(['Duffel Bag', 'Trolley Suitcase', 'Weekender']);
    return { style, closure: 'Zip', wheels: style === 'Trolley Suitcase' ? 'Four Wheels' : 'None' };
  },
  draw: (design, sheet) => drawTravelBag(design, new Cloth(design.fabric, sheet)),
};
