import { parsePrice } from '../price.js';
import { attributeName, type RowEvent, type SourceRow } from './row.js';
import { openTable, type Table, type TableRow } from './table.js';
import { VariantValues, onlyValue } from './variants.js';

/** Headers of WooCommerce's product CSV in lower case, older or other spellings behind. */
const HEADERS = {
  id: ['id'],
  type: ['type'],
  sku: ['sku'],
  title: ['name'],
  description: ['description'],
  short: ['short description'],
  price: ['regular price'],
  salePrice: ['sale price'],
  categories: ['categories'],
  tags: ['tags'],
  images: ['images'],
  parent: ['parent'],
  brand: ['brands', 'brand'],
  url: ['external url'],
  gtin: ['gtin, upc, ean, or isbn'],
  weight: ['weight (kg)', 'weight (g)', 'weight (lbs)', 'weight (oz)', 'weight'],
} as const;

type Column = keyof typeof HEADERS;

/** Columns that say how the shop is run and nothing about the product; they are left out. */
const ADMINISTRATION =
  /^(published|is featured|visibility in|date sale|tax |in stock|stock|low stock|backorders|sold individually|length|width|height|allow customer|purchase note|shipping class|download|grouped products|upsells|cross-sells|button text|position|meta:|attribute \d|swatches|parent)/;

/** What the variations of one product add to it. */
interface Variations {
  readonly values: VariantValues;
  readonly images: Set<string>;
  price: string;
}

/**
 * WooCommerce's product CSV. Variations are part of the product that they name in `Parent` (a SKU, or `id:` and an
 * id): they add values of attributes and photos, and the lowest price where the product has none. They may stand
 * anywhere, so the file is read twice; what is kept in between grows with the number of variable products only.
 */
export async function* readWooCommerce(file: string): AsyncGenerator<RowEvent> {
  const variations = await collectVariations(file);
  const claimed = new Set<string>();
  const { headers, rows } = await openTable(file);
  const layout = layoutOf(headers);
  for await (const row of rows) {
    if (row.kind !== 'cells') yield row;
    else if (!isVariation(layout, row)) yield productRow(file, { layout, row, variations, claimed });
  }
  yield* orphans(file, claimed);
}

interface Layout {
  readonly at: ReadonlyMap<Column, number>;
  /** Columns of name and values of 'Attribute 1', 'Attribute 2' and so on. */
  readonly attributes: readonly (readonly [name: number, values: number])[];
  readonly others: readonly (readonly [name: string, at: number])[];
}

function layoutOf(headers: Table['headers']): Layout {
  const plain = headers.map((header) => header.toLowerCase());
  const at = new Map<Column, number>();
  for (const [column, names] of Object.entries(HEADERS) as [Column, readonly string[]][]) {
    const found = names.map((name) => plain.indexOf(name)).find((i) => i >= 0);
    if (found !== undefined) at.set(column, found);
  }
  const attributes = plain.flatMap((header, i): [number, number][] => {
    const number = /^attribute (\d+) name$/.exec(header)?.[1];
    const values = plain.findIndex((other) => other.startsWith(`attribute ${number} value`));
    return number === undefined || values < 0 ? [] : [[i, values]];
  });
  const known = new Set(at.values());
  const others = headers
    .map((header, i) => [header, i] as const)
    .filter(([, i]) => !known.has(i) && !ADMINISTRATION.test(plain[i]));
  return { at, attributes, others };
}

function cellOf({ at }: Layout, row: TableRow, column: Column): string {
  const i = at.get(column);
  return i === undefined ? '' : row.cells[i];
}

function isVariation(layout: Layout, row: TableRow): boolean {
  return cellOf(layout, row, 'type').toLowerCase().split(/,\s*/).includes('variation');
}

async function collectVariations(file: string): Promise<Map<string, Variations>> {
  const byParent = new Map<string, Variations>();
  const { headers, rows } = await openTable(file);
  const layout = layoutOf(headers);
  for await (const row of rows) {
    if (row.kind !== 'cells' || !isVariation(layout, row)) continue;
    const parent = cellOf(layout, row, 'parent');
    const variations = byParent.get(parent) ?? { values: new VariantValues(), images: new Set(), price: '' };
    byParent.set(parent, variations);
    addAttributes(layout, row, variations.values);
    for (const image of splitList(cellOf(layout, row, 'images'))) variations.images.add(image);
    variations.price = lower(variations.price, cellOf(layout, row, 'price'));
  }
  return byParent;
}

