export interface PriceBounds {
  readonly least: number;
  readonly most: number | undefined;
}

/** Reads a range of the price facet: '0-50', '1000-', '1000+'. */
export function boundsOf(range: string): PriceBounds | undefined {
  const [, least, most] = /^(\d+(?:\.\d+)?)(?:-|\.\.|\+)(\d+(?:\.\d+)?)?$/u.exec(range) ?? [];
  if (least === undefined) return undefined;
  return { least: Number(least), most: most === undefined ? undefined : Number(most) };
}

/** An amount as people type it: '19,90' and '1 299' as well. */
export function readBound(text: string): number | undefined | 'wrong' {
  const plain = text
    .replace(/\s/gu, '')
    .replace(/,(\d{1,2})$/u, '.$1')
    .replace(/,/gu, '');
  if (plain === '') return undefined;
  const amount = Number(plain);
  return Number.isFinite(amount) && amount >= 0 ? amount : 'wrong';
}
