import type { DetectionRecipeName, Detector } from '../../../src/detection/detection.js';
import type { PositionPrior } from '../../../src/detection/position-prior.js';
import { RANKED_PROPOSALS } from '../../../src/detection/ranked-photo.js';
import { hitRate, type Overlaps } from '../../../src/evaluation/boxes.js';
import { quantileOf } from '../../../src/evaluation/ranking.js';
import type { WorkOptions } from '../../../src/progress.js';
import { centreBox, priorOfAnything, priorOfLabel, wholePhoto } from './baselines.js';
import { runDetector, runWithProposals, type DetectorRun, type ProposalsRun } from './detector-run.js';
import type { BrokenPhoto, MeasuredPhotos } from './measured-photos.js';
import type { BoxQuery } from './queries.js';
import { atEachIou, ceilingOf, scoresOf, type Answers, type AtIou, type Ceiling, type Scores } from './scores.js';

export interface Milliseconds {
  readonly median: number;
  readonly p99: number;
}

/** Another way to answer the same queries. */
export type Baseline = Scores & { readonly millisecondsPerPhoto?: Milliseconds | undefined };

/** Share of the queries that are hit by one of the first proposals, by how many. */
export type ProposalRecall = Readonly<Record<'10' | '50' | '100' | '300' | '1000', number>>;

/** How well garments are found by their texts, beside what simpler answers reach on the same photos. */
export interface DetectionEvaluation extends Scores {
  readonly model: string;
  readonly recipe: DetectionRecipeName;
  readonly engine: string;
  readonly photos: number;
  readonly queries: number;
  /** Photos that could not be read. */
  readonly broken: readonly BrokenPhoto[];
  readonly proposals: { readonly recall: AtIou<ProposalRecall> };
  /** What a perfect ranking of the first `proposals` proposals would reach. */
  readonly ceiling: Ceiling & { readonly proposals: number };
  /** Decoding, looking and finding one text. */
  readonly millisecondsPerPhoto: Milliseconds;
  readonly baselines: Readonly<Record<string, Baseline>>;
  /** Baselines that could not be measured, and why. */
  readonly skipped: Readonly<Record<string, string>>;
  /** The contact sheet that was written. */
  readonly sheet?: string | undefined;
}

/** The other ways to answer: what the model's folder holds. */
export interface Rivals {
  readonly prior: PositionPrior | undefined;
  readonly detectors: readonly {
    readonly recipe: DetectionRecipeName;
    readonly open: () => Promise<Detector>;
  }[];
  /** Why others are missing, by their names. */
  readonly skipped: Readonly<Record<string, string>>;
}

/** What was found, for the figures and for a contact sheet. */
export interface MeasuredDetector {
  readonly figures: Omit<DetectionEvaluation, 'model' | 'engine'>;
  readonly run: DetectorRun & { readonly proposals: ProposalsRun };
}

/** Measures a detector and its rivals on the same photos. Detectors of rivals are opened one at a time, and closed. */
export async function measureDetector(
  detector: Detector,
  { photos, broken }: MeasuredPhotos,
  { rivals, ...work }: WorkOptions & { readonly rivals: Rivals },
): Promise<MeasuredDetector> {
  const queries = photos.flatMap(({ queries: own }) => own);
  const run = await runWithProposals(detector, photos, work);
  const { proposals } = run;
  const plain: Record<string, Answers | undefined> = {
    'random proposals': always(proposals.random),
    'largest proposal': always(proposals.largest),
    'centre box': centreBox(photos),
    'whole photo': wholePhoto(photos),
    'position prior': rivals.prior && priorOfAnything(rivals.prior, photos),
    'position prior by label': rivals.prior && priorOfLabel(rivals.prior, photos),
  };
  const baselines: Record<string, Baseline> = {};
  for (const [name, answers] of Object.entries(plain)) {
    if (answers !== undefined) baselines[name] = scoresOf(queries, answers);
  }
  for (const { recipe, open } of rivals.detectors) {
    const rival = await open();
    try {
      baselines[`recipe ${recipe}`] = runScores(queries, await runDetector(rival, photos, work));
    } finally {
      await rival.close();
    }
  }
  const ceiling = ceilingOf(queries, proposals.ranked);
  const figures = {
    ...{ recipe: detector.recipe, photos: photos.length, queries: queries.length, broken },
    ...runScores(queries, run),
    proposals: { recall: recallOf(proposals) },
    ceiling: { proposals: RANKED_PROPOSALS, ...ceiling },
    baselines,
    skipped: rivals.skipped,
  };
  return { figures, run };
}

function always(overlaps: readonly Overlaps[]): Answers {
  return atEachIou(() => overlaps);
}

function runScores(
  queries: readonly BoxQuery[],
  { overlaps, milliseconds }: DetectorRun,
): Scores & { readonly millisecondsPerPhoto: Milliseconds } {
  return {
    ...scoresOf(queries, always(overlaps)),
    millisecondsPerPhoto: { median: quantileOf(milliseconds, 0.5), p99: quantileOf(milliseconds, 0.99) },
  };
}

function recallOf({ ranked, many }: ProposalsRun): AtIou<ProposalRecall> {
  return atEachIou((iou) => {
    const at = (count: number): number => hitRate(ranked, { count, iou: Number(iou) });
    return { '10': at(10), '50': at(50), '100': at(100), '300': at(300), '1000': hitRate(many, { iou: Number(iou) }) };
  });
}
