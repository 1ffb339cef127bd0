import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkOptions } from '../../src/progress.js';
import { workspacePaths, type WorkspacePaths } from '../../src/storage/workspace.js';
import { writeFileAtomic } from '../atomic-file.js';
import { indexCatalog, type IndexSummary } from '../embed-catalog.js';
import { evaluate } from '../evaluate/index.js';
import type { RetrievalEvaluation } from '../evaluate/retrieval.js';
import { importCatalog, type ImportSummary } from '../import/index.js';
import { NAMED_RECIPES } from '../recipe.js';
import { drawSample, type DrawnSample } from '../sample/draw-sample.js';
import { trainModel, type TrainSummary } from '../train/index.js';
import { demoMeasures, nextSteps, writeDemoReport } from './demo-report.js';
import type { Report, ReportMeasure } from '../evaluate/report.js';

export interface DemoOptions extends WorkOptions {
  /** Folder of the demo's workspace; made when it is missing, and taken up where it stands. */
  readonly workspace: string;
  /** Default 2000. */
  readonly products?: number | undefined;
  /** Of the drawing and of the training. */
  readonly seed?: number | undefined;
}

/**
 * The recipe 'small', longer, because the drawings are cheap to learn from, and with so many products held out that the
 * figures are of some hundred queries.
 */
const DEMO_RECIPE = {
  text: { epochs: 15 },
  encoder: { epochs: 24, heldOut: 0.1 },
};

/** What each step of the demo did. */
export interface DemoSteps {
  readonly draw: DrawnSample & { readonly seconds: number };
  readonly import: ImportSummary;
  readonly train: TrainSummary;
  readonly index: IndexSummary;
  readonly evaluate: RetrievalEvaluation & { readonly seconds: number };
}

export interface DemoSummary extends DemoSteps {
  readonly workspace: string;
  /** Path of the HTML report. */
  readonly report: string;
  /** The figures that the report shows, beside chance. */
  readonly measures: readonly ReportMeasure[];
  /** What to try next. */
  readonly next: Report['next'];
  readonly seconds: number;
}

/**
 * Draws the sample catalog and takes it all the way: import, training with the recipe 'small', indexes, evaluation, and
 * one HTML page that shows what is found. Steps that an earlier run has done are skipped.
 * @throws LockedError when another process writes to the workspace; CancelledError
 */
export async function runDemo({ workspace, products = 2000, seed = 7, ...work }: DemoOptions): Promise<DemoSummary> {
  const started = performance.now();
  const paths = workspacePaths(workspace);
  const draw = await timed(() => drawOnce(paths, { products, seed }, work));
  await writeRecipe(paths, seed);
  const imported = await importCatalog({ workspace: paths, sources: [draw.catalog], pruneAll: true, ...work });
  const train = await trainModel({ workspace: paths, ...work });
  const index = await indexCatalog({ workspace: paths, ...work });
  const evaluation = await timed(() => evaluate({ workspace: paths.root, ...work }));
  const steps: DemoSteps = { draw, import: imported, train, index, evaluate: evaluation };
  const report = join(paths.reports, 'demo.html');
  await writeDemoReport(paths, steps, { file: report, seed });
  return {
    ...{ workspace: paths.root, report },
    ...steps,
    ...{ measures: demoMeasures(evaluation), next: nextSteps(paths.root) },
    seconds: secondsSince(started),
  };
}

/** The folder's name says what is in it: another number or seed draws anew, the same ones do not. */
async function drawOnce(
  paths: WorkspacePaths,
  { products, seed }: { products: number; seed: number },
  work: WorkOptions,
): Promise<DrawnSample> {
  const folder = join(paths.root, `sample-${products}-${seed}`);
  const catalog = join(folder, 'catalog.jsonl');
  if (!existsSync(catalog)) return drawSample({ folder, products, seed, ...work });
  return { catalog, products, photos: readdirSync(join(folder, 'images')).length };
}

/** The demo's own recipe makes `vitrine build` on its workspace do the same as the demo. */
async function writeRecipe(paths: WorkspacePaths, seed: number): Promise<void> {
  const { text, encoder } = NAMED_RECIPES.small;
  const recipe = {
    version: 1,
    seed,
    text: { ...text, ...DEMO_RECIPE.text },
    encoder: { ...encoder, ...DEMO_RECIPE.encoder },
  };
  await writeFileAtomic(paths.recipe, `${JSON.stringify(recipe, null, 2)}\n`);
}

async function timed<Result extends object>(work: () => Promise<Result>): Promise<Result & { seconds: number }> {
  const started = performance.now();
  const result = await work();
  return { ...result, seconds: secondsSince(started) };
}

function secondsSince(started: number): number {
  return Math.round((performance.now() - started) / 10) / 100;
}
