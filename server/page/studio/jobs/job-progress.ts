import type { JobEvent } from '../../../client/index.js';
import type { Job } from '../../../requests/jobs.js';

/** A job as it was asked for, and what its events have told since. */
export interface FollowedJob {
  readonly job: Job;
  /** Lines that events have told since following began: also some that the job had told before. */
  readonly told: readonly string[];
  /** Whether the service has not been reached since: the job may be elsewhere by now. */
  readonly isUnreached?: boolean;
}

const KEPT_LINES = 500;

export function follow(job: Job): FollowedJob {
  return { job, told: [] };
}

/** What one knows after an event; `done` and `failed` carry the whole job. */
export function afterEvent({ job, told }: FollowedJob, event: JobEvent): FollowedJob {
  switch (event.event) {
    case 'progress':
      return { job: { ...job, status: 'running', started: job.started ?? now(), progress: event.data }, told };
    case 'log':
      return { job, told: [...told, event.data.text].slice(-KEPT_LINES) };
    case 'done':
    case 'failed':
      return { job: event.data, told };
  }
}

function now(): string {
  return new Date().toISOString();
}

/**
 * The log without gaps and doubles: what the job had kept, then what events have told, which begin with lines that may have
 * been kept as well.
 */
export function logOf({ job: { log }, told }: FollowedJob): readonly string[] {
  if (told.length === 0 || containsRun(log, told)) return log;
  if (containsRun(told, log)) return told;
  for (let overlap = Math.min(log.length, told.length); overlap > 0; overlap--) {
    const isSame = log.slice(-overlap).every((line, i) => line === told[i]);
    if (isSame) return [...log, ...told.slice(overlap)];
  }
  return [...log, ...told];
}

/** Whether the lines stand in the text, one after the other. */
function containsRun(text: readonly string[], lines: readonly string[]): boolean {
  return text.some((_, start) => lines.every((line, i) => text[start + i] === line));
}

export function isOver({ status }: Job): boolean {
  return status !== 'waiting' && status !== 'running';
}

/** @returns 0 to 1, or undefined while nobody can tell */
export function shareDone({ progress, status }: Job): number | undefined {
  if (status === 'done') return 1;
  const total = progress?.total ?? 0;
  return total === 0 ? undefined : Math.min(1, (progress?.done ?? 0) / total);
}

/** Newer news of a job replaces older; jobs that were not listed come first. */
export function withJob(jobs: readonly Job[], job: Job): readonly Job[] {
  return jobs.some(({ id }) => id === job.id)
    ? jobs.map((known) => (known.id === job.id ? job : known))
    : [job, ...jobs];
}
