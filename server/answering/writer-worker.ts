/** A thread that writes single products beside whatever is searched. */
import { workerData } from 'node:worker_threads';
import { openCatalogWriter, type LiveCatalogWriter } from '../../indexer/index.js';
import { answerQuestions } from './answer-questions.js';
import type { WriteQuestions, WritingOptions } from './writing.js';

const { workspace, ...options } = workerData as WritingOptions;
let opened: Promise<LiveCatalogWriter> | undefined;

function writer(): Promise<LiveCatalogWriter> {
  opened ??= openCatalogWriter(workspace, options);
  opened.catch(() => {
    opened = undefined; // another writer was in the way: with the next question once more
  });
  return opened;
}

answerQuestions(
  {
    ready: () => undefined,
    upsert: async (products: WriteQuestions['upsert'][0], signal: AbortSignal) =>
      (await writer()).upsert(
        products.map((product) => ({ product })),
        { signal },
      ),
    remove: async (ids: WriteQuestions['remove'][0], signal: AbortSignal) => (await writer()).remove(ids, { signal }),
    setSynonyms: async (synonyms: WriteQuestions['setSynonyms'][0], signal: AbortSignal) => {
      await (await writer()).setSynonyms(synonyms, { signal });
      return undefined;
    },
  },
  async () => {
    await (await opened?.catch(() => undefined))?.close();
  },
);
