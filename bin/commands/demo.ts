import { resolve } from 'node:path';
import { runDemo } from '../../indexer/index.js';
import type { DemoSteps, DemoSummary } from '../../indexer/index.js';
import { defineCommand } from '../command.js';
import { serveDemo } from '../demo-service.js';
import { wholeNumber } from '../option-values.js';
import { durationInWords } from '../terminal/progress.js';
import { table } from '../terminal/table.js';

interface Options {
  readonly workspace?: string;
  readonly products: number;
  readonly seed: number;
  readonly serve: boolean;
}

const DEMO_WORKSPACE = 'demo.vitrine';

const AFTER = `
Works in ./demo.vitrine unless --workspace names another folder; run again, it redoes only what is stale.
At the end it serves the search page of this catalog on 127.0.0.1, at port 7700 or any free one, until Ctrl-C, and says
where. With --json too: the document is printed before, the address goes to stderr. --no-serve ends with the report.`;

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
  async afterwards({ workspace, draw }, { options, signal, note }) {
    if (options.serve && !signal.aborted) await serveDemo(workspace, { catalog: draw.catalog, signal, note });
  },
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
