/** A thread that keeps a catalog open and answers from it. */
import { parentPort, workerData } from 'node:worker_threads';
import { nearestWords, type RecallSample } from '../../src/index.js';
import { jsonText } from '../json-text.js';
import type { SearchAnswer } from '../requests/index.js';
import { AnswerMemory } from './answer-memory.js';
import { answerQuestions } from './answer-questions.js';
import { catalogState, facetsAnswer, searchAnswer, suggestAnswer, warmUp } from './catalog-answers.js';
import { keepUp, type KeepUpOptions } from './keep-up.js';
import { LazyCatalog } from './lazy-catalog.js';
import type { CatalogQuestions } from './questions.js';
import { photoPlace, productAnswer, shownHit } from './shown-products.js';

/** What such a thread is told when it starts. */
export interface CatalogWorkerData extends Pick<KeepUpOptions, 'warmsUp'> {
  readonly workspace: string;
  /** One in so many searches by vectors may be compared with exact search. */
  readonly recallSample: number;
}

/** What it tells without being asked. */
export interface CatalogNote {
  readonly recall: RecallSample;
}

type Answerers = {
  readonly [Name in keyof CatalogQuestions]: (
    input: CatalogQuestions[Name][0],
    signal: AbortSignal,
  ) => Promise<CatalogQuestions[Name][1]>;
};

const { workspace, recallSample, warmsUp } = workerData as CatalogWorkerData;
const lazy = new LazyCatalog(workspace, { recallSample }, (catalog) => {
  keepUp(catalog, {
    warmsUp,
    onRecall: (recall) => parentPort?.postMessage({ note: { recall } satisfies CatalogNote }),
  });
});
const memory = new AnswerMemory();

const answerers: Answerers = {
  async search(question, signal) {
    const catalog = await lazy.get();
    const ask = (): Promise<SearchAnswer> => searchAnswer(catalog, question, signal);
    return question.photo === undefined ? memory.remembered(question, catalog.version(), ask) : jsonText(await ask());
  },
  facets: async (question) => facetsAnswer(await lazy.get(), question),
  suggest: async (question) => suggestAnswer(await lazy.get(), question),
  async detect({ photo, text, limit }, signal) {
    const catalog = await lazy.get();
    const result = await catalog.detect(Buffer.from(photo.buffer), { words: text, limit, signal });
    return {
      ...result,
      boxes: result.boxes.map((box) => ({ ...box, hits: box.hits.map((hit) => shownHit(catalog, hit)) })),
    };
  },
  product: async ({ id }) => productAnswer(await lazy.get(), id),
  photo: async ({ id, position }) => photoPlace(await lazy.get(), id, position),
  words: ({ term, limit }) => Promise.resolve(nearestWords(workspace, term, { limit })),
  synonyms: async () => (await lazy.get()).synonyms(),
  state: async () => catalogState(await lazy.get()),
  async ready() {
    await warmUp(await lazy.get());
    return undefined;
  },
  async readyForPhotos() {
    await (await lazy.get()).status();
    return undefined;
  },
};

answerQuestions(answerers, () => lazy.close());
