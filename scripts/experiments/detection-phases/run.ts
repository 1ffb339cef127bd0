/**
 * Trains the four phases of Rubio et al. (2017) on photos with boxes and measures each on other such photos:
 *
 *     node dist/scripts/experiments/detection-phases/run.js --model DIR --train FILE.jsonl --validate FILE.jsonl...
 *          [--recipes a,b,c,d] [--seed N] [--photos N] [--keep DIR]
 *
 * --model is the folder of a trained twin model; it is copied, to --keep or to a folder that is deleted at the end.
 * Recipes that the copy has already are not trained again. --photos measures a seeded part of each file.
 * Prints tables for docs/experiments.md.
 */
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { evaluateDetection } from '../../../indexer/evaluate/detection.js';
import type { DetectionEvaluation } from '../../../indexer/evaluate/detection/evaluation.js';
import { trainDetection } from '../../../indexer/train/detection/index.js';
import { DETECTION_RECIPES, type DetectionRecipeName } from '../../../src/detection/detection.js';
import { trainedRecipes } from '../../../src/detection/format.js';
import type { Progress } from '../../../src/progress.js';

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    train: { type: 'string' },
    validate: { type: 'string', multiple: true, default: [] },
    recipes: { type: 'string', default: 'a,b,c,d' },
    seed: { type: 'string', default: '7' },
    photos: { type: 'string' },
    keep: { type: 'string' },
  },
});

/** One line for each step that ends. */
function progressLines(): (progress: Progress) => void {
  let last: Progress | undefined;
  return (progress) => {
    if (last !== undefined && last.step !== progress.step) note(`${last.step} ${last.done} ${last.detail ?? ''}`);
    last = progress;
  };
}

function note(line: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
}

async function trainMissing(model: string, catalog: string, recipes: readonly DetectionRecipeName[]): Promise<void> {
  for (const recipe of recipes) {
    if (recipe === 'a' || trainedRecipes(model).includes(recipe)) continue;
    note(`recipe ${recipe}`);
    const summary = await trainDetection({
      ...{ workspace: dirname(model), model, catalog, recipe, seed: Number(values.seed) },
      onProgress: progressLines(),
    });
    note(JSON.stringify(summary));
  }
}

type Row = Pick<DetectionEvaluation, 'all' | 'largest'> & Pick<DetectionEvaluation, 'millisecondsPerPhoto'>;

/** The figures of each recipe on one file. */
function rowsOf(evaluation: DetectionEvaluation): Map<string, Row> {
  const rows = new Map<string, Row>([[evaluation.recipe, evaluation]]);
  for (const [name, baseline] of Object.entries(evaluation.baselines)) {
    const { millisecondsPerPhoto } = baseline;
    if (name.startsWith('recipe ') && millisecondsPerPhoto !== undefined) {
      rows.set(name.slice('recipe '.length), { ...baseline, millisecondsPerPhoto });
    }
  }
  return rows;
}

function share(value: number): string {
  return value.toFixed(3).replace(/^0/u, '');
}

function table(file: string, evaluation: DetectionEvaluation): string {
  const { ceiling, photos, queries } = evaluation;
  const cells = ({ all, largest, millisecondsPerPhoto }: Row): string[] => [
    ...[all['0.5'].top1, all['0.5'].top3, all['0.5'].top5, all['0.7'].top1].map(share),
    ...[largest['0.5'].top1, largest['0.5'].top3, largest['0.5'].top5, largest['0.7'].top1].map(share),
    millisecondsPerPhoto.median.toFixed(0),
  ];
  const lines = [...rowsOf(evaluation)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([recipe, row]) => [recipe, ...cells(row)]);
  const best = [ceiling.all['0.5'], ceiling.all['0.7'], ceiling.largest['0.5'], ceiling.largest['0.7']].map(share);
  const perfect = [
    `perfect ranking of ${ceiling.proposals} proposals of ${evaluation.recipe}`,
    best[0],
    '',
    '',
    best[1],
    best[2],
    '',
    '',
    best[3],
    '',
  ];
  const head = [
    'recipe',
    'top-1',
    'top-3',
    'top-5',
    'top-1 at .7',
    ...['top-1', 'top-3', 'top-5', 'top-1 at .7'].map((name) => `largest ${name}`),
    'ms',
  ];
  const rule = head.map(() => '---');
  const text = [head, rule, ...lines, perfect].map((row) => `| ${row.join(' | ')} |`).join('\n');
  return `${basename(dirname(file))}/${basename(file)}: ${photos} photos, ${queries} queries\n\n${text}\n`;
}

async function main(): Promise<void> {
  const { model, train, validate, keep } = values;
  if (model === undefined || train === undefined || validate.length === 0) {
    throw new Error('name --model, --train and --validate');
  }
  const recipes = DETECTION_RECIPES.filter((name) => values.recipes.split(',').includes(name));
  const temporary = keep === undefined ? mkdtempSync(join(tmpdir(), 'vitrine-phases-')) : undefined;
  const copy = keep ?? join(temporary!, 'model');
  try {
    if (!existsSync(copy)) cpSync(model, copy, { recursive: true });
    await trainMissing(copy, train, recipes);
    const [main, ...beside] = [...recipes].reverse();
    for (const file of validate) {
      const photos = values.photos === undefined ? undefined : Number(values.photos);
      const options = { workspace: dirname(copy), model: copy, catalog: file, recipe: main, beside, photos };
      process.stdout.write(`${table(file, await evaluateDetection({ ...options, onProgress: progressLines() }))}\n`);
    }
  } finally {
    if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true });
  }
}

await main();
