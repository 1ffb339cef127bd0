import { boxMetrics, hitRate, type BoxMetrics, type Overlaps } from '../../../src/evaluation/boxes.js';
import type { BoxQuery } from './queries.js';

/** The intersections over union from which on a box is right. */
export const IOUS = ['0.5', '0.7'] as const;
export type Iou = (typeof IOUS)[number];

export type AtIou<Figure> = Readonly<Record<Iou, Figure>>;

/** Figures of a part of the queries. */
export type GroupScores = AtIou<BoxMetrics> & { readonly queries: number };
export type GroupCeiling = AtIou<number>;

/** Queries taken together: all, the largest box of each photo, and by label, by share of the photo, by kind of photo. */
export interface Grouped<Group, Named = Group> {
  readonly all: Group;
  readonly largest: Group;
  readonly labels: Readonly<Record<string, Named>>;
  readonly sizes: Readonly<Record<string, Named>>;
  /** Empty where the file names no kinds. */
  readonly kinds: Readonly<Record<string, Named>>;
}

export type Scores = Grouped<AtIou<BoxMetrics>, GroupScores>;
export type Ceiling = Grouped<GroupCeiling>;

/** What one way of answering found: for each query, in their order, how its boxes overlap what is right. */
export type Answers = AtIou<readonly Overlaps[]>;

/** Shares of the photo, smallest first; the names are fields of the JSON. */
export const SIZES: readonly { readonly name: string; readonly below: number }[] = [
  { name: 'under 1 %', below: 0.01 },
  { name: '1 to 5 %', below: 0.05 },
  { name: '5 to 15 %', below: 0.15 },
  { name: 'above 15 %', below: Number.POSITIVE_INFINITY },
];

export function sizeOf({ share }: BoxQuery): string {
  return SIZES.find(({ below }) => share < below)!.name;
}

/** Top-k rates and mean overlap of every group. */
export function scoresOf(queries: readonly BoxQuery[], answers: Answers): Scores {
  const figures = (rows: readonly number[]): AtIou<BoxMetrics> =>
    atEachIou((iou) =>
      boxMetrics(
        rows.map((row) => answers[iou][row]),
        Number(iou),
      ),
    );
  return grouped(queries, { plain: figures, named: (rows) => ({ queries: rows.length, ...figures(rows) }) });
}

/** What a perfect ranking of the proposals would reach in every group. */
export function ceilingOf(queries: readonly BoxQuery[], proposals: readonly Overlaps[]): Ceiling {
  const figures = (rows: readonly number[]): GroupCeiling =>
    atEachIou((iou) =>
      hitRate(
        rows.map((row) => proposals[row]),
        { iou: Number(iou) },
      ),
    );
  return grouped(queries, { plain: figures, named: figures });
}

export function atEachIou<Figure>(figure: (iou: Iou) => Figure): AtIou<Figure> {
  return { '0.5': figure('0.5'), '0.7': figure('0.7') };
}

function grouped<Group, Named>(
  queries: readonly BoxQuery[],
  make: { readonly plain: (rows: readonly number[]) => Group; readonly named: (rows: readonly number[]) => Named },
): Grouped<Group, Named> {
  const rowsBy = (name: (query: BoxQuery) => string | undefined): Map<string, number[]> => {
    const rows = new Map<string, number[]>();
    for (const [row, query] of queries.entries()) {
      const own = name(query);
      if (own === undefined) continue;
      const known = rows.get(own);
      if (known === undefined) rows.set(own, [row]);
      else known.push(row);
    }
    return rows;
  };
  const figures = (entries: readonly (readonly [string, readonly number[]])[]): Record<string, Named> =>
    Object.fromEntries(entries.map(([name, rows]) => [name, make.named(rows)]));
  const sizes = rowsBy(sizeOf);
  const labels = [...rowsBy(({ label }) => label)].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  return {
    all: make.plain(queries.map((_, row) => row)),
    largest: make.plain(queries.flatMap(({ isLargest }, row) => (isLargest ? [row] : []))),
    labels: figures(labels),
    sizes: figures(SIZES.flatMap(({ name }) => (sizes.has(name) ? [[name, sizes.get(name)!] as const] : []))),
    kinds: figures([...rowsBy(({ kind }) => kind)]),
  };
}
