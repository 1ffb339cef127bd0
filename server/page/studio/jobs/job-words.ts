import type { Job } from '../../../requests/jobs.js';
import { readableName } from '../../design/words.js';
import { JOB_NAMES } from '../frame/studio-text.js';
import { dateText, durationText, numberText, shortModel } from '../frame/words.js';
import { doubtsOf } from './job-result.js';

const KINDS: Readonly<Record<Job['kind'], string>> = {
  ...JOB_NAMES,
  build: 'Bring up to date',
  'switch-model': 'Switch model',
};

export interface ShownStatus {
  readonly name: string;
  readonly tone: '' | 'good' | 'warn' | 'bad';
}

const STATUSES: Readonly<Record<Exclude<Job['status'], 'done'>, ShownStatus>> = {
  waiting: { name: 'waiting', tone: '' },
  running: { name: 'running', tone: 'good' },
  failed: { name: 'failed', tone: 'bad' },
  cancelled: { name: 'cancelled', tone: '' },
  interrupted: { name: 'cut off', tone: 'bad' },
};

export function kindName(kind: Job['kind']): string {
  return KINDS[kind];
}

/** Where a job stands; one that is done says at once what of it should be looked at. */
export function statusOf(job: Pick<Job, 'status' | 'kind' | 'result'>): ShownStatus {
  if (job.status !== 'done') return STATUSES[job.status];
  const doubts = doubtsOf(job);
  return doubts.length === 0 ? { name: 'done', tone: 'good' } : { name: `done, ${doubts.join(', ')}`, tone: 'warn' };
}

const TICKS: Readonly<Record<string, string>> = {
  prune: 'removes what the files do not name',
  pruneAll: 'however much that is',
  mainProduct: 'looks for the product in photos',
  fetchPhotos: 'fetches photos',
  resume: 'goes on with a stopped training',
};

/** What was ordered, in a few words: 'products.jsonl', '4 epochs', 'model e8581169'. */
export function orderText({ options }: Pick<Job, 'options'>): string {
  return Object.entries(options)
    .flatMap(([name, value]): string[] => {
      if (name === 'sources')
        return [(value as readonly string[]).map((source) => source.split('/').at(-1)).join(', ')];
      if (name === 'upload') return [];
      if (value === true) return [TICKS[name] ?? readableName(name).toLowerCase()];
      return typeof value === 'string' || typeof value === 'number' ? [valueText(name, value)] : [];
    })
    .join(' · ');
}

function valueText(name: string, value: string | number): string {
  switch (name) {
    case 'file':
      return String(value);
    case 'model':
      return `model ${shortModel(String(value))}`;
    case 'from':
      return `from model ${shortModel(String(value))}`;
    case 'epochs':
      return value === 1 ? '1 epoch' : `${value} epochs`;
    case 'format':
      return `as ${value}`;
    case 'photos':
      return `photos from ${String(value).split('/').at(-1) ?? value}`;
    default:
      return `${readableName(name).toLowerCase()} ${value}`;
  }
}

/** When it was, and how long it took. */
export function timeText({ created, started, finished }: Job): string {
  if (started === null) return `ordered ${dateText(created)}`;
  if (finished === null) return `since ${dateText(started)}`;
  const seconds = (Date.parse(finished) - Date.parse(started)) / 1000;
  return `${dateText(started)}, ${durationText(seconds)}`;
}

/** Steps that commands name for themselves, and how they go on in a sentence. */
const STEPS: Readonly<Record<string, string>> = {
  import: 'Reading products',
  'main product': 'Looking for the product in photos',
  words: 'Reading words',
  word2vec: 'Learning what words mean',
  train: 'Learning from photos and texts',
  validate: 'Judging what was learned',
  embed: 'Computing vectors',
  index: 'Building the indexes',
};

/** Where a running job is: 'Computing vectors, 120 of 400'. */
export function progressText({ status, progress, waitingFor }: Job): string {
  if (status === 'waiting') return waitingText(waitingFor);
  if (progress === null) return 'Starting';
  const { step, done, total } = progress;
  return `${STEPS[step] ?? readableName(step)}, ${numberText(done)}${total === null ? '' : ` of ${numberText(total)}`}`;
}

/** @param waitingFor "'train' (process 4711 on shop-1)": a command that nobody ordered here */
function waitingText(waitingFor: string | undefined): string {
  if (waitingFor === undefined) return 'Waits for the jobs before it';
  const [, verb, where] = /^'([\w-]+)' \((.*)\)$/.exec(waitingFor) ?? [];
  if (verb === undefined) return `Waits: ${waitingFor}`;
  const name = verb in JOB_NAMES ? JOB_NAMES[verb as keyof typeof JOB_NAMES] : readableName(verb);
  return `Waits for “${name}”, which was started elsewhere (${where})`;
}

/** '2 min left in this step'; a job that cannot say says nothing. */
export function timeLeftText({ progress }: Job): string {
  const seconds = progress?.secondsLeft ?? null;
  return seconds === null ? '' : `${durationText(seconds)} left in this step`;
}
