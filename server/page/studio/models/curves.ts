import type { TrainingEpoch } from '../../../requests/models.js';
import type { Series } from '../charts/series.js';

/** Curves of a training, ready to be drawn. */
export interface Curves {
  readonly epochs: readonly number[];
  readonly losses: readonly Series[];
  readonly validation: readonly Series[];
}

const LOSS_NAMES: Readonly<Record<string, string>> = {
  total: 'all together',
  infoNce: 'text and photo apart from others',
  shortTexts: 'the same, short texts',
  contrastive: 'contrastive',
  imageCategory: 'category of the photo',
  textCategory: 'category of the text',
};

const SHOWN_MEASURES: readonly (readonly [path: string, name: string])[] = [
  ['textToImage.recallAt1', 'text finds photo, first'],
  ['textToImage.recallAt10', 'text finds photo, among 10'],
  ['imageToText.recallAt1', 'photo finds text, first'],
  ['imageToText.recallAt10', 'photo finds text, among 10'],
];

/** @returns losses that were ever more than 0, the sum first, and how often the right one was found */
export function curvesOf(history: readonly TrainingEpoch[]): Curves {
  const names = [...new Set(history.flatMap(({ losses }) => Object.keys(losses)))];
  const losses = names
    .map((name) => ({ name: LOSS_NAMES[name] ?? name, values: history.map((epoch) => epoch.losses[name]) }))
    .filter(({ values }) => values.some((value) => value > 0));
  const validation = SHOWN_MEASURES.map(([path, name]) => ({
    name,
    values: history.map((epoch) => epoch.validation?.[path]),
  })).filter(({ values }) => values.some((value) => value !== undefined));
  return { epochs: history.map(({ epoch }) => epoch), losses: losses.slice(0, 6), validation };
}
