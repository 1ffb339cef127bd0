/** Many catalogs begin each title with the brand: where the brand is shown by itself, it is not said twice. */
export function titleBeside(brand: string | null | undefined, title: string): string {
  if (brand === null || brand === undefined || brand === '') return title;
  if (!title.toLowerCase().startsWith(`${brand.toLowerCase()} `)) return title;
  const rest = title.slice(brand.length).replace(/^[\s\-–:|,]+/u, '');
  return rest === '' ? title : rest.charAt(0).toUpperCase() + rest.slice(1);
}