/** The lower of two prices; one that cannot be read wins, so that it is told. */
function lower(a: string, b: string): string {
  if (a === '' || b === '') return a + b;
  return (parsePrice(b)?.amount ?? -1) < (parsePrice(a)?.amount ?? -1) ? b : a;
}

interface ProductContext {
  readonly layout: Layout;
  readonly row: TableRow;
  readonly variations: ReadonlyMap<string, Variations>;
  /** Parents that have been met, by every name that variations may call them. */
  readonly claimed: Set<string>;
}

function productRow(file: string, { layout, row, variations, claimed }: ProductContext): SourceRow {
  const cell = (column: Column): string => cellOf(layout, row, column);
  const names = [cell('sku'), `id:${cell('id')}`].filter((name) => name !== '' && name !== 'id:');
  for (const name of names) claimed.add(name);
  const own = names.map((name) => variations.get(name)).filter((found) => found !== undefined);
  const values = new VariantValues();
  addAttributes(layout, row, values);
  for (const { values: more } of own)
    for (const [name, list] of more) for (const value of splitList(list)) values.add(name, value);
  const [category, ...categories] = deepestFirst(splitList(cell('categories')));
  const fields = new Map<string, unknown>([
    ['id', cell('sku') || cell('id')],
    ['title', cell('title')],
    ['description', [cell('short'), cell('description')].filter(Boolean).join('\n').replaceAll('\\n', '\n')],
    ['category', category],
    ['brand', cell('brand') || onlyValue(values, 'brand')],
    ['color', onlyValue(values, 'color', 'colour')],
    ['gender', onlyValue(values, 'gender')],
    ['price', cell('price') || own.map(({ price }) => price).reduce(lower, '')],
    ['url', cell('url')],
    ['images', [...new Set([...splitList(cell('images')), ...own.flatMap(({ images }) => [...images])])]],
    ['More categories', categories.join(', ')],
    ['Tags', cell('tags')],
    ['Sale price', cell('salePrice')],
    ['GTIN', cell('gtin')],
    ['Weight', cell('weight').replace(/^0$/, '')],
  ]);
  for (const [name, list] of values) fields.set(name, list);
  for (const [name, at] of layout.others) fields.set(attributeName(name), row.cells[at]);
  return { kind: 'row', file, line: row.line, fields };
}

function addAttributes(layout: Layout, row: TableRow, values: VariantValues): void {
  for (const [name, list] of layout.attributes) {
    for (const value of splitList(row.cells[list])) values.add(attributeName(row.cells[name]), value);
  }
}

/** Lists are divided by commas; a comma that belongs to a value is written '\,'. */
function splitList(cell: string): string[] {
  return cell
    .split(/(?<!\\),/)
    .map((part) => part.replaceAll('\\,', ',').trim())
    .filter((part) => part !== '');
}

/** 'Clothing, Clothing > Shirts': the longest path says most. */
function deepestFirst(paths: readonly string[]): string[] {
  const depth = (path: string): number => path.split('>').length;
  const deepest = paths.reduce<string | undefined>(
    (best, path) => (best === undefined || depth(path) > depth(best) ? path : best),
    undefined,
  );
  return deepest === undefined
    ? []
    : [deepest, ...paths.filter((path) => path !== deepest && !deepest.startsWith(path))];
}

/** Variations whose product is not in the file. */
async function* orphans(file: string, claimed: ReadonlySet<string>): AsyncGenerator<RowEvent> {
  const { headers, rows } = await openTable(file);
  const layout = layoutOf(headers);
  for await (const row of rows) {
    if (row.kind !== 'cells' || !isVariation(layout, row)) continue;
    const parent = cellOf(layout, row, 'parent');
    if (claimed.has(parent)) continue;
    yield {
      ...{ kind: 'refused', file, line: row.line, field: 'Parent' },
      id: cellOf(layout, row, 'sku') || cellOf(layout, row, 'id') || undefined,
      reason: parent === '' ? 'the variation names no Parent' : `its Parent '${parent}' is not in the file`,
      remedy: 'export the products together with their variations',
    };
  }
}
