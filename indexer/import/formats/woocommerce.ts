import { parsePrice } from '../price.js';
import { priceOfToday } from '../sale-price.js';
import { attributeName, withId, type Problem, type ReadOptions, type RowEvent, type SourceRow } from './row.js';
import { openTable, type Table, type TableRow } from './table.js';
import { parseAvailability } from '../sale.js';
import { VariantStock, VariantValues } from './variants.js';
import { splitImages, splitList } from './woocommerce-lists.js';
import { wooHeader } from './woocommerce-headers.js';

/** English headers of WooCommerce's product CSV in lower case, older or other spellings behind. */
const HEADERS = {
  id: ['id'],
  type: ['type'],
  sku: ['sku'],
  title: ['name'],
  description: ['description'],
  short: ['short description'],
  price: ['regular price'],
  salePrice: ['sale price'],
  saleStart: ['date sale price starts'],
  saleEnd: ['date sale price ends'],
  categories: ['categories'],
  tags: ['tags'],
  images: ['images'],
  parent: ['parent'],
  published: ['published'],
  visibility: ['visibility in catalog'],
  inStock: ['in stock?'],
  pieces: ['stock'],
  brand: ['brands', 'brand'],
  url: ['external url'],
  gtin: ['gtin, upc, ean, or isbn'],
  weight: ['weight (kg)', 'weight (g)', 'weight (lbs)', 'weight (oz)', 'weight'],
} as const;

type Column = keyof typeof HEADERS;

/** The field of a product that a column is taken for; the others say how rows belong together. */
const FIELDS: Readonly<Partial<Record<Column, string>>> = {
  ...{ id: 'id', sku: 'id', title: 'title', description: 'description', short: 'description', brand: 'brand' },
  ...{ price: 'price', salePrice: 'salePrice', saleStart: 'saleStart', saleEnd: 'saleEnd', categories: 'category' },
  ...{ published: 'published', visibility: 'published', inStock: 'availability', pieces: 'stock' },
  ...{ images: 'images', url: 'url', tags: 'attributes', gtin: 'attributes', weight: 'attributes' },
};

/** Columns that say how the shop is run and nothing about the product; they are left out. */
const ADMINISTRATION =
  /^(published|is featured|visibility in|date sale|tax |in stock|stock|low stock|backorders|sold individually|length|width|height|allow customer|purchase note|shipping class|download|grouped products|upsells|cross-sells|button text|position|meta:|attribute \d|swatches|parent)/;

/** The cells of a row that say what it costs, as texts that mean the same everywhere. */
interface PriceCells {
  readonly price: string;
  readonly salePrice: string;
  readonly saleStart: string;
  readonly saleEnd: string;
}

/** What the variations of one product add to it. */
interface Variations {
  readonly values: VariantValues;
  readonly stock: VariantStock;
  readonly images: Set<string>;
  /** Of the variation that costs least today. */
  prices: PriceCells | undefined;
}

/**
 * WooCommerce's product CSV. Variations are part of the product that they name in `Parent` (a SKU, or `id:` and an
 * id): they add values of attributes and photos, and the lowest price where the product has none; those that are not
 * published add nothing. They may stand anywhere, so the file is read twice; what is kept in between grows with the
 * number of variable products only.
 */
