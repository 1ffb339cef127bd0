import { trainModel } from '../../indexer/index.js';
import type { TrainSummary } from '../../indexer/index.js';
import { defineCommand } from '../command.js';
import { wholeNumber } from '../option-values.js';
import { pairs } from '../terminal/table.js';

interface Options {
  readonly recipe?: string;
  readonly epochs?: number;
  readonly seed?: number;
  readonly resume?: boolean;
  readonly from?: string;
}

const AFTER = `
Recipes: 'default'; 'reference', after Rubio et al. 2017; 'small', for catalogs of some thousand products.
A training that was stopped or killed goes on at its last checkpoint when it is started again.

Examples:
  vitrine train
  vitrine train --recipe small --epochs 10
  vitrine train --recipe my-recipe.json --from 3f2a51c09bd1e771`;

export const command = defineCommand<Options, TrainSummary>({
  configure: (verb) =>
    verb
      .option('--recipe <name or file>', "a recipe by name, or a JSON file (default: the workspace's vitrine.json)")
      .option('--epochs <n>', "passes over the catalog, instead of the recipe's", wholeNumber({ min: 1, max: 1000 }))
      .option('--seed <n>', "another seed than the recipe's", wholeNumber())
      .option('--resume', 'fail when there is no stopped training to take up')
      .option('--from <model>', 'start from the weights of another model: its id, or its folder')
      .addHelpText('after', AFTER),
  run: ({ workspace, options, signal, onProgress }) =>
    trainModel({
      ...{ workspace, recipe: options.recipe, epochs: options.epochs, seed: options.seed },
      ...{ resume: options.resume, from: options.from, signal, onProgress },
    }),
  render: renderTraining,
});

function renderTraining({
  model,
  unchanged,
  engine,
  epochs,
  steps,
  losses,
  validation,
  ...rest
}: TrainSummary): string {
  const rank = validation['textToImage.medianRankPercent'];
  const recall = validation['textToImage.recallAt10'];
  return pairs([
    ['model', unchanged ? `${model} (was there already: nothing has changed)` : model],
    ['engine', engine],
    ['trained', unchanged ? `${epochs} epochs` : `${epochs} epochs, ${steps} steps, ${rest.photosPerSecond} photos/s`],
    [
      'losses',
      Object.entries(losses)
        .map(([name, loss]) => `${name} ${loss.toFixed(3)}`)
        .join(', '),
    ],
    ['held out', rank === undefined ? 'nothing' : `median rank ${rank.toFixed(2)} %, recall@10 ${recall.toFixed(2)}`],
    ['seconds', rest.seconds.toFixed(1)],
  ]);
}
