import { indexCatalog } from '../../indexer/index.js';
import type { IndexSummary } from '../../indexer/index.js';
import { defineCommand } from '../command.js';
import { pairs } from '../terminal/table.js';

const AFTER = `
Photos and texts that have not changed since they were embedded by the same model are not embedded again.
Until the change to another model, searches are answered by the one before; the way back is the same command with its id.

Examples:
  vitrine index
  vitrine index --model 3f2a51c09bd1e771`;

export const command = defineCommand<{ readonly model?: string }, IndexSummary>({
  configure: (verb) =>
    verb
      .option('--model <id>', 'change to this model: it comes into use with its indexes (default: the one in use)')
      .addHelpText('after', AFTER),
  run: ({ workspace, options: { model }, signal, onProgress }) =>
    indexCatalog({ workspace, model, signal, onProgress }),
  render: renderIndex,
});

function renderIndex({ model, shipped, embedded, reused, photosPerSecond, indexes, seconds }: IndexSummary): string {
  const side = (name: 'image' | 'text'): string => {
    const { vectors, recallAt10 } = indexes[name];
    return `${vectors.toLocaleString('en')} vectors, recall@10 ${recallAt10.toFixed(4)}`;
  };
  return pairs([
    [
      'model',
      shipped ? `${model}, shipped with Vitrine: the workspace has none of its own, see 'vitrine status'` : model,
    ],
    ['embedded', `${embedded.toLocaleString('en')}, ${photosPerSecond} photos/s`],
    ['reused', reused],
    ['image index', side('image')],
    ['text index', side('text')],
    ['seconds', seconds.toFixed(1)],
  ]);
}
