import { Cloth } from '../cloth.js';
import { drawSwimwear } from '../garments/swimwear.js';
import type { Kind } from './kind.js';

export const swimwear: Kind<{ style: string; neckline: string; coverage: string }> = {
  category: 'swimwear',
  path: 'Apparel > Beachwear > Swimwear',
  genders: ['Women', 'Women', 'Men'],
  materials: ['Nylon', 'Polyester'],
  patterns: ['Solid', 'Solid', 'Striped', 'Floral', 'Polka Dots', 'Leopard', 'Geometric', 'Colour Block'],
  price: [15, 79],
  seasons: ['Summer'],
  usages: ['Sports', 'Casual'],
  place: 'whole',
  pose: 'hangs',
  focus: [0, 190],
  invent(random, gender) {
    const style =
      gender === 'Men'
        ? random.pick(['Swim Trunks', 'Swim Briefs'])
        : random.pick(['One-Piece', 'One-Piece', 'Bikini', 'Bikini', 'Tankini']);
    return {
      style,
      neckline: gender === 'Men' ? 'None' : random.pick(['Scoop Neck', 'V Neck', 'Bandeau', 'Halter Neck']),
      coverage: random.pick(['Full Coverage', 'Moderate Coverage']),
    };
  },
  draw: (design, sheet, options) => drawSwimwear(design, new Cloth(design.fabric, sheet), options),
};
