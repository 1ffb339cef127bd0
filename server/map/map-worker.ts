/** A thread that draws the map of a catalog. */
import { workerData } from 'node:worker_threads';
import { layOutCatalog, mapOfCatalog, type CatalogLayout } from '../../src/index.js';
import { answerQuestions } from '../answering/answer-questions.js';
import type { MapAnswer } from '../requests/index.js';

const { workspace } = workerData as { readonly workspace: string };
let last: CatalogLayout | undefined;

const answerers = {
  draw({ limit }: { readonly limit: number }): MapAnswer {
    last = layOutCatalog(workspace, last);
    return mapOfCatalog(last, { limit });
  },
  ready: () => undefined,
};

answerQuestions(answerers, () => Promise.resolve());
