import { escapeHtml } from '../report.js';
import { SIZES, sizeOf } from './scores.js';
import type { Outcome, SheetCase } from './sheet-cases.js';

/** One chip: the cases that it keeps on the page. */
interface Choice {
  readonly caption: string;
  readonly holds: (one: SheetCase) => boolean;
}

/** A row of chips, of which one narrows the page. */
export interface SheetFilter {
  /** Word of the ids and classes. */
  readonly name: string;
  readonly legend: string;
  readonly choices: readonly (Choice & { readonly count: number })[];
}

const WRONG: readonly (readonly [Outcome, string])[] = [
  ['late', 'right one later'],
  ['missed', 'not among ten'],
  ['unreachable', 'not proposed'],
];

/** Three questions of which each narrows the page. */
export function filtersOf(cases: readonly SheetCase[]): SheetFilter[] {
  const counts = new Map<string, number>();
  for (const { query } of cases) counts.set(query.label, (counts.get(query.label) ?? 0) + 1);
  const labels = [...counts].sort(([, a], [, b]) => b - a).map(([label]) => label);
  const filter = (name: string, legend: string, choices: readonly Choice[]): SheetFilter => ({
    ...{ name, legend },
    choices: choices.map((choice) => ({ ...choice, count: cases.filter(choice.holds).length })),
  });
  return [
    filter('outcome', 'Answer', [
      { caption: 'right', holds: ({ outcome }) => outcome === 'right' },
      { caption: 'wrong', holds: ({ outcome }) => outcome !== 'right' },
      ...WRONG.map(([outcome, caption]): Choice => ({ caption, holds: (one) => one.outcome === outcome })),
    ]),
    filter('size', 'Garment', [
      { caption: 'the largest', holds: ({ query }) => query.isLargest },
      ...SIZES.map(({ name }): Choice => ({ caption: name, holds: ({ query }) => sizeOf(query) === name })),
    ]),
    filter(
      'label',
      'Label',
      labels.map((label) => ({ caption: label, holds: ({ query }) => query.label === label })),
    ),
  ];
}

/** The classes of a case's card: what `filterRules` goes by. */
export function filterClasses(filters: readonly SheetFilter[], one: SheetCase): string {
  return filters
    .flatMap(({ name, choices }) => choices.flatMap(({ holds }, i) => (holds(one) ? [`${name}-${i}`] : [])))
    .join(' ');
}

/** Hides what the chosen chips do not hold of. */
export function filterRules(filters: readonly SheetFilter[]): string {
  const rules = filters.flatMap(({ name, choices }) =>
    choices.map((_, i) => `main:has(#${name}-${i}:checked) .case:not(.${name}-${i})`),
  );
  return rules.map((rule) => `${rule} { display: none; }\n`).join('');
}

export function filterBar({ name, legend, choices }: SheetFilter): string {
  const chip = (id: string, caption: string, isFirst = false): string =>
    `<label><input type="radio" name="${name}" id="${id}"${isFirst ? ' checked' : ''}><span>${caption}</span></label>`;
  const chips = choices.map(({ caption, count }, i) =>
    chip(`${name}-${i}`, `${escapeHtml(caption)} <small>${count}</small>`),
  );
  return `<fieldset class="filter"><legend>${legend}</legend>${chip(`${name}-all`, 'all', true)}${chips.join('')}</fieldset>`;
}
