import { resolve } from 'node:path';
import { runDemo } from '../../indexer/index.js';
import type { DemoSteps, DemoSummary } from '../../indexer/index.js';
import { defineCommand } from '../command.js';
import { wholeNumber } from '../option-values.js';
import { durationInWords } from '../terminal/progress.js';
import { table } from '../terminal/table.js';

interface Options {
  readonly workspace?: string;
  readonly products: number;
  readonly seed: number;
}

const DEMO_WORKSPACE = 'demo.vitrine';

const AFTER = `
Works in ./demo.vitrine unless --workspace names another folder; run again, it redoes only what is stale.
The demo does not serve by itself: with or without --no-serve it ends with the report's path, and
'vitrine serve --workspace demo.vitrine' shows the page.`;

export const command = defineCommand<Options, DemoSummary>({
  configure: (verb) =>
    verb
      .option('--products <n>', 'how many products to draw', wholeNumber({ min: 200, max: 50_000 }), 2000)
      .option('--seed <n>', 'another catalog, and another training', wholeNumber(), 7)
      .option('--no-serve', 'do not serve the search page at the end')
      .addHelpText('after', AFTER),
  // Not $VITRINE_WORKSPACE: a demo must never write into somebody's own catalog.
  run: ({ options, signal, onProgress }) =>
    runDemo({
      workspace: resolve(options.workspace ?? DEMO_WORKSPACE),
      products: options.products,
      seed: options.seed,
      signal,
      onProgress,
    }),
  render: renderDemo,
});

function renderDemo({ measures, report, next, seconds, ...steps }: DemoSummary): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  return [
    table(['step', 'what', 'time'], stepRows(steps)),
    '',
    table(
      ['on products that training never saw', 'here', 'chance'],
      measures.map(({ name, value, chance }) => [name, percent(value), percent(chance)]),
    ),
    '',
    `Done in ${durationInWords(seconds)}. Open the report in a browser:`,
    '',
    `  ${report}`,
    '',
    ...next.flatMap(({ text, commands }) => [text, ...commands.map((line) => `  ${line}`), '']),
  ]
    .join('\n')
    .trimEnd();
}

function stepRows({ draw, import: imported, train, index, evaluate }: DemoSteps): string[][] {
  const count = (value: number): string => value.toLocaleString('en');
  const { image, text } = index.indexes;
  const row = (step: string, what: string, seconds: number): string[] => [step, what, `${seconds.toFixed(1)} s`];
  const speed = `${train.epochs} epochs, ${count(train.photosPerSecond)} photos/s on ${train.engine}`;
  const rank = evaluate.textToImage.medianRankPercent.toFixed(1);
  return [
    row('draw', `${count(draw.products)} products, ${count(draw.photos)} photos`, draw.seconds),
    row('import', `${count(imported.added)} added, ${count(imported.unchanged)} unchanged`, imported.seconds),
    row('train', train.unchanged ? 'nothing has changed' : speed, train.seconds),
    row('index', `${count(image.vectors)} photo and ${count(text.vectors)} text vectors, ${image.kind}`, index.seconds),
    row('evaluate', `${count(evaluate.products)} products, median rank ${rank} % (chance 50 %)`, evaluate.seconds),
  ];
}
