import { parsePrice } from '../price.js';
import { attributeName, withId, type Problem, type ReadOptions, type RowEvent, type SourceRow } from './row.js';
import { openTable, type TableRow } from './table.js';
import { VariantStock, VariantValues } from './variants.js';

/** Headers of Shopify's product CSV, the older one first, in lower case. */
const HEADERS = {
  handle: ['handle', 'url handle'],
  title: ['title'],
  description: ['body (html)', 'description', 'body html'],
  brand: ['vendor'],
  category: ['product category', 'standard product type', 'type', 'custom product type'],
  type: ['type'],
  gender: ['google shopping / gender'],
  price: ['variant price', 'price'],
  sku: ['variant sku', 'sku'],
  barcode: ['variant barcode', 'barcode'],
  grams: ['variant grams', 'weight value (grams)'],
  comparePrice: ['variant compare at price', 'compare-at price'],
  image: ['image src', 'product image url'],
  variantImage: ['variant image', 'variant image url'],
  tags: ['tags'],
  published: ['published', 'published on online store'],
  status: ['status'],
  pieces: ['variant inventory qty', 'inventory quantity'],
  tracker: ['variant inventory tracker', 'inventory tracker'],
  whenGone: ['variant inventory policy', 'continue selling when out of stock'],
  age: ['google shopping / age group'],
} as const;

type Column = keyof typeof HEADERS;

/** Columns that say how the shop is run and nothing about the product; they are left out. */
const ADMINISTRATION =
  /^(published|option\d|variant |inventory|continue selling|requires shipping|fulfillment|charge tax|tax code|tax \d|taxable|weight unit|cost per item|unit price|image (position|alt)|gift card|seo |google shopping|included |price \/|compare.at price \/|collection)/;

/** The field of a product that a column is taken for; the others become attributes. */
const FIELDS: Readonly<Partial<Record<Column, string>>> = {
  ...{ handle: 'id', title: 'title', description: 'description', brand: 'brand', category: 'category' },
  ...{ gender: 'gender', price: 'price', comparePrice: 'listPrice', image: 'images', variantImage: 'images' },
  ...{ pieces: 'stock', tracker: 'stock', whenGone: 'stock', published: 'published', status: 'published' },
};

/** Fields of the product itself: the first of its rows that has one says it. */
const PRODUCT_COLUMNS = ['title', 'description', 'category', 'brand', 'gender', 'published', 'status'] as const;

type Row = TableRow & { readonly cell: (column: Column) => string };

/**
 * Shopify's product CSV with its older or newer headers. The rows of a handle are one product: the first has its
 * text, the others further variants and photos. Options become attributes with all their values; the price is the
 * lowest of the variants. It is in stock when one of its variants is.
 */
export async function* readShopify(file: string, options: ReadOptions = {}): AsyncGenerator<RowEvent> {
  const { headers, rows } = await openTable(file);
  const layout = layoutOf(headers);
  options.onColumns?.(columnsOf(headers, layout));
  const idColumn = layout.at.get('handle')?.[0] ?? -1;
  let group: ShopifyProduct | undefined;
  for await (const row of rows) {
    if (row.kind !== 'cells') {
      yield withId(row, idColumn);
      continue;
    }
    const handle = cellOf(layout, row, 'handle');
    if (handle === '' && group === undefined) {
      yield withoutHandle(file, row.line);
      continue;
    }
    if (group !== undefined && handle !== '' && handle !== group.handle) {
      yield group.toRow(file);
      group = undefined;
    }
    group ??= new ShopifyProduct(handle, row.line, { layout, options });
    group.add({ ...row, cell: (column) => cellOf(layout, row, column) });
  }
  if (group !== undefined) yield group.toRow(file);
}

interface Layout {
  readonly at: ReadonlyMap<Column, readonly number[]>;
  /** [column of the name, column of the value] of the options. */
  readonly options: readonly (readonly [name: number, value: number])[];
  /** What is kept as it is: metafields and unknown columns. */
  readonly others: readonly OtherColumn[];
}

interface OtherColumn {
  readonly name: string;
  readonly at: number;
  /** Whether it may hold several values, parted by semicolons: Shopify's own metafields do. */
  readonly isList: boolean;
}

function layoutOf(headers: readonly string[]): Layout {
  const plain = headers.map((header) => header.toLowerCase());
  const at = new Map<Column, number[]>();
  for (const [column, names] of Object.entries(HEADERS) as [Column, readonly string[]][]) {
    at.set(
      column,
      names.map((name) => plain.indexOf(name)).filter((i) => i >= 0),
    );
  }
  const options = [1, 2, 3]
    .map((n) => [plain.indexOf(`option${n} name`), plain.indexOf(`option${n} value`)] as const)
    .filter(([name, value]) => name >= 0 && value >= 0);
  const known = new Set([...at.values()].flat());
  const others = headers
    .map((header, at): OtherColumn => {
      const isList = / \(product\.metafields\.shopify\..*\)$/i.test(header);
      return { name: header.replace(/ \(product\.metafields\..*\)$/i, ''), at, isList };
    })
    .filter(({ at: i }) => !known.has(i) && !ADMINISTRATION.test(plain[i]));
  return { at, options, others };
}

