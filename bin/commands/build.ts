import { build } from '../../indexer/index.js';
import type { BuildSummary } from '../../indexer/index.js';
import { defineCommand } from '../command.js';
import { table } from '../terminal/table.js';

const AFTER = `
Imports what the recipe names as 'import.source', trains when products, photos or recipe have changed, embeds and
indexes what is new. Nothing is done twice; what was stopped goes on where it was.`;

export const command = defineCommand<object, BuildSummary>({
  configure: (verb) => verb.addHelpText('after', AFTER),
  run: ({ workspace, signal, onProgress }) => build({ workspace, signal, onProgress }),
  render: renderBuild,
});

function renderBuild({ import: imported, train, index }: BuildSummary): string {
  const seconds = (value: number): string => `${value.toFixed(1)} s`;
  return table(
    ['step', 'what', 'time'],
    [
      imported === null
        ? ['import', 'no source in the recipe', '']
        : ['import', `${imported.added} added, ${imported.changed} changed`, seconds(imported.seconds)],
      ['train', train.unchanged ? 'nothing has changed' : `${train.epochs} epochs`, seconds(train.seconds)],
      ['index', `${index.embedded} embedded, ${index.reused} reused`, seconds(index.seconds)],
    ],
  );
}