export async function* readWooCommerce(file: string, options: ReadOptions = {}): AsyncGenerator<RowEvent> {
  const variations = await collectVariations(file, options);
  const claimed = new Set<string>();
  const { headers, rows } = await openTable(file);
  const layout = layoutOf(headers);
  options.onColumns?.(columnsOf(headers, layout));
  for await (const row of rows) {
    if (row.kind !== 'cells') yield withId(row, idColumnOf(layout, row));
    else if (!isVariation(layout, row)) yield productRow(file, { layout, row, variations, claimed, options });
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
  const plain = headers.map(wooHeader);
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

function columnsOf(headers: Table['headers'], { at, attributes, others }: Layout): Record<string, string> {
  const fields = new Map<number, string>();
  for (const [column, i] of at) if (FIELDS[column] !== undefined) fields.set(i, FIELDS[column]);
  for (const i of [...attributes.map(([, values]) => values), ...others.map(([, other]) => other)]) {
    fields.set(i, 'attributes');
  }
  return Object.fromEntries(headers.flatMap((header, i) => (fields.has(i) ? [[header, fields.get(i)!]] : [])));
}

function cellOf({ at }: Layout, row: TableRow, column: Column): string {
  const i = at.get(column);
  return i === undefined ? '' : row.cells[i];
}

/** The column that a broken row has its id in, as far as its cells can be trusted. */
function idColumnOf({ at }: Layout, { cells = [] }: Problem): number {
  const sku = at.get('sku');
  const isWithoutSku = sku === undefined || (cells.length > sku && cells[sku] === '');
  return (isWithoutSku ? at.get('id') : sku) ?? -1;
}

function isVariation(layout: Layout, row: TableRow): boolean {
  return cellOf(layout, row, 'type').toLowerCase().split(/,\s*/).includes('variation');
}

async function collectVariations(file: string, options: ReadOptions): Promise<Map<string, Variations>> {
  const byParent = new Map<string, Variations>();
  const { headers, rows } = await openTable(file);
  const layout = layoutOf(headers);
  for await (const row of rows) {
    if (row.kind !== 'cells' || !isVariation(layout, row)) continue;
    const parent = cellOf(layout, row, 'parent');
    const variations = byParent.get(parent) ?? {
      ...{ values: new VariantValues(), stock: new VariantStock() },
      ...{ images: new Set<string>(), prices: undefined },
    };
    byParent.set(parent, variations);
    if (/^(0|-1)$/.test(cellOf(layout, row, 'published'))) continue;
    addStock(layout, row, variations.stock);
    addVariant(layout, row, variations.values);
    for (const image of splitImages(cellOf(layout, row, 'images'))) variations.images.add(image);
    variations.prices = lower(variations.prices, priceCells(layout, row, options), options.today);
  }
  return byParent;
}

function priceCells(layout: Layout, row: TableRow, { readPrice }: ReadOptions): PriceCells {
  const cell = (column: Column): string => cellOf(layout, row, column);
  const amount = (column: Column): string => readPrice?.(column, cell(column), row.line) ?? cell(column);
  return {
    ...{ price: amount('price'), salePrice: amount('salePrice') },
    ...{ saleStart: cell('saleStart'), saleEnd: cell('saleEnd') },
  };
}

/** The cells of the lower price; a price that cannot be read wins, so that it is told. */
function lower(a: PriceCells | undefined, b: PriceCells | undefined, today = new Date()): PriceCells | undefined {
  if (a === undefined || isWithoutPrice(a)) return b ?? a;
  if (b === undefined || isWithoutPrice(b)) return a;
  return amountOf(b, today) < amountOf(a, today) ? b : a;
}

function isWithoutPrice({ price, salePrice }: PriceCells): boolean {
  return price === '' && salePrice === '';
}

function amountOf({ price, salePrice, ...dates }: PriceCells, today: Date): number {
  const stated = { price: parsePrice(price), salePrice: parsePrice(salePrice), ...dates };
  const isUnreadable = price !== '' && stated.price === undefined;
  return isUnreadable ? -1 : (priceOfToday(stated, today).price?.amount ?? -1);
}

interface ProductContext {
  readonly layout: Layout;
  readonly row: TableRow;
  readonly variations: ReadonlyMap<string, Variations>;
  /** Parents that have been met, by every name that variations may call them. */
  readonly claimed: Set<string>;
  readonly options: ReadOptions;
}

function productRow(file: string, { layout, row, variations, claimed, options }: ProductContext): SourceRow {
  const cell = (column: Column): string => cellOf(layout, row, column);
  const names = [cell('sku'), `id:${cell('id')}`].filter((name) => name !== '' && name !== 'id:');
  for (const name of names) claimed.add(name);
  const own = names.map((name) => variations.get(name)).filter((found) => found !== undefined);
  const values = new VariantValues();
  addAttributes(layout, row, values);
  for (const { values: more } of own)
    for (const [name, list] of more) for (const value of list) values.add(name, value);
  const ownPrices = priceCells(layout, row, options);
  const prices = isWithoutPrice(ownPrices)
    ? own.map((found) => found.prices).reduce((best, next) => lower(best, next, options.today), ownPrices)
    : ownPrices;
  const [category, ...categories] = deepestFirst(splitList(cell('categories')));
  const fields = new Map<string, unknown>([
    ['id', cell('sku') || cell('id')],
    ['title', cell('title')],
    ['description', [cell('short'), cell('description')].filter(Boolean).join('\n').replaceAll('\\n', '\n')],
    ['category', category],
    ['brand', cell('brand') || values.valuesOf('brand').join(', ')],
    ['color', values.valuesOf('color', 'colour')],
    ['gender', values.valuesOf('gender')],
    ...Object.entries(prices ?? {}),
    ['url', cell('url')],
    ['images', [...new Set([...splitImages(cell('images')), ...own.flatMap(({ images }) => [...images])])]],
    ...Object.entries(saleFields(layout, row, own)),
    ['More categories', categories],
    ['Tags', splitList(cell('tags'))],
    ['GTIN', cell('gtin')],
    ['Weight', cell('weight').replace(/^0$/, '')],
  ]);
  for (const [name, list] of values) fields.set(name, list);
  for (const [name, at] of layout.others) fields.set(attributeName(name), row.cells[at]);
  return { kind: 'row', file, line: row.line, fields };
}

/** What is there of a product and its variations: a product that has none is sold out, whatever its variations say. */
function saleFields(
  layout: Layout,
  row: TableRow,
  variations: readonly Variations[],
): Readonly<Record<string, unknown>> {
  const own = new VariantStock();
  addStock(layout, row, own);
  const all = new VariantStock();
  for (const { stock } of variations) all.add(stock.availability, stock.stock);
  const isSoldOut = own.availability === 'out of stock';
  return {
    published: cellOf(layout, row, 'published'),
    visibility: cellOf(layout, row, 'visibility'),
    availability: isSoldOut ? own.availability : (all.availability ?? own.availability),
    stock: own.stock ?? all.stock,
  };
}

function addStock(layout: Layout, row: TableRow, stock: VariantStock): void {
  const pieces = cellOf(layout, row, 'pieces');
  const state = parseAvailability(cellOf(layout, row, 'inStock'));
  stock.add(state, /^-?\d+([.]\d+)?$/.test(pieces) ? Number(pieces) : undefined);
}

/** A variation has one value of each attribute, so that no comma divides anything. */
function addVariant(layout: Layout, row: TableRow, values: VariantValues): void {
  for (const [name, value] of layout.attributes) {
    values.add(attributeName(row.cells[name]), row.cells[value].replaceAll('\\,', ','));
  }
}

function addAttributes(layout: Layout, row: TableRow, values: VariantValues): void {
  for (const [name, list] of layout.attributes) {
    for (const value of splitList(row.cells[list])) values.add(attributeName(row.cells[name]), value);
  }
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
