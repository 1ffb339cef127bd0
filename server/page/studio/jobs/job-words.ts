import type { Job } from '../../../requests/jobs.js';
import { readableName } from '../../design/words.js';
import { dateText, durationText, numberText, shortModel } from '../frame/words.js';

const KINDS: Readonly<Record<Job['kind'], string>> = {
  import: 'Import',
  train: 'Train',
  index: 'Index',
  build: 'Bring up to date',
  'switch-model': 'Switch model',
};

const STATUSES: Readonly<Record<Job['status'], { readonly name: string; readonly tone: '' | 'good' | 'bad' }>> = {
  waiting: { name: 'waiting', tone: '' },
  running: { name: 'running', tone: 'good' },
  done: { name: 'done', tone: 'good' },
  failed: { name: 'failed', tone: 'bad' },
  cancelled: { name: 'cancelled', tone: '' },
  interrupted: { name: 'interrupted', tone: 'bad' },
};

export function kindName(kind: Job['kind']): string {
  return KINDS[kind];
}

export function statusOf({ status }: Job): { readonly name: string; readonly tone: '' | 'good' | 'bad' } {
  return STATUSES[status];
}

/** What was ordered, in a few words: 'products.jsonl', '4 epochs', 'model e8581169'. */
export function orderText({ options }: Job): string {
  const parts = Object.entries(options).flatMap(([name, value]) => {
    if (name === 'sources') return [(value as readonly string[]).map((source) => source.split('/').at(-1)).join(', ')];
    if (value === true) return [readableName(name).toLowerCase()];
    if (typeof value !== 'string' && typeof value !== 'number') return [];
    if (name === 'model') return [`model ${shortModel(String(value))}`];
    if (name === 'from') return [`from model ${shortModel(String(value))}`];
    return [`${readableName(name).toLowerCase()} ${value}`];
  });
  return parts.join(' · ');
}

/** When it was, and how long it took. */
export function timeText({ created, started, finished }: Job): string {
  if (started === null) return `ordered ${dateText(created)}`;
  if (finished === null) return `since ${dateText(started)}`;
  const seconds = (Date.parse(finished) - Date.parse(started)) / 1000;
  return `${dateText(started)}, ${durationText(seconds)}`;
}

/** Where a running job is: 'train, 120 of 400'. */
export function progressText({ status, progress, waitingFor }: Job): string {
  if (status === 'waiting') return `Waits for ${waitingFor ?? 'the jobs before it'}`;
  if (progress === null) return 'Begins';
  const { step, done, total } = progress;
  return `${readableName(step)}, ${numberText(done)}${total === null ? '' : ` of ${numberText(total)}`}`;
}

/** '2 min left in this step'; a job that cannot say says nothing. */
export function timeLeftText({ progress }: Job): string {
  const seconds = progress?.secondsLeft ?? null;
  return seconds === null ? '' : `${durationText(seconds)} left in this step`;
}

/** The numbers of a result, flat: those that a glance should show. */
export function resultFacts(result: unknown): readonly (readonly [name: string, value: string])[] {
  if (typeof result !== 'object' || result === null) return [];
  return Object.entries(result).flatMap(([name, value]): (readonly [string, string])[] => {
    if (typeof value === 'number')
      return [[readableName(name), name === 'seconds' ? durationText(value) : numberText(value)]];
    if (typeof value === 'string' && value !== '') return [[readableName(name), shortModel(value)]];
    return [];
  });
}

/** The same in a line: 'Read 32 · Added 32 · Changed 0'. */
export function resultText(result: unknown): string {
  return resultFacts(result)
    .slice(0, 5)
    .map(([name, value]) => `${name} ${value}`)
    .join(' · ');
}
