import { resolve } from 'node:path';
import { Option } from 'commander';
import { DETECTION_RECIPES } from '../../src/index.js';
import type { DetectionRecipeName } from '../../src/index.js';
import { evaluateDetection } from '../../indexer/index.js';
import type { DetectionEvaluation } from '../../indexer/index.js';
import { defineCommand } from '../command.js';
import { listOf, wholeNumber } from '../option-values.js';
import { pairs, table, type Cell } from '../terminal/table.js';

interface EvaluateDetectionCommandOptions {
  readonly catalog: string;
  readonly model?: string;
  readonly recipe?: DetectionRecipeName;
  readonly beside?: readonly (DetectionRecipeName | 'none')[];
  readonly photos?: number;
  readonly sheet?: string;
}

const AFTER = `
A row of the file: {"id", "image": "photo.jpg", "boxes": [{"label", "query", "box": [x, y, width, height]}]}, the largest
box first. Every box is a query; a found box is right from an intersection over union of 0.5 (or 0.7) on.

Example:
  vitrine evaluate-detection --catalog street.jsonl --sheet sheet.html`;

export const command = defineCommand<EvaluateDetectionCommandOptions, DetectionEvaluation>({
  configure: (verb) =>
    verb
      .requiredOption('--catalog <file>', 'photos with marked garments, one JSON object a line')
      .option('--model <name>', 'a model of the workspace, a shipped one, or its folder')
      .addOption(
        new Option('--recipe <name>', 'the way to find; the best that the model has').choices(DETECTION_RECIPES),
      )
      .option(
        '--beside <list>',
        "recipes to measure beside it, or 'none'; all that the model has",
        listOf([...DETECTION_RECIPES, 'none'] as const),
      )
      .option('--photos <n>', 'measure no more photos than this, drawn by a seed', wholeNumber({ min: 1 }))
      .option('--sheet <file.html>', 'write a page that shows right and wrong answers; it holds the photos')
      .addHelpText('after', AFTER),
  run: ({ workspace, options: { beside, sheet, ...options }, signal, onProgress }) =>
    evaluateDetection({
      ...{ workspace, ...options, signal, onProgress },
      beside: beside?.filter((name) => name !== 'none'),
      sheet: sheet === undefined ? undefined : resolve(sheet),
    }),
  render: renderDetection,
});

function renderDetection(result: DetectionEvaluation): string {
  const { photos, queries, broken, skipped, millisecondsPerPhoto } = result;
  const head = pairs([
    ['model', `${result.model}, recipe ${result.recipe}`],
    ['engine', result.engine],
    ['photos', `${photos.toLocaleString('en')}, asked ${queries.toLocaleString('en')} times`],
    ['a photo', `${millisecondsPerPhoto.median.toFixed(0)} ms, 99th percentile ${millisecondsPerPhoto.p99.toFixed(0)}`],
    ['cannot be read', broken.length === 0 ? undefined : brokenInWords(broken)],
    ['contact sheet', result.sheet],
  ]);
  const left = Object.entries(skipped).map(([name, reason]): [string, string] => [name, reason]);
  return [
    head,
    besideTable(result),
    groupTable('label', result, 'labels'),
    groupTable('share of the photo', result, 'sizes'),
    ...(Object.keys(result.kinds).length > 0 ? [groupTable('photo', result, 'kinds')] : []),
    proposalTable(result),
    ...(left.length > 0 ? [`Not measured:\n${pairs(left)}`] : []),
  ].join('\n\n');
}

/** Ours beside every other answer. */
function besideTable(result: DetectionEvaluation): string {
  const { baselines, ceiling } = result;
  const row = (name: string, { all, largest, millisecondsPerPhoto }: Measured): Cell[] => [
    name,
    share(all['0.5'].top1),
    share(all['0.5'].top3),
    share(all['0.5'].top10),
    share(all['0.7'].top1),
    share(largest['0.5'].top1),
    share(largest['0.7'].top1),
    all['0.5'].meanIou.toFixed(2),
    millisecondsPerPhoto?.median.toFixed(0),
  ];
  const perfect = [
    ...[`perfect ranking of ${ceiling.proposals}`, share(ceiling.all['0.5']), '', '', share(ceiling.all['0.7'])],
    ...[share(ceiling.largest['0.5']), share(ceiling.largest['0.7']), '', ''],
  ];
  return table(
    ['', 'first .5', 'of 3', 'of 10', 'first .7', 'largest .5', 'largest .7', 'mean IoU', 'ms'],
    [
      row(`recipe ${result.recipe}`, result),
      ...Object.entries(baselines).map(([name, figures]) => row(name, figures)),
      perfect,
    ],
  );
}

type Measured = Pick<DetectionEvaluation, 'all' | 'largest'> & {
  readonly millisecondsPerPhoto?: DetectionEvaluation['millisecondsPerPhoto'] | undefined;
};

/** A part of the queries a row, with the strongest answer that never looks at the photo and the ceiling beside it. */
function groupTable(
  title: string,
  { ceiling, baselines, ...result }: DetectionEvaluation,
  groups: 'labels' | 'sizes' | 'kinds',
): string {
  const prior = baselines['position prior by label'];
  return table(
    [title, 'queries', 'first .5', 'of 3', 'of 10', 'first .7', 'prior .5', 'ceiling .5'],
    Object.entries(result[groups]).map(([name, { queries, ...at }]) => [
      ...[name, queries, share(at['0.5'].top1), share(at['0.5'].top3), share(at['0.5'].top10), share(at['0.7'].top1)],
      prior === undefined ? '' : share(prior[groups][name]['0.5'].top1),
      share(ceiling[groups][name]['0.5']),
    ]),
  );
}

function proposalTable({ proposals }: DetectionEvaluation): string {
  const counts = ['10', '50', '100', '300', '1000'] as const;
  return table(
    ['recall of proposals', ...counts.map((count) => `of ${Number(count).toLocaleString('en')}`)],
    (['0.5', '0.7'] as const).map((iou) => [
      `IoU ${iou.slice(1)}`,
      ...counts.map((count) => share(proposals.recall[iou][count])),
    ]),
  );
}

function brokenInWords(broken: DetectionEvaluation['broken']): string {
  const named = broken.slice(0, 5).map(({ id, reason }) => `${id}: ${reason}`);
  const more = broken.length > named.length ? [`and ${broken.length - named.length} more`] : [];
  return [`${broken.length} photos`, ...named, ...more].join('\n                ');
}

function share(value: number): string {
  return value.toFixed(3).replace(/^0/, '');
}
