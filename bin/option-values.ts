import { InvalidArgumentError } from 'commander';

/** Parsers for commander's options. What they refuse is a usage error that names the option (exit code 2). */

export interface NumberRange {
  readonly min?: number;
  readonly max?: number;
}

/** `--limit 24` */
export function wholeNumber({ min = 0, max = Number.MAX_SAFE_INTEGER }: NumberRange = {}): (text: string) => number {
  return (text) => {
    const value = /^[+-]?\d+$/.test(text.trim()) ? Number(text) : NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`Write ${rangeInWords('a whole number', { min, max })}.`);
  };
}

/** `--rate 0.003` */
export function decimalNumber({ min = -Infinity, max = Infinity }: NumberRange = {}): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? NaN : Number(text);
    if (Number.isFinite(value) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`Write ${rangeInWords('a number', { min, max })}.`);
  };
}

/** `--filter color=Red --filter brand=Nike` collects into a list; for options that may be given several times. */
export function collect(text: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), text];
}

/** `--modes words,image`: a comma-separated choice of the given names. */
export function listOf<Name extends string>(names: readonly Name[]): (text: string) => readonly Name[] {
  return (text) => {
    const chosen = text.split(',').map((part) => part.trim());
    const unknown = chosen.filter((part) => !names.some((name) => name === part));
    if (unknown.length > 0) throw new InvalidArgumentError(`Write one or more of ${names.join(',')}.`);
    return names.filter((name) => chosen.includes(name));
  };
}

/** `--region x,y,w,h`: [x, y, width, height] in pixels of the upright photo. */
export function region(text: string): readonly [number, number, number, number] {
  const parts = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  const [x, y, width, height] = parts;
  if (parts.length !== 4 || !parts.every(Number.isFinite) || width <= 0 || height <= 0) {
    throw new InvalidArgumentError('Write x,y,width,height in pixels of the upright photo: 40,10,200,320.');
  }
  return [x, y, width, height];
}

function rangeInWords(kind: string, { min, max }: Required<NumberRange>): string {
  const hasMin = min > -Infinity;
  const hasMax = max < Number.MAX_SAFE_INTEGER;
  if (hasMin && hasMax) return `${kind} from ${min} to ${max}`;
  if (hasMin) return `${kind} of at least ${min}`;
  return hasMax ? `${kind} of at most ${max}` : kind;
}
