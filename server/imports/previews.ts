import type { ImportPreview } from '../../indexer/index.js';
import { Crew } from '../answering/crew.js';
import type { UploadParameters } from '../requests/index.js';

/** What the thread that reads uploads is asked. */
export interface PreviewQuestions {
  readonly preview: [{ readonly file: string; readonly format: UploadParameters['format'] }, ImportPreview];
  readonly ready: [undefined, undefined];
}

/** A file of some million rows takes some minutes. */
const TIME_LIMIT_MS = 900_000;

/** A thread that reads uploads as an import would; it starts with the first one. */
export function startPreviews(workspace: string): Crew<PreviewQuestions> {
  return new Crew<PreviewQuestions>({
    module: new URL('./preview-worker.js', import.meta.url),
    ...{ workerData: { workspace }, threads: 1, waiting: 8, timeLimitMs: TIME_LIMIT_MS },
    first: { name: 'ready', input: undefined },
  });
}
