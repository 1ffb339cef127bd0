import type { CatalogWriterOptions, ProductOutcome, RemovalOutcome } from '../../indexer/index.js';
import type { Synonyms } from '../../src/index.js';
import { Crew } from './crew.js';

export interface WritingOptions extends Pick<CatalogWriterOptions, 'photosFolder' | 'fetchPhotos' | 'allowHosts'> {
  readonly workspace: string;
}

/** What the thread that writes is asked. */
export interface WriteQuestions {
  readonly upsert: [readonly unknown[], ProductOutcome[]];
  readonly remove: [readonly string[], RemovalOutcome[]];
  readonly setSynonyms: [Synonyms, undefined];
  readonly ready: [undefined, undefined];
}

/** Changes single products; each change is found by the next search. */
export interface Writing {
  /** @param products rows as an import reads them; @returns what became of each */
  upsert(products: readonly unknown[], signal?: AbortSignal): Promise<ProductOutcome[]>;
  remove(ids: readonly string[], signal?: AbortSignal): Promise<RemovalOutcome[]>;
  /** Replaces the shop's own synonyms that the catalog keeps. */
  setSynonyms(synonyms: Synonyms, signal?: AbortSignal): Promise<void>;
  /** Starts the thread before there is something to write, so that the first change need not wait for it. */
  start(): void;
  close(): Promise<void>;
}

/** Many photos may have to be fetched and embedded. */
const WRITE_LIMIT_MS = 600_000;

/** Makes the thread that writes; it starts with the first change, or before. There is one, because SQLite has one writer. */
export function startWriting(options: WritingOptions): Writing {
  const crew = new Crew<WriteQuestions>({
    module: new URL('./writer-worker.js', import.meta.url),
    ...{ workerData: options, threads: 1, waiting: 64, timeLimitMs: WRITE_LIMIT_MS },
    first: { name: 'ready', input: undefined },
  });
  return {
    upsert: (products, signal) => crew.ask('upsert', products, { signal }),
    remove: (ids, signal) => crew.ask('remove', ids, { signal }),
    setSynonyms: async (synonyms, signal) => {
      await crew.ask('setSynonyms', synonyms, { signal });
    },
    start: () => {
      crew.start();
    },
    close: () => crew.close(),
  };
}
