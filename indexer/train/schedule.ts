/** Share of the steps in which the rate rises, unless the caller says otherwise. */
const RISE = 0.25;
/** The first rate is the peak over 25, the last nearly 0. */
const START = 1 / 25;
const END = 1e-4;

/**
 * The one-cycle learning rate (Smith and Topin 2018) with cosine slopes: up from a 25th to the peak in the first quarter
 * of the steps, then down to nearly nothing.
 * @param step  from 0
 * @param options steps of the whole training; rise is the share of them in which the rate rises
 */
export function oneCycleRate(
  step: number,
  { steps, peak, rise = RISE }: { steps: number; peak: number; rise?: number },
): number {
  const risen = rise * steps;
  if (step < risen) return peak * cosine(START, 1, step / risen);
  return peak * cosine(1, END, (step - risen) / Math.max(1, steps - 1 - risen));
}

/** From `from` at 0 to `to` at 1, flat at both ends. */
function cosine(from: number, to: number, at: number): number {
  return to + ((from - to) * (1 + Math.cos(Math.PI * Math.min(1, at)))) / 2;
}
