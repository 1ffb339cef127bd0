/** Letters that no accent can be taken from. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ł: 'l',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  đ: 'd',
  ı: 'i',
};

/**
 * A header without what people write in different ways: case, accents, blanks, marks, and Google's namespace. 'Größe (cm)'
 * and 'GRÖSSE_cm' are one.
 */
export function plainHeader(header: string): string {
  return header
    .toLowerCase()
    .replace(/^\s*g:/, '')
    .replace(/[ßłøæœđı]/g, (letter) => PLAIN_LETTERS[letter])
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** ISO 4217 codes as JavaScript knows them, and what headers write in their place. */
const CURRENCIES: ReadonlyMap<string, string> = new Map([
  ...Intl.supportedValuesOf('currency').map((code) => [code, code] as const),
  ['€', 'EUR'],
  ['EURO', 'EUR'],
  ['EUROS', 'EUR'],
  ['$', 'USD'],
  ['US$', 'USD'],
  ['£', 'GBP'],
  ['¥', 'JPY'],
  ['₹', 'INR'],
  ['ZŁ', 'PLN'],
  ['KČ', 'CZK'],
  ['TL', 'TRY'],
]);

/** Words of headers that only look like codes: 'price all', 'top price'. */
const NO_CODES = new Set(['all', 'top', 'try']);

/** A header that ends or begins with a currency, like 'Price (EUR)', 'price_usd' or 'Preis in €', without it. */
export function splitCurrency(header: string): { readonly header: string; readonly currency: string } | undefined {
  const words = header.split(/[\s_()[\]\-.:,/]+|(?<=\p{Ll})(?=\p{Lu})/u).filter((word) => word !== '');
  for (const [word, rest] of [
    [words.at(-1) ?? '', words.slice(0, -1)],
    [words[0] ?? '', words.slice(1)],
  ] as const) {
    const currency = NO_CODES.has(word) ? undefined : CURRENCIES.get(word.toUpperCase());
    const before = rest.at(-1)?.toLowerCase() === 'in' ? rest.slice(0, -1) : rest;
    if (currency !== undefined && before.length > 0) return { header: before.join(' '), currency };
  }
  return undefined;
}
