import { attributeName, type RowEvent, type SourceRow } from './row.js';
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
};

/** A Google Merchant feed as a table: tab-separated, or as CSV. */
export async function* readGoogleTable(file: string): AsyncGenerator<RowEvent> {
  const { headers, rows } = await openTable(file);
  const names = headers.map(feedName);
  for await (const row of rows) {
    if (row.kind !== 'cells') {
      yield row;
      continue;
    }
    const item = new Map<string, string[]>();
    for (const [i, name] of names.entries()) {
      const cell = row.cells[i];
      const values = name === 'additional_image_link' ? cell.split(',').map((url) => url.trim()) : [cell];
      if (cell !== '') item.set(name, [...(item.get(name) ?? []), ...values]);
    }
    yield feedRow(file, row.line, item);
  }
}

/** 'g:Image Link' as 'image_link'. */
export function feedName(header: string): string {
  return header
    .toLowerCase()
    .replace(/^[a-z]+:/, '')
    .replace(/[\s-]+/g, '_');
}

/**
 * An item of a feed as a row: the category is `product_type`, else a written `google_product_category`; photos are
 * `image_link` and `additional_image_link`; everything else is an attribute, values of one name joined by '; '.
 */
export function feedRow(file: string, line: number, item: FeedItem): SourceRow {
  const fields = new Map<string, unknown>();
  const google = item.get('google_product_category')?.[0] ?? '';
  const path = item.get('product_type')?.[0] ?? (/^\d*$/.test(google) ? undefined : google);
  if (path !== undefined) fields.set('category', path);
  fields.set('images', [...(item.get('image_link') ?? []), ...(item.get('additional_image_link') ?? [])]);
  for (const [name, values] of item) {
    const field = FIELDS[name];
    if (field !== undefined) fields.set(field, values[0]);
    else if (!IMAGE_NAMES.has(name) && !(name === 'product_type' && values.length === 1)) {
      fields.set(attributeName(name), values.join('; '));
    }
  }
  return { kind: 'row', file, line, fields };
}

const IMAGE_NAMES = new Set(['image_link', 'additional_image_link']);
