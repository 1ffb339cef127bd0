/** One search that shows what the demo can do. */
export type ExampleQuery =
  | { readonly kind: 'words'; readonly words: string }
  /** The photo of some product of the category and colour, and words that change it. */
  | { readonly kind: 'photo and words'; readonly category: string; readonly color: string; readonly words: string }
  | { readonly kind: 'photo'; readonly category: string; readonly color: string };

/** What the demo asks in the end: all of it occurs in every sample of a few hundred products or more. */
export const EXAMPLE_QUERIES: readonly ExampleQuery[] = [
  { kind: 'words', words: 'red dress' },
  { kind: 'words', words: 'floral midi dress with short sleeves' },
  { kind: 'words', words: 'navy striped sweater' },
  { kind: 'words', words: 'black leather biker jacket' },
  { kind: 'words', words: 'checked shirt for men' },
  { kind: 'words', words: 'brown ankle boots' },
  { kind: 'words', words: 'something warm for winter' },
  { kind: 'words', words: 'leopard print' },
  { kind: 'words', words: 'camouflage backpack' },
  { kind: 'words', words: 'gold necklace' },
  { kind: 'words', words: 'handbag for the office' },
  { kind: 'words', words: 'sungalsses' },
  { kind: 'photo', category: 'hats', color: 'Beige' },
  { kind: 'photo', category: 'coat', color: 'Grey' },
  { kind: 'photo and words', category: 'dress', color: 'Blue', words: 'red' },
  { kind: 'photo and words', category: 'top handles', color: 'Black', words: 'white' },
  { kind: 'photo and words', category: 'pumps', color: 'Red', words: 'black' },
];
