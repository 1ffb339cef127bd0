import { wholeNumber } from '../../design/words.js';

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** '698 MB', '1.4 GB': a thousand at a time, as disks are sold. */
export function bytesText(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** power;
  return `${value >= 100 || power === 0 ? Math.round(value) : value.toFixed(1)} ${UNITS[power]}`;
}

/** '8 s', '2 min', '1 h 5 min': no more precise than anybody needs. */
export function durationText(seconds: number): string {
  if (seconds < 59.5) return `${Math.max(0, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** '98.2 %'; a share that is nearly all or nearly nothing is not rounded to it. */
export function percentText(share: number): string {
  const percent = 100 * share;
  if (percent === 0 || percent === 100) return `${percent} %`;
  return `${Math.min(99.9, Math.max(0.1, percent)).toFixed(1)} %`;
}

/** 0.0982 as '0.098', 35324 as '35,324'. */
export function numberText(value: number): string {
  if (Number.isInteger(value)) return wholeNumber(value);
  return Math.abs(value) >= 100 ? wholeNumber(Math.round(value)) : String(Number(value.toPrecision(3)));
}

const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** '21 Nov 2026, 08:53' in the reader's time zone. */
export function dateText(iso: string): string {
  return dates.format(new Date(iso));
}

/** A model's id is sixteen letters and digits; the first eight tell it from the others. */
export function shortModel(id: string): string {
  return /^[0-9a-f]{16}$/.test(id) ? id.slice(0, 8) : id;
}

/** Messages begin small and end without a full stop; alone they are sentences. */
export function sentenceText(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
