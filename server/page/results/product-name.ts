const AT_START = /^[\s–:|,-]+/u;
const AT_END = /\s+[–:|-]\s*$/u;

/** Many catalogs begin or end each title with the brand: where that is shown by itself, it is not said twice. */
export function titleBeside(brand: string | null | undefined, title: string): string {
  if (brand === null || brand === undefined || brand === '') return title;
  const rest = withoutBrand(brand.toLowerCase(), title);
  return rest === '' ? title : rest.charAt(0).toUpperCase() + rest.slice(1);
}

function withoutBrand(brand: string, title: string): string {
  const lower = title.toLowerCase();
  if (lower.startsWith(`${brand} `)) return title.slice(brand.length).replace(AT_START, '');
  const start = title.slice(0, -brand.length);
  return lower.endsWith(brand) && AT_END.test(start) ? start.replace(AT_END, '') : title;
}
