import { indexCatalog } from '../../indexer/index.js';
import type { IndexSummary } from '../../indexer/index.js';
import { defineCommand } from '../command.js';
import { pairs } from '../terminal/table.js';

const AFTER = `
Photos and texts that have not changed since they were embedded by the same model are not embedded again.`;

export const command = defineCommand<object, IndexSummary>({
  configure: (verb) => verb.addHelpText('after', AFTER),
  run: ({ workspace, signal, onProgress }) => indexCatalog({ workspace, signal, onProgress }),
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
