import type { Progress } from '../../src/index.js';

/** When a step began, and with what: the measure of how fast it goes. */
export interface StepClock {
  readonly step: string | undefined;
  readonly startMs: number;
  /** What had been done when the step was first heard of: a resumed run does not start at 0. */
  readonly startDone: number;
  ended: boolean;
}

export function startStep(progress: Progress | undefined, nowMs: number): StepClock {
  return { step: progress?.step, startMs: nowMs, startDone: progress?.done ?? 0, ended: false };
}

/** Assumes that what is left goes as fast as what was done; undefined in the first second, when that says nothing. */
export function secondsLeft(clock: StepClock, { done, total }: Progress, nowMs: number): number | undefined {
  const elapsed = (nowMs - clock.startMs) / 1000;
  const finished = done - clock.startDone;
  if (total === undefined || finished <= 0 || elapsed < 1 || done >= total) return undefined;
  return ((total - done) / finished) * elapsed;
}
