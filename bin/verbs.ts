import type { Verb } from './command-line.js';

/** Every verb, in the order in which a newcomer needs them. The summaries stand here so that help loads no verb. */
export const VERBS: readonly Verb[] = [
  {
    name: 'demo',
    summary:
      'draw a sample catalog, take it all the way, show what is found in one HTML page, and serve its search page',
    load: () => import('./commands/demo.js'),
  },
  {
    name: 'import',
    summary: 'bring products and photos into the workspace, from JSON lines, tables and shop exports',
    load: () => import('./commands/import.js'),
  },
  {
    name: 'train',
    summary: 'learn word vectors, then the twin model that puts photos and texts into one space',
    load: () => import('./commands/train.js'),
  },
  {
    name: 'train-detection',
    summary: "learn to find garments in photos by their texts, from photos with boxes, into the twin model's folder",
    load: () => import('./commands/train-detection.js'),
  },
  {
    name: 'index',
    summary: 'embed the photos and texts that are new or changed, and build the indexes',
    load: () => import('./commands/index.js'),
  },
  {
    name: 'build',
    summary: 'bring everything up to date: import, train and index whatever is stale',
    load: () => import('./commands/build.js'),
  },
  {
    name: 'search',
    summary: 'find products by words, by a photo or a part of it, by both, or by likeness to a product',
    load: () => import('./commands/search.js'),
  },
  {
    name: 'words',
    summary: "show the words that the catalog uses most like a word: a colour's are colours",
    load: () => import('./commands/words.js'),
  },
  {
    name: 'detect',
    summary: 'find in a photo the garment that a text describes, or everything that is worn, and products like it',
    load: () => import('./commands/detect.js'),
  },
  {
    name: 'evaluate',
    summary: 'measure how well texts and photos find each other, with chance beside it',
    load: () => import('./commands/evaluate.js'),
  },
  {
    name: 'evaluate-queries',
    summary: 'measure the search on judged queries by nDCG',
    load: () => import('./commands/evaluate-queries.js'),
  },
  {
    name: 'evaluate-detection',
    summary: 'measure how well garments are found in photos by their texts, beside simpler answers',
    load: () => import('./commands/evaluate-detection.js'),
  },
  {
    name: 'export',
    summary: 'write the image or the text branch of the model as an ONNX file for any batch size',
    load: () => import('./commands/export.js'),
  },
  {
    name: 'serve',
    summary: 'answer searches by HTTP, for a page and for other programs',
    load: () => import('./commands/serve.js'),
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
