import type { Job } from '../../../requests/jobs.js';
import { counted, readableName, wholeNumber } from '../../design/words.js';
import { durationText, numberText, percentText, shortModel } from '../frame/words.js';
import { studioText } from '../frame/studio-text.js';

/** A number or a text of a result, under its name. */
export type Fact = readonly [name: string, value: string];

/** What a command of one kind gives back; fields of later versions may be missing. */
type Result = Readonly<Record<string, unknown>>;

/** What should be looked at although the job is done: 'two rows refused'. */
export function doubtsOf({ kind, result }: Pick<Job, 'kind' | 'result'>): string[] {
  const imported = kind === 'build' ? partOf(result, 'import') : kind === 'import' ? objectOf(result) : undefined;
  if (imported === undefined) return [];
  const photos = objectOf(imported.photos) ?? {};
  const lost = numberOf(photos.missing) + numberOf(photos.broken);
  const refused = numberOf(imported.refused);
  return [
    ...(refused > 0 ? [`${counted(refused, 'row', 'rows')} refused`] : []),
    ...(lost > 0 ? [`${counted(lost, 'photo', 'photos')} not taken`] : []),
    ...(objectOf(imported.notRemoved) === undefined ? [] : ['nothing was removed']),
  ];
}

/** Sentences that explain those doubts: what was not removed and why, and what the files as a whole lack. */
export function doubtTexts({ kind, result }: Pick<Job, 'kind' | 'result'>): string[] {
  const imported = kind === 'build' ? partOf(result, 'import') : kind === 'import' ? objectOf(result) : undefined;
  const left = objectOf(imported?.notRemoved);
  const warnings = Array.isArray(imported?.warnings) ? (imported.warnings as readonly unknown[]) : [];
  return [
    ...(left === undefined
      ? []
      : [
          `${counted(numberOf(left.count), 'product was', 'products were')} not removed: ${studioText(String(left.reason))}`,
        ]),
    ...warnings.flatMap((warning) => {
      const text = objectOf(warning)?.text;
      return typeof text === 'string' ? [studioText(text)] : [];
    }),
  ];
}

/** Whether products have come that likeness does not find before the catalog is indexed. */
export function leavesIndexDue({ kind, status, result }: Pick<Job, 'kind' | 'status' | 'result'>): boolean {
  const imported = objectOf(result);
  return kind === 'import' && status === 'done' && numberOf(imported?.added) + numberOf(imported?.changed) > 0;
}

/** What a job has done, in a line: '60 products: 40 added, 20 unchanged'. */
export function resultText({ kind, result }: Pick<Job, 'kind' | 'result'>): string {
  const done = objectOf(result);
  if (done === undefined) return '';
  switch (kind) {
    case 'import':
      return importText(done);
    case 'train':
      return trainText(done);
    case 'index':
    case 'switch-model':
      return indexText(done);
    case 'build':
      return (['import', 'train', 'index'] as const)
        .flatMap((step) => {
          const part = partOf(result, step);
          return part === undefined ? [] : [resultText({ kind: step, result: part })];
        })
        .filter((text) => text !== '')
        .join(' · ');
  }
}

function importText(result: Result): string {
  const counts = ['added', 'changed', 'unchanged', 'removed', 'refused']
    .filter((name) => numberOf(result[name]) > 0)
    .map((name) => `${wholeNumber(numberOf(result[name]))} ${name}`);
  const hidden = numberOf(result.notPublished);
  const parts = [...counts, ...(hidden > 0 ? [`${wholeNumber(hidden)} not for sale`] : [])];
  return `${counted(numberOf(result.read), 'product', 'products')} read${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`;
}

function trainText(result: Result): string {
  const model = typeof result.model === 'string' ? `model ${shortModel(result.model)}` : 'a model';
  if (result.unchanged === true) return `Nothing has changed since ${model} was trained`;
  const recall = objectOf(result.validation)?.['textToImage.recallAt10'];
  const found =
    typeof recall === 'number' ? `; ${percentText(recall)} of the products held back are found among ten` : '';
  return `${counted(numberOf(result.epochs), 'epoch', 'epochs')}: ${model}${found}`;
}

function indexText(result: Result): string {
  const model = typeof result.model === 'string' ? ` by model ${shortModel(result.model)}` : '';
  return `${wholeNumber(numberOf(result.embedded))} new vectors, ${wholeNumber(numberOf(result.reused))} kept${model}`;
}

/** Names that a result has for programs, and what readers call them; what is left out is said elsewhere or means nothing to them. */
const NAMES: Readonly<Record<string, string | undefined>> = {
  read: 'Products read',
  notPublished: 'Not for sale',
  photosPerSecond: 'Photos a second',
  seconds: 'Time',
  problems: undefined,
  shipped: undefined,
  exitCode: undefined,
};

/** The numbers of a result, one by one, those of its parts under their names as well. */
export function resultFacts(result: unknown): readonly Fact[] {
  return Object.entries(objectOf(result) ?? {}).flatMap(([name, value]): Fact[] => {
    if (name in NAMES && NAMES[name] === undefined) return [];
    const shown = NAMES[name] ?? readableName(name);
    if (typeof value === 'number') return [[shown, name === 'seconds' ? durationText(value) : numberText(value)]];
    if (typeof value === 'string' && value !== '') return [[shown, shortModel(value)]];
    return name === 'photos' ? photoFacts(objectOf(value) ?? {}) : [];
  });
}

function photoFacts(photos: Result): Fact[] {
  return Object.entries(photos).flatMap(([name, value]): Fact[] =>
    typeof value === 'number' && value > 0 ? [[`Photos ${name}`, numberText(value)]] : [],
  );
}

function partOf(result: unknown, step: string): Result | undefined {
  return objectOf(objectOf(result)?.[step]);
}

function objectOf(value: unknown): Result | undefined {
  return typeof value === 'object' && value !== null ? (value as Result) : undefined;
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
