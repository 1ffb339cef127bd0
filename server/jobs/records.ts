import type {
  CatalogSummary,
  DescribedModel,
  Holder,
  JobRecord,
  LastImportProblems,
  ListedModels,
  LoggedJob,
} from '../../indexer/index.js';
import { Crew } from '../answering/crew.js';

/** What the thread that keeps the records is asked. */
export interface RecordQuestions {
  readonly models: [undefined, ListedModels];
  readonly model: [{ readonly id: string }, DescribedModel];
  readonly catalog: [undefined, CatalogSummary];
  readonly importProblems: [{ readonly limit: number }, LastImportProblems];
  /** Jobs of earlier runs of the service, the oldest first. */
  readonly jobs: [undefined, readonly JobRecord[]];
  /** Who has the workspace's lock, also a command of a terminal. */
  readonly atWork: [undefined, Holder | undefined];
  readonly writeJob: [LoggedJob, undefined];
  readonly ready: [undefined, undefined];
}

const TIME_LIMIT_MS = 120_000;

/** A thread for the workspace's records; it starts with the first question. */
export function startRecords(workspace: string): Crew<RecordQuestions> {
  return new Crew<RecordQuestions>({
    module: new URL('./records-worker.js', import.meta.url),
    ...{ workerData: { workspace }, threads: 1, waiting: 1000, timeLimitMs: TIME_LIMIT_MS },
    first: { name: 'ready', input: undefined },
  });
}
