import { signal } from '@preact/signals';
import { ProblemError, UnreachableError } from '../../client/index.js';

/** Nobody there, or too much to do: another moment may be better. */
const PASSING = new Set([429, 502, 503, 504]);

const FIRST_MS = 2_000;
const LONGEST_MS = 15_000;

/** Tries again what failed for a passing reason, each time after twice as long. */
export class Retries {
  readonly isWaiting = signal(false);
  private timer = 0;
  private failures = 0;

  constructor(private readonly again: () => void) {}

  failed(error: unknown): void {
    this.stop();
    if (!isPassing(error)) return;
    this.isWaiting.value = true;
    this.timer = window.setTimeout(() => {
      this.again();
    }, pauseAfter(this.failures++));
  }

  succeeded(): void {
    this.failures = 0;
  }

  stop(): void {
    clearTimeout(this.timer);
    this.isWaiting.value = false;
  }
}

function pauseAfter(failures: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** failures);
}

function isPassing(error: unknown): boolean {
  if (error instanceof UnreachableError) return true;
  return error instanceof ProblemError && PASSING.has(error.problem.status);
}
