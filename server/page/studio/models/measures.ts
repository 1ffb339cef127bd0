import { numberText, percentText } from '../frame/words.js';

/** One number that a model was judged by, as people read it. */
export interface Measure {
  readonly name: string;
  readonly value: string;
  readonly meaning: string;
}

interface Kind {
  readonly name: string;
  readonly meaning: string;
  readonly format: (value: number) => string;
}

const recall = (name: string, among: string): Kind => ({
  ...{ name, meaning: `Share of queries whose right answer is ${among}.`, format: percentText },
});

const KINDS: Readonly<Record<string, Kind>> = {
  recallAt1: recall('First', 'the very first'),
  recallAt5: recall('Among 5', 'among the first 5'),
  recallAt10: recall('Among 10', 'among the first 10'),
  recallAt50: recall('Among 50', 'among the first 50'),
  recallAt1Percent: recall('Among 1 %', 'among the first hundredth of all products'),
  recallAt5Percent: recall('Among 5 %', 'among the first twentieth of all products'),
  recallAt10Percent: recall('Among 10 %', 'among the first tenth of all products'),
  medianRank: {
    name: 'Median rank',
    meaning: 'Half of the right answers stand at this place or before.',
    format: numberText,
  },
  medianRankPercent: {
    name: 'Median rank, of all',
    meaning: 'The same place as a share of the products that it was measured on.',
    format: (value) => `${numberText(value)} %`,
  },
  mrr: {
    name: 'Mean reciprocal rank',
    meaning: 'Mean of 1 / place of the right answer; 1 is perfect.',
    format: numberText,
  },
  ndcgAt10: {
    name: 'nDCG@10',
    meaning: 'How well the first 10 are ordered against judgements; 1 is perfect.',
    format: numberText,
  },
  precisionAt10: { name: 'Precision@10', meaning: 'Share of the first 10 that are right.', format: percentText },
  top: { name: 'Department', meaning: 'Share whose first level of category is told right.', format: percentText },
  middle: { name: 'Category', meaning: 'Share whose first two levels are told right.', format: percentText },
  leaf: { name: 'Finest category', meaning: 'Share whose whole path is told right.', format: percentText },
  queries: { name: 'Queries', meaning: 'How many were asked.', format: numberText },
  top1: {
    name: 'First box',
    meaning: 'Share of texts whose first box covers the garment (overlap of at least .5).',
    format: percentText,
  },
  top3: { name: 'First 3 boxes', meaning: 'The same for the best of three boxes.', format: percentText },
  top5: { name: 'First 5 boxes', meaning: 'The same for the best of five boxes.', format: percentText },
  top10: { name: 'First 10 boxes', meaning: 'The same for the best of ten boxes.', format: percentText },
  'top1At0.7': {
    name: 'First box, closely',
    meaning: 'The same for the first box with an overlap of at least .7.',
    format: percentText,
  },
  meanIou: {
    name: 'Mean overlap',
    meaning: 'Of the first box with the true one (intersection over union); 1 is perfect.',
    format: numberText,
  },
};

/** @returns a measure under its plain name; one that nobody has described keeps its own, without a meaning */
export function measureOf(name: string, value: number): Measure {
  const kind = KINDS[name] ?? described(name);
  return { name: kind.name, value: kind.format(value), meaning: kind.meaning };
}

/** 'top1 at .5', 'largest top3 at .7': what cards of detectors write. */
function described(name: string): Kind {
  const [, largest, count, overlap] = /^(largest )?top(\d+) at (\.\d+)$/.exec(name) ?? [];
  if (count === undefined) return { name, meaning: '', format: numberText };
  const boxes = count === '1' ? 'the first box' : `one of the first ${count} boxes`;
  const of = largest === undefined ? 'texts' : 'texts of the largest garment of a photo';
  return {
    name,
    meaning: `Share of ${of} of which ${boxes} overlaps the garment by ${overlap} or more.`,
    format: percentText,
  };
}
