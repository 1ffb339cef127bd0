import type { Model } from '../../../requests/models.js';

/** Models that were measured on the same products, and how well each finds them. */
export interface Comparison {
  readonly products: number;
  /** By the model's id: the share of texts whose photo is among the first ten. */
  readonly recallAt10: ReadonlyMap<string, number>;
}

interface Measured {
  readonly id: string;
  readonly products: number;
  readonly hash: string;
  readonly recall: number;
}

/**
 * Figures of different products say nothing about which model is better, so only models that were measured on the same ones
 * are compared: those of the model that answers, else of the newest one.
 * @param models the newest first
 * @returns undefined where there are not two
 */
export function comparisonOf(models: readonly Model[]): Comparison | undefined {
  const measured = models.flatMap(measuredOf);
  const current = models.find((model) => model.current)?.id;
  const first = measured.find(({ id }) => id === current) ?? measured.at(0);
  const same = measured.filter(({ hash }) => hash === first?.hash);
  if (first === undefined || same.length < 2) return undefined;
  return { products: first.products, recallAt10: new Map(same.map(({ id, recall }) => [id, recall])) };
}

function measuredOf({ id, card }: Model): Measured[] {
  const { products, hash } = (card?.heldOut ?? {}) as { readonly products?: unknown; readonly hash?: unknown };
  const recall = (card?.validation as Readonly<Record<string, unknown>> | undefined)?.['textToImage.recallAt10'];
  const isWhole = typeof products === 'number' && typeof hash === 'string' && typeof recall === 'number';
  return isWhole ? [{ id, products, hash, recall }] : [];
}
