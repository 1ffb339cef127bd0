import type { Verb } from './command-line.js';

/** Every verb, in the order in which a newcomer needs them. The summaries stand here so that help loads no verb. */
export const VERBS: readonly Verb[] = [
  {
    name: 'import',
    summary: 'bring products and photos into the workspace, from JSON lines, tables and shop exports',
    load: () => import('./commands/import.js'),
  },
  {
    name: 'words',
    summary: "show the words that the catalog uses most like a word: a colour's are colours",
    load: () => import('./commands/words.js'),
  },
  {
    name: 'status',
    summary: 'say what is there and in use: products, photos, model, indexes, engine',
    load: () => import('./commands/status.js'),
  },
  {
    name: 'check',
    summary: 'compare database, photos, model and indexes with what is recorded about them',
    load: () => import('./commands/check.js'),
  },
];
