/** A thread that draws the map of a catalog. */
import { workerData } from 'node:worker_threads';
import { layOutCatalog, mapOfCatalog, type CatalogLayout } from '../../src/index.js';
import { answerQuestions } from '../answering/answer-questions.js';
import type { MapAnswer } from '../requests/index.js';
import type { MapQuestion } from './map-drawer.js';

const { workspace } = workerData as { readonly workspace: string };
const last: Partial<Record<MapQuestion['layout'], CatalogLayout>> = {};

const answerers = {
  draw({ limit, layout }: MapQuestion): MapAnswer {
    const drawn = layOutCatalog(workspace, { layout, known: last[layout] });
    last[layout] = drawn;
    return mapOfCatalog(drawn, { limit });
  },
  ready: () => undefined,
};

answerQuestions(answerers, () => Promise.resolve());
