/** A thread that reads catalog files as an import would, and writes nothing. */
import { workerData } from 'node:worker_threads';
import { loadRecipe, previewImport } from '../../indexer/index.js';
import { answerQuestions } from '../answering/answer-questions.js';
import type { PreviewQuestions } from './previews.js';

const { workspace } = workerData as { readonly workspace: string };

answerQuestions(
  {
    ready: () => undefined,
    preview({ file, format }: PreviewQuestions['preview'][0], signal: AbortSignal) {
      const { columns } = loadRecipe(workspace).import;
      return previewImport({ sources: [file], format, columns, signal });
    },
  },
  () => Promise.resolve(),
);
