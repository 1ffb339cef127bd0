import { SEARCH_MODES } from '../../src/index.js';
import type { SearchMode } from '../../src/index.js';
import { evaluateJudgedQueries } from '../../indexer/index.js';
import type { QueriesEvaluation } from '../../indexer/index.js';
import { defineCommand } from '../command.js';
import { listOf } from '../option-values.js';
import { table } from '../terminal/table.js';

interface EvaluateQueriesCommandOptions {
  readonly catalog: string;
  readonly model?: string;
  readonly modes?: readonly SearchMode[];
}

export const command = defineCommand<EvaluateQueriesCommandOptions, QueriesEvaluation>({
  configure: (verb) =>
    verb
      .argument('<queries>', 'judged queries, one JSON object a line')
      .requiredOption('--catalog <file>', 'catalog file; the index holds exactly its products')
      .option('--modes <list>', `rankings to use: ${SEARCH_MODES.join(',')}`, listOf(SEARCH_MODES))
      .option('--model <name>', 'a model of the workspace, a shipped one, or its folder'),
  run: ({ workspace, args, options, signal, onProgress }) =>
    evaluateJudgedQueries({ workspace, queries: args[0], ...options, signal, onProgress }),
  render: renderQueries,
});

function renderQueries({ queries, all, kinds, sets, milliseconds }: QueriesEvaluation): string {
  const row = (name: string, count: number, metrics: QueriesEvaluation['all']): (string | number)[] => [
    name,
    count,
    metrics.ndcgAt10.toFixed(3),
    metrics.precisionAt10.toFixed(3),
    metrics.recallAt50.toFixed(3),
  ];
  const rows = Object.entries(kinds).map(([kind, { queries: count, ...metrics }]) => row(kind, count, metrics));
  const apart = kinds['photo-but-colour']?.queries ?? 0;
  return [
    table(['kind', 'queries', 'nDCG@10', 'precision@10', 'recall@50'], [...rows, row('all', queries - apart, all)]),
    ...(apart > 0 ? ["'all' leaves out photo-but-colour."] : []),
    ...(sets === null ? [] : [renderSets(sets)]),
    `${milliseconds.median.toFixed(1)} ms a query at the median, ${milliseconds.p99.toFixed(1)} ms at the 99th percentile`,
  ].join('\n');
}

function renderSets(sets: NonNullable<QueriesEvaluation['sets']>): string {
  const { queries, precision, recall, timesTheRelevant, byPriceNdcgAt10 } = sets;
  return [
    `The result sets of ${queries} queries by words: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)},`,
    `${timesTheRelevant.toFixed(1)} products for each relevant one; sorted by price nDCG@10 ${byPriceNdcgAt10.toFixed(3)}`,
  ].join(' ');
}
