import { nearestWords, type NearestWords } from '../../src/index.js';
import { defineCommand } from '../command.js';
import { wholeNumber } from '../option-values.js';
import { table } from '../terminal/table.js';

interface Options {
  readonly limit: number;
  readonly model?: string;
}

const AFTER = `
A word that the model does not know is read as the nearest one it knows.

Examples:
  vitrine words blue
  vitrine words 'navy blue' --limit 5`;

export const command = defineCommand<Options, NearestWords>({
  configure: (verb) =>
    verb
      .argument('<term>', 'a word, or several that are averaged')
      .option('--limit <n>', 'how many words', wholeNumber({ min: 1, max: 1000 }), 10)
      .option('--model <name>', 'another model than the current one')
      .addHelpText('after', AFTER),
  run: ({ workspace, args, options: { limit, model } }) =>
    Promise.resolve(nearestWords(workspace, args.join(' '), { limit, model })),
  render: renderWords,
});

function renderWords({ term, known, nearest }: NearestWords): string {
  if (nearest.length === 0) return `The model knows no word like '${term}'.`;
  const rows = nearest.map(({ word, similarity }) => [word, similarity.toFixed(3)]);
  const list = table(['word', 'similarity'], rows);
  return known ? list : `'${term}' is unknown; words like what was probably meant:\n\n${list}`;
}
