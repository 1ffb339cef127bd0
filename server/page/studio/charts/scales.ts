/** From the numbers of a chart to its pixels, and round numbers to label it by. */
export interface Scale {
  readonly at: (value: number) => number;
  /** Round values within the domain, the smallest first. */
  readonly ticks: readonly number[];
}

/**
 * @param domain least and largest value
 * @param range pixels of these two
 * @param count about how many ticks
 */
export function linearScale(
  [least, most]: readonly [number, number],
  [from, to]: readonly [number, number],
  count = 5,
): Scale {
  const span = most - least || 1;
  return { at: (value) => from + ((value - least) / span) * (to - from), ticks: roundValues([least, most], count) };
}

/** @returns a domain that begins and ends with a round value and holds all of these */
export function roundDomain(values: readonly number[], count = 5): [number, number] {
  const known = values.filter((value) => Number.isFinite(value));
  if (known.length === 0) return [0, 1];
  const [least, most] = [Math.min(...known), Math.max(...known)];
  if (least === most) return least === 0 ? [0, 1] : [Math.min(0, least), Math.max(0, most)];
  const step = roundStep((most - least) / count);
  return [tidy(Math.floor(least / step) * step), tidy(Math.ceil(most / step) * step)];
}

/** @returns multiples of 1, 2 or 5 times a power of ten, about `count` of them */
export function roundValues([least, most]: readonly [number, number], count = 5): number[] {
  if (!(most > least)) return [least];
  const step = roundStep((most - least) / count);
  const first = Math.ceil(least / step - 1e-9);
  const last = Math.floor(most / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => tidy((first + i) * step));
}

/** The nearest of 1, 2, 5, 10 times a power of ten that is not smaller by much. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const fitting = [1, 2, 5, 10].find((factor) => factor * power >= step * 0.9) ?? 10;
  return fitting * power;
}

/** 0.30000000000000004 is 0.3. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