function columnsOf(headers: readonly string[], { at, options, others }: Layout): Record<string, string> {
  const fields = new Map<number, string>();
  const attributes = [...options.map(([, value]) => value), ...others.map(({ at: other }) => other)];
  for (const [column, places] of at) for (const i of places) fields.set(i, FIELDS[column] ?? 'attributes');
  for (const i of attributes) fields.set(i, 'attributes');
  return Object.fromEntries(headers.flatMap((header, i) => (fields.has(i) ? [[header, fields.get(i)!]] : [])));
}

/** The first of a column's headers that has something in this row. */
function cellOf({ at }: Layout, row: TableRow, column: Column): string {
  for (const i of at.get(column) ?? []) if (row.cells[i] !== '') return row.cells[i];
  return '';
}

class ShopifyProduct {
  private readonly values = new VariantValues();
  private readonly stock = new VariantStock();
  private readonly images = new Set<string>();
  private readonly variantImages = new Set<string>();
  private readonly fields = new Map<string, unknown>();
  private readonly optionNames: string[] = [];
  /** The price of the variant that costs least, and what that one cost before. */
  private lowest: { readonly text: string; readonly amount: number; readonly before: string } | undefined;
  private readonly layout: Layout;
  private readonly readPrice: NonNullable<ReadOptions['readPrice']>;

  constructor(
    readonly handle: string,
    private readonly line: number,
    { layout, options }: { readonly layout: Layout; readonly options: ReadOptions },
  ) {
    this.layout = layout;
    this.readPrice = options.readPrice ?? ((_column, text) => text);
  }

  add(row: Row): void {
    for (const field of PRODUCT_COLUMNS) {
      if (!this.fields.has(field) && row.cell(field) !== '') this.fields.set(field, row.cell(field));
    }
    if (row.cell('image') !== '') this.images.add(row.cell('image'));
    if (row.cell('variantImage') !== '') this.variantImages.add(row.cell('variantImage'));
    this.addPrice(row);
    this.addStock(row);
    this.addOptions(row);
    this.values.add('Type', row.cell('type'));
    for (const tag of row.cell('tags').split(',')) this.values.add('Tags', tag.trim());
    this.values.add('Age group', row.cell('age'));
    this.values.add('SKU', row.cell('sku').replace(/^'/, ''));
    this.values.add('Barcode', row.cell('barcode').replace(/^'/, ''));
    this.values.add('Weight (g)', row.cell('grams').replace(/^0(\.0+)?$/, ''));
    for (const { name, at, isList } of this.layout.others) {
      const parts = isList ? row.cells[at].split(';') : [row.cells[at]];
      for (const part of parts) this.values.add(attributeName(name), part.trim());
    }
  }

  /** Rows of later variants leave the names of the options blank. */
  private addOptions({ cells }: Row): void {
    for (const [i, [name, value]] of this.layout.options.entries()) {
      if (cells[name] !== '') this.optionNames[i] = cells[name];
      const isDefault = this.optionNames[i] === 'Title' && cells[value] === 'Default Title';
      if (!isDefault) this.values.add(attributeName(this.optionNames[i] ?? ''), cells[value]);
    }
  }

  /** What is not counted, and what is sold when nothing is left, can be bought. */
  private addStock(row: Row): void {
    const pieces = /^-?\d+$/.test(row.cell('pieces')) ? Number(row.cell('pieces')) : undefined;
    if (pieces === undefined) return;
    const isCounted = this.layout.at.get('tracker')?.length === 0 || row.cell('tracker') !== '';
    const isSoldAnyway = /^(continue|true)$/i.test(row.cell('whenGone'));
    this.stock.add(!isCounted || pieces > 0 ? 'in stock' : isSoldAnyway ? 'backorder' : 'out of stock', pieces);
  }

  /** A price that cannot be read is passed on, so that the row is refused with it. */
  private addPrice(row: Row): void {
    const text = this.readPrice('price', row.cell('price'), row.line);
    const before = this.readPrice('comparePrice', row.cell('comparePrice'), row.line);
    if (text === '') return;
    const amount = parsePrice(text)?.amount ?? -1;
    if (this.lowest === undefined || amount < this.lowest.amount) this.lowest = { text, amount, before };
  }

  toRow(file: string): SourceRow {
    const fields = new Map<string, unknown>([['id', this.handle], ...this.fields]);
    fields.set('color', this.values.valuesOf('color', 'colour', 'color (column)'));
    fields.set('availability', this.stock.availability);
    fields.set('stock', this.stock.stock);
    if (this.lowest !== undefined) fields.set('price', this.lowest.text);
    // Shopify writes 0 where there was no other price.
    const before = parsePrice(this.lowest?.before ?? '')?.amount ?? 0;
    if (before > 0) fields.set('listPrice', this.lowest!.before);
    fields.set('images', [...new Set([...this.images, ...this.variantImages])]);
    for (const [name, values] of this.values) fields.set(name, values);
    return { kind: 'row', file, line: this.line, fields };
  }
}

function withoutHandle(file: string, line: number): Problem {
  return {
    ...{ kind: 'refused', file, line, field: 'Handle' },
    reason: 'the row has no handle, and no product stands before it',
    remedy: 'give every product a handle',
  };
}
