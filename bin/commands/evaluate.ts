import { evaluate } from '../../indexer/index.js';
import type { RetrievalEvaluation } from '../../indexer/index.js';
import { defineCommand } from '../command.js';
import { pairs, table } from '../terminal/table.js';

interface EvaluateCommandOptions {
  readonly catalog?: string;
  readonly model?: string;
}

export const command = defineCommand<EvaluateCommandOptions, RetrievalEvaluation>({
  configure: (verb) =>
    verb
      .option('--catalog <file>', 'a catalog file, which the model need never have seen')
      .option('--model <name>', 'a model of the workspace, a shipped one, or its folder')
      .addHelpText('after', "\nWithout --catalog, the products that the workspace's training held out."),
  run: ({ workspace, options, signal, onProgress }) => evaluate({ workspace, ...options, signal, onProgress }),
  render: renderEvaluation,
});

function renderEvaluation(result: RetrievalEvaluation): string {
  const { textToImage, imageToText, categories, separation, chance } = result;
  const count = result.photos;
  const at = (k: number): string => percent(Math.min(1, k / Math.max(1, count)));
  const ranking = table(
    ['', 'text to image', 'image to text', 'chance'],
    [
      ['median rank', String(textToImage.medianRank), String(imageToText.medianRank), String(Math.round(count / 2))],
      [
        'median rank, %',
        textToImage.medianRankPercent.toFixed(3),
        imageToText.medianRankPercent.toFixed(3),
        chance.medianRankPercent.toFixed(0),
      ],
      ['among the first 1', percent(textToImage.recallAt1), percent(imageToText.recallAt1), at(1)],
      ['among the first 5', percent(textToImage.recallAt5), percent(imageToText.recallAt5), at(5)],
      ['among the first 10', percent(textToImage.recallAt10), percent(imageToText.recallAt10), at(10)],
      ['among the first 1 %', percent(textToImage.recallAt1Percent), percent(imageToText.recallAt1Percent), '1.0 %'],
      ['mean reciprocal rank', textToImage.mrr.toFixed(3), imageToText.mrr.toFixed(3), ''],
    ],
  );
  const accuracy = table(
    ['category', 'from the photo', 'from the text'],
    (['top', 'middle', 'leaf'] as const).map((level) => [
      level,
      percent(categories.image[level]),
      percent(categories.text[level]),
    ]),
  );
  const head = pairs([
    ['model', result.model],
    ['engine', result.engine],
    ['products', `${result.products.toLocaleString('en')}, ${count.toLocaleString('en')} with a photo`],
    ['distance', `${separation.matching.toFixed(2)} of matching pairs, ${separation.others.toFixed(2)} of others`],
  ]);
  return [head, ranking, accuracy].join('\n\n');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.01 ? 2 : 1)} %`;
}
