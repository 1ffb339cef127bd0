import { feedNames } from './google-headers.js';
import { attributeName, withId, type ReadOptions, type RowEvent, type SourceRow } from './row.js';
import { openTable } from './table.js';

/** Values of one product by Google's attribute names ('image_link'), in the order of the feed. */
export type FeedItem = ReadonlyMap<string, readonly string[]>;

/** Google's names of the fields of a product. */
const FIELDS: Readonly<Record<string, string>> = {
  id: 'id',
  title: 'title',
  description: 'description',
  link: 'url',
  brand: 'brand',
  gender: 'gender',
  color: 'color',
  price: 'price',
  sale_price: 'salePrice',
  sale_price_effective_date: 'saleDates',
};

const PRICE_NAMES = new Set(['price', 'sale_price']);

/** A Google Merchant feed as a table: tab-separated, or as CSV. */
export async function* readGoogleTable(file: string, options: ReadOptions = {}): AsyncGenerator<RowEvent> {
  const { headers, rows } = await openTable(file);
  const names = feedNames(headers);
  options.onColumns?.(Object.fromEntries(headers.map((header, i) => [header, feedField(names[i])])));
  const idColumn = names.indexOf('id');
  for await (const row of rows) {
    if (row.kind !== 'cells') {
      yield withId(row, idColumn);
      continue;
    }
    const item = new Map<string, string[]>();
    for (const [i, name] of names.entries()) {
      const cell = row.cells[i];
      const values = name === 'additional_image_link' ? cell.split(',').map((url) => url.trim()) : [cell];
      if (cell !== '') item.set(name, [...(item.get(name) ?? []), ...values]);
    }
    yield feedRow({ file, line: row.line }, item, options);
  }
}

/**
 * An item of a feed as a row: the category is `product_type`, else a written `google_product_category`; photos are
 * `image_link` and `additional_image_link`; everything else is an attribute, with several values where the name comes
 * several times.
 */
export function feedRow(
  { file, line }: { readonly file: string; readonly line: number },
  item: FeedItem,
  { readPrice }: ReadOptions = {},
): SourceRow {
  const fields = new Map<string, unknown>();
  const google = item.get('google_product_category')?.[0] ?? '';
  const path = item.get('product_type')?.[0] ?? (/^\d*$/.test(google) ? undefined : google);
  if (path !== undefined) fields.set('category', path);
  fields.set('images', [...(item.get('image_link') ?? []), ...(item.get('additional_image_link') ?? [])]);
  for (const [name, values] of item) {
    const field = FIELDS[name];
    if (SLASHED.has(name)) fields.set(field ?? name, values.flatMap(slashedValues));
    else if (LISTS.has(name)) fields.set(field ?? name, values);
    else if (field !== undefined) {
      fields.set(field, PRICE_NAMES.has(name) ? (readPrice?.(name, values[0], line) ?? values[0]) : values[0]);
    } else if (!IMAGE_NAMES.has(name) && !(name === 'product_type' && values.length === 1)) {
      fields.set(attributeName(name), values.length === 1 ? values[0] : values);
    }
  }
  return { kind: 'row', file, line, fields };
}

/** The field that an attribute of a feed is taken for. */
export function feedField(name: string): string {
  if (IMAGE_NAMES.has(name)) return 'images';
  if (name === 'product_type' || name === 'google_product_category') return 'category';
  return FIELDS[name] ?? 'attributes';
}

/** Attributes whose several values Google parts by slashes: 'Red/Blue'. */
const SLASHED: ReadonlySet<string> = new Set(['color', 'material']);

/** Fields that may come several times. */
const LISTS: ReadonlySet<string> = new Set(['gender']);

/** A slash between figures ('60/40 cotton') parts nothing. */
function slashedValues(text: string): string[] {
  return text.split(/(?<!\d\s*)\/|\/(?!\s*\d)/);
}

const IMAGE_NAMES = new Set(['image_link', 'additional_image_link']);
