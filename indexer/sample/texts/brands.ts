/** Brand names invented for the sample; each dresses part of the shop, as brands do. */
interface Brand {
  readonly name: string;
  /** Multiplies prices. */
  readonly level: number;
}

export const BRANDS: readonly Brand[] = [
  { name: 'Lumora', level: 1 },
  { name: 'Northfjell', level: 1.3 },
  { name: 'Casa Verano', level: 0.9 },
  { name: 'Oak & Ember', level: 1.15 },
  { name: 'Velvetine', level: 1.4 },
  { name: 'Tidewright', level: 0.85 },
  { name: 'Marlow Quay', level: 1.2 },
  { name: 'Pixelthread', level: 0.7 },
  { name: 'Sundara Loom', level: 1 },
  { name: 'Brightwater', level: 0.8 },
  { name: 'Atelier Nuvo', level: 1.6 },
  { name: 'Fennick', level: 0.95 },
  { name: 'Kestrel Lane', level: 1.1 },
  { name: 'Dovetail Row', level: 1 },
  { name: 'Umbra Nine', level: 1.25 },
  { name: 'Pepperwick', level: 0.75 },
];
