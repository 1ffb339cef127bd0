import type { PhotoBox } from './box-geometry.js';

/** A garment that was found in the photo. */
export interface FoundGarment {
  readonly box: PhotoBox;
  readonly label: string;
  /** How sure it is, 0 to 1. */
  readonly score: number;
}

/**
 * What somebody who shows a photo most likely means: the garment that shows most, among those that are there. A shoe or a
 * bag is often surer than the coat above it, but it takes less room.
 * @returns undefined when nothing was found
 */
export function mainGarment(garments: readonly FoundGarment[]): FoundGarment | undefined {
  const weight = ({ box: [, , width, height], score }: FoundGarment): number => score * width * height;
  return garments.reduce<FoundGarment | undefined>(
    (main, garment) => (main === undefined || weight(garment) > weight(main) ? garment : main),
    undefined,
  );
}
