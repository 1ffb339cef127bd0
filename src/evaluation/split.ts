import { createRandom } from '../random.js';

/** What decides on which side a product falls: its id, and its photo's content where another product shares it. */
export interface SplitItem {
  readonly id: string;
  /** Products with one content hash in common stay together. */
  readonly contentHashes: readonly string[];
}

export interface Split<Item> {
  readonly train: Item[];
  readonly validation: Item[];
}

/**
 * Splits by a hash of the product id, so the side of a product depends neither on the others nor on their order.
 * Products that share a photo, directly or through a third one, follow the smallest id among them: a photo never
 * stands on both sides.
 * @param share of the products held out, in [0, 1]
 */
export function splitForValidation<Item extends SplitItem>(
  items: readonly Item[],
  { share, seed }: { share: number; seed: number },
): Split<Item> {
  const leaders = leadersByPhoto(items);
  const split: Split<Item> = { train: [], validation: [] };
  for (const [i, item] of items.entries()) {
    const heldOut = isHeldOut(items[leaders[i]].id, { share, seed });
    (heldOut ? split.validation : split.train).push(item);
  }
  return split;
}

/** Whether the hash of an id falls into the held-out share. */
export function isHeldOut(id: string, { share, seed }: { share: number; seed: number }): boolean {
  return createRandom(`${seed}/validation/${id}`).next() < share;
}

/** For each item the position of the one with the smallest id in its group (union-find, Tarjan 1975). */
function leadersByPhoto(items: readonly SplitItem[]): Int32Array {
  const parent = Int32Array.from(items, (_, i) => i);
  const find = (start: number): number => {
    let node = start;
    while (parent[node] !== node) {
      parent[node] = parent[parent[node]]!;
      node = parent[node]!;
    }
    return node;
  };
  const firstWith = new Map<string, number>();
  for (const [i, { contentHashes }] of items.entries()) {
    for (const hash of contentHashes) {
      const other = firstWith.get(hash);
      if (other === undefined) firstWith.set(hash, i);
      else join(parent, items, find(i), find(other));
    }
  }
  return Int32Array.from(items, (_, i) => find(i));
}

function join(parent: Int32Array, items: readonly SplitItem[], a: number, b: number): void {
  if (items[a].id <= items[b].id) parent[b] = a;
  else parent[a] = b;
}
