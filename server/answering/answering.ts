import type {
  DetectAnswer,
  FacetsAnswer,
  ProductAnswer,
  SearchAnswer,
  StatusAnswer,
  SuggestAnswer,
  SynonymsAnswer,
  WordsAnswer,
} from '../requests/index.js';
import type { JsonText } from '../json-text.js';
import { ByteCache } from './byte-cache.js';
import type { CatalogNote, CatalogWorkerData } from './catalog-worker.js';
import { Crew } from './crew.js';
import { RecallCount, type RecallTotals } from './recall-count.js';
import type {
  CatalogQuestions,
  CatalogState,
  DetectQuestion,
  FacetsQuestion,
  PhotoPlace,
  PictureQuestions,
  SearchQuestion,
  SuggestQuestion,
} from './questions.js';

export interface AnsweringOptions {
  readonly workspace: string;
  /** Threads that answer by words, filters and ids. */
  readonly threads: number;
  /** Threads that answer by photos. */
  readonly photoThreads: number;
  /** One in so many searches by vectors may be compared with exact search; none by default. */
  readonly recallSample?: number;
  /** Hears that all threads are open, the last ones after the first can answer. */
  readonly onOpen?: () => void;
}

/** Everything that is answered from the catalog without changing it. */
export interface Answering {
  search(question: SearchQuestion, signal?: AbortSignal): Promise<JsonText<SearchAnswer>>;
  detect(question: DetectQuestion, signal?: AbortSignal): Promise<DetectAnswer>;
  facets(question: FacetsQuestion, signal?: AbortSignal): Promise<FacetsAnswer>;
  suggest(question: SuggestQuestion, signal?: AbortSignal): Promise<SuggestAnswer>;
  product(id: string, signal?: AbortSignal): Promise<ProductAnswer>;
  photoPlace(id: string, position: number, signal?: AbortSignal): Promise<PhotoPlace>;
  /** @param size longest side in pixels; @returns WebP */
  picture(place: PhotoPlace, size: number, signal?: AbortSignal): Promise<Uint8Array>;
  words(term: string, limit: number, signal?: AbortSignal): Promise<WordsAnswer>;
  synonyms(signal?: AbortSignal): Promise<SynonymsAnswer>;
  state(signal?: AbortSignal): Promise<CatalogState>;
  /** @throws why nothing can be searched yet */
  ready(signal?: AbortSignal): Promise<void>;
  crews(): StatusAnswer['crews'];
  /** What became of the searches that were compared with exact search, by side of the index. */
  recall(): RecallTotals;
  /** Finishes what runs. */
  close(): Promise<void>;
}

const PICTURE_MEMORY = 64 * 1024 * 1024;
const WORDS_LIMIT_MS = 20_000;
const PHOTO_LIMIT_MS = 120_000;

/**
 * Starts the threads that answer: those for photos once the others are open, those for pictures when they are needed.
 *
 *     search    words, filters, likeness, products           many, quick
 *     photo     decode, embed, detect, and search by it      slow: never before a search by words
 *     picture   makes photos small for the page              mostly waits for the decoder
 */
export function startAnswering({
  workspace,
  threads,
  photoThreads,
  recallSample = 0,
  onOpen,
}: AnsweringOptions): Answering {
  const recall = new RecallCount();
  const hear = (note: unknown): void => {
    recall.add((note as CatalogNote).recall);
  };
  const catalogModule = new URL('./catalog-worker.js', import.meta.url);
  const search = new Crew<CatalogQuestions>({
    ...{ module: catalogModule, workerData: { workspace, warmsUp: true, recallSample } satisfies CatalogWorkerData },
    ...{ threads, onNote: hear },
    onOpen: () => {
      photo.start();
    },
    ...{ waiting: 256, timeLimitMs: WORDS_LIMIT_MS },
    first: { name: 'ready', input: undefined },
  });
  const photo = new Crew<CatalogQuestions>({
    ...{ module: catalogModule, workerData: { workspace, warmsUp: false, recallSample } satisfies CatalogWorkerData },
    ...{ onNote: hear, threads: photoThreads, waiting: 16, ...(onOpen === undefined ? {} : { onOpen }) },
    ...{ timeLimitMs: PHOTO_LIMIT_MS, first: { name: 'readyForPhotos', input: undefined } },
  });
  const picture = new Crew<PictureQuestions>({
    module: new URL('./picture-worker.js', import.meta.url),
    ...{ workerData: undefined, threads: 1, atOnce: 4, waiting: 512, timeLimitMs: WORDS_LIMIT_MS },
    first: { name: 'ready', input: undefined },
  });
  search.start();
  return new Crews({ search, photo, picture }, recall);
}

class Crews implements Answering {
  private readonly pictures = new ByteCache(PICTURE_MEMORY);

  constructor(
    private readonly of: {
      readonly search: Crew<CatalogQuestions>;
      readonly photo: Crew<CatalogQuestions>;
      readonly picture: Crew<PictureQuestions>;
    },
    private readonly recalled: RecallCount,
  ) {}

  search(question: SearchQuestion, signal?: AbortSignal): Promise<JsonText<SearchAnswer>> {
    const { photo } = question;
    if (photo === undefined) return this.of.search.ask('search', question, { signal });
    return this.of.photo.ask('search', question, { signal, transfer: [photo.buffer] });
  }

  detect(question: DetectQuestion, signal?: AbortSignal): Promise<DetectAnswer> {
    return this.of.photo.ask('detect', question, { signal, transfer: [question.photo.buffer] });
  }

  facets(question: FacetsQuestion, signal?: AbortSignal): Promise<FacetsAnswer> {
    return this.of.search.ask('facets', question, { signal });
  }

  suggest(question: SuggestQuestion, signal?: AbortSignal): Promise<SuggestAnswer> {
    return this.of.search.ask('suggest', question, { signal });
  }

  product(id: string, signal?: AbortSignal): Promise<ProductAnswer> {
    return this.of.search.ask('product', { id }, { signal });
  }

  photoPlace(id: string, position: number, signal?: AbortSignal): Promise<PhotoPlace> {
    return this.of.search.ask('photo', { id, position }, { signal });
  }

  async picture({ file, contentHash }: PhotoPlace, size: number, signal?: AbortSignal): Promise<Uint8Array> {
    const key = `${contentHash}:${size}`;
    const known = this.pictures.get(key);
    if (known !== undefined) return known;
    const made = await this.of.picture.ask('picture', { file, size }, { signal });
    this.pictures.set(key, made);
    return made;
  }

  words(term: string, limit: number, signal?: AbortSignal): Promise<WordsAnswer> {
    return this.of.search.ask('words', { term, limit }, { signal });
  }

  synonyms(signal?: AbortSignal): Promise<SynonymsAnswer> {
    return this.of.search.ask('synonyms', undefined, { signal });
  }

  state(signal?: AbortSignal): Promise<CatalogState> {
    return this.of.search.ask('state', undefined, { signal });
  }

  async ready(signal?: AbortSignal): Promise<void> {
    await this.of.search.ask('ready', undefined, { signal });
  }

  crews(): StatusAnswer['crews'] {
    return { search: this.of.search.status(), photo: this.of.photo.status() };
  }

  recall(): RecallTotals {
    return this.recalled.totals();
  }

  async close(): Promise<void> {
    await Promise.all([this.of.search.close(), this.of.photo.close(), this.of.picture.close()]);
  }
}
