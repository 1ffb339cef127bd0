import { CancelledError } from './errors.js';

/** How far one step of long work has come; the terminal and HTTP draw it. */
export interface Progress {
  /** Name of the step in the words of the user: 'import', 'word2vec', 'train', 'embed', 'index'. */
  readonly step: string;
  readonly done: number;
  /** Undefined while it is not known. */
  readonly total?: number | undefined;
  /** Short text beside the bar: 'epoch 3/16, loss 1.24, 310 photos/s'. */
  readonly detail?: string | undefined;
}

export type OnProgress = (progress: Progress) => void;

/** What every long-running function takes as its last options. */
export interface WorkOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
}

/** @throws CancelledError when the signal has been raised */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new CancelledError({ reason: 'cancelled', cause: signal.reason });
}
