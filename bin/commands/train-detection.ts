import { trainDetection } from '../../indexer/index.js';
import type { TrainDetectionSummary } from '../../indexer/index.js';
import { defineCommand } from '../command.js';
import { wholeNumber } from '../option-values.js';
import { pairs } from '../terminal/table.js';

interface Options {
  readonly recipe: string;
  readonly model?: string;
  readonly epochs?: number;
  readonly seed?: number;
}

const AFTER = `
CATALOG has products with "boxes": [{"label", "color"?, "query", "box": [x, y, width, height]}] in their first photo.
Recipes: 'heatmap', the best; 'a' to 'd', the phases of Rubio et al. 2017, of which 'a' trains nothing.
A training that was stopped or killed goes on at its last checkpoint when it is started again.

Examples:
  vitrine train-detection $CATALOGS/street/train.jsonl
  vitrine train-detection boxes.jsonl --recipe d --epochs 10
  vitrine train-detection boxes.jsonl --model 3f2a51c09bd1e771`;

export const command = defineCommand<Options, TrainDetectionSummary>({
  configure: (verb) =>
    verb
      .argument('<catalog>', 'photos with boxes: JSON lines, or another format that import reads')
      .option('--recipe <name>', 'a, b, c, d or heatmap', 'heatmap')
      .option('--model <name>', "the twin model to train for: its id, or its folder (default: the workspace's)")
      .option('--epochs <n>', "passes over the photos, instead of the recipe's", wholeNumber({ min: 1, max: 10_000 }))
      .option('--seed <n>', 'decides everything that is drawn (default: 7)', wholeNumber())
      .addHelpText('after', AFTER),
  run: ({ workspace, args, options, signal, onProgress, note }) =>
    trainDetection({
      ...{ workspace, catalog: args[0], model: options.model, recipe: options.recipe },
      ...{ epochs: options.epochs, seed: options.seed, signal, onProgress },
      onProblem: ({ message }) => {
        note(`left out: ${message}`);
      },
    }),
  render: renderTraining,
});

function renderTraining({ model, recipe, epochs, losses, validation, ...rest }: TrainDetectionSummary): string {
  const [top1, top3] = [validation.top1, validation.top3];
  return pairs([
    ['model', model],
    ['recipe', recipe],
    ['trained', `${epochs} epochs, ${rest.photosPerSecond.toFixed(1)} photos/s`],
    [
      'losses',
      Object.entries(losses)
        .map(([name, loss]) => `${name} ${loss.toFixed(3)}`)
        .join(', '),
    ],
    [
      'held out',
      top1 === undefined || top3 === undefined
        ? 'nothing'
        : `at an overlap of .5: top-1 ${top1.toFixed(2)}, top-3 ${top3.toFixed(2)}`,
    ],
    ['seconds', rest.seconds.toFixed(1)],
  ]);
}
