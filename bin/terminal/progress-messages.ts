import type { Progress } from '../../src/index.js';
import type { ProgressDisplay } from './progress.js';
import { secondsLeft, startStep } from './step-clock.js';

/** What a program is told that has started `vitrine` with a channel (`stdio: [..., 'ipc']` of node:child_process). */
export interface ProgressMessage {
  readonly progress: {
    readonly step: string;
    readonly done: number;
    readonly total: number | null;
    readonly detail: string | null;
    readonly secondsLeft: number | null;
  };
}

const MESSAGE_INTERVAL_MS = 200;

/** Progress for programs: the beginning and the end of each step, and some messages a second between them. */
export function openProgressMessages(
  tell: (message: ProgressMessage) => void,
  { now = Date.now }: { now?: () => number } = {},
): ProgressDisplay {
  let clock = startStep(undefined, now());
  let lastMs = -Infinity;
  return {
    show(progress: Progress) {
      const { step, done, total = null, detail = null } = progress;
      const isNewStep = step !== clock.step;
      if (isNewStep) clock = startStep(progress, now());
      const isLast = total !== null && done >= total;
      if (!isNewStep && !isLast && now() - lastMs < MESSAGE_INTERVAL_MS) return;
      if (isLast && clock.ended) return;
      clock.ended = isLast;
      lastMs = now();
      const left = secondsLeft(clock, progress, now());
      tell({ progress: { step, done, total, detail, secondsLeft: left === undefined ? null : Math.round(left) } });
    },
    finish: () => undefined,
  };
}
