import { createHash } from 'node:crypto';
import { z } from 'zod';
import { categoryLevels, type FieldValue, type Product, type ProductId } from '../../src/product.js';
import { foldedValue } from '../../src/search/folded-value.js';
import { plainDescription, plainLine } from '../../src/text/plain-text.js';
import { excerpt } from './excerpt.js';
import { isProductField, type Problem, type SourceRow, type UnpublishedRow } from './formats/row.js';
import { parsePrice } from './price.js';
import { priceOfToday, type PriceOfToday } from './sale-price.js';
import { saleOf, type Sale } from './sale.js';

/** Longer ids are a column mix-up, not ids. */
const MAX_ID_LENGTH = 1000;

/** Text of a cell or a JSON value; null and blanks are nothing. */
const plain = z.union([z.string(), z.number(), z.boolean(), z.null()], { error: 'this is no text' });

/** A text without the markup that shops write into theirs, read by `read`. */
const textBy = (read: (text: string) => string) =>
  plain.transform((value) => (value === null ? undefined : read(String(value)).trim() || undefined)).optional();

const line = textBy(plainLine);
const verbatim = textBy((text) => text);

/** One text, or several in a list. */
const fieldValue = z
  .union([plain, z.array(plain)], { error: 'this is neither a text nor a list of texts' })
  .transform((value) => fieldValueOf(Array.isArray(value) ? value : [value]))
  .optional();

const id = z
  .union([z.string(), z.number()], { error: 'there is no id' })
  .refine((value) => typeof value === 'string' || Math.abs(value) <= Number.MAX_SAFE_INTEGER, {
    error: 'the id is a number too large to be read exactly',
    abort: true,
  })
  .transform(String)
  .refine((text) => text.trim() !== '', 'there is no id')
  .refine((text) => text.length <= MAX_ID_LENGTH, `the id has more than ${MAX_ID_LENGTH} characters`)
  .refine((text) => !/\p{Surrogate}|\0/u.test(text), 'the id is no sound Unicode text')
  // Browsers and programs read both as steps in a path, also as %2E: no address could ever name such a product.
  .refine((text) => text !== '.' && text !== '..', "'.' and '..' cannot be ids: no web address can end in them");

const category = z
  .union([z.array(z.string()), z.string(), z.null()], { error: 'this is no category path' })
  .transform((value) => {
    const levels = (Array.isArray(value) ? value : [value ?? '']).flatMap((path) => categoryLevels(plainLine(path)));
    return levels.length === 0 ? undefined : levels.join(' > ');
  })
  .optional();

const price = z
  .union([z.string(), z.number(), z.null()], { error: 'this is no price' })
  .transform((value, context) => {
    if (value === null || (typeof value === 'string' && value.trim() === '')) return undefined;
    const parsed = parsePrice(value);
    if (parsed === undefined) context.addIssue({ code: 'custom', message: `'${value}' is no price` });
    return parsed;
  })
  .optional();

/** A price that the product can do without: what is no price is left out, and told as a doubt. */
const otherPrice = z
  .unknown()
  .transform((value) => {
    const isStated = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
    return isStated ? (parsePrice(value) ?? null) : undefined;
  })
  .optional();

const currency = verbatim.refine((code) => code === undefined || /^[A-Za-z]{3}$/.test(code), {
  message: 'this is no currency code',
});

const photoList = z
  .union([z.array(z.string()), z.string(), z.null()], { error: 'these are no paths of photos' })
  .transform((value) => (Array.isArray(value) ? value : [value ?? '']).map((path) => path.trim()).filter(Boolean))
  .optional();

const boxes = z
  .array(
    z.object({
      label: z.string(),
      color: z.string().nullish(),
      query: z.string(),
      box: z.tuple([z.number(), z.number(), z.number().positive(), z.number().positive()]),
      ambiguous: z.boolean().nullish(),
    }),
  )
  .nullish();

// Not z.record, which drops the name '__proto__'.
const attributes = z
  .custom<Readonly<Record<string, unknown>>>((value) => typeof value === 'object' && !Array.isArray(value), {
    error: 'this is no object',
  })
  .nullish();

const knownFields = z.object({
  id,
  title: line,
  description: textBy(plainDescription),
  category,
  brand: line,
  gender: fieldValue,
  color: fieldValue,
  season: fieldValue,
  usage: fieldValue,
  price,
  salePrice: otherPrice,
  listPrice: otherPrice,
  saleDates: verbatim,
  saleStart: verbatim,
  saleEnd: verbatim,
  currency,
  url: verbatim,
  attributes,
  images: photoList,
  image: photoList,
  boxes,
});

type KnownFields = z.infer<typeof knownFields>;

const PRICE_REMEDY = 'write 19.90 or 19.90 EUR';

const REMEDIES: Readonly<Partial<Record<keyof KnownFields, string>>> = {
  id: 'give every product an id of its own, between quotes',
  price: PRICE_REMEDY,
  currency: 'write three letters: EUR',
  images: 'write a list of paths or web addresses',
  image: 'write a path or a web address',
  boxes: 'write [{"label", "query", "box": [x, y, width, height]}], in pixels, with a positive width and height',
  attributes: 'write an object of names and values',
};

/** A row that has become a product. */
export interface ParsedRow {
  readonly kind: 'product';
  readonly file: string;
  readonly line: number;
  readonly product: Product;
  /** What went in in spite of a doubt. */
  readonly doubts?: readonly Problem[] | undefined;
}

/**
 * Makes a product of a row, or says why it cannot be one, or must not. Unknown fields become attributes, in their place
 * among them. A row without a title is named by the query of its first box or the last level of its category. The price
 * is what a buyer pays on the day `today`.
 */
export function parseProductRow(row: SourceRow, { today = new Date() } = {}): ParsedRow | UnpublishedRow | Problem {
  const { file, line: place } = row;
  const sale = saleOf(row.fields);
  const known = idOfRow(row);
  if (sale.hiddenBy !== undefined && known !== undefined)
    return { kind: 'not-published', file, line: place, id: known };
  const parsed = knownFields.safeParse(Object.fromEntries([...row.fields].filter(([name]) => isProductField(name))));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = String(issue.path[0] ?? 'id') as keyof KnownFields;
    return refusal(row, {
      field: issue.path.map(String).join('.') || 'id',
      reason: issue.message,
      remedy: REMEDIES[field] ?? 'write a text or a number',
    });
  }
  const fields = parsed.data;
  const title = fields.title ?? fields.boxes?.[0]?.query ?? categoryLevels(fields.category ?? '').at(-1);
  if (title === undefined) {
    return refusal(row, { field: 'title', reason: 'there is no title', remedy: 'give the product a title' });
  }
  const { salePrice, listPrice } = fields;
  const stated = { ...fields, salePrice: salePrice ?? undefined, listPrice: listPrice ?? undefined };
  const prices = priceOfToday(stated, today);
  const product = productOf({ ...fields, title, prices }, sale, row);
  const doubts = [
    ...(salePrice === null ? [noPrice(row, 'salePrice')] : []),
    ...(listPrice === null ? [noPrice(row, 'listPrice')] : []),
    ...(prices.doubt === undefined ? [] : [saleDoubt(row, prices.doubt)]),
  ];
  return { kind: 'product', file, line: place, product, ...(doubts.length === 0 ? {} : { doubts }) };
}

/** The id of a row as far as it can be read, for the problems file. */
export function idOfRow(row: SourceRow): string | undefined {
  const parsed = id.safeParse(row.fields.get('id'));
  return parsed.success ? parsed.data : undefined;
}

/** SHA-256 in hexadecimal of the product's fields, the same for the same content in whatever order it came. */
export function hashProduct(product: Product): string {
  return createHash('sha256').update(JSON.stringify(product)).digest('hex');
}

function refusal(row: SourceRow, why: Pick<Problem, 'field' | 'reason' | 'remedy'>): Problem {
  return { kind: 'refused', file: row.file, line: row.line, id: idOfRow(row), ...why };
}

/** What is doubtful about a row that went in. */
function doubt(row: SourceRow, why: Pick<Problem, 'field' | 'reason' | 'remedy'>): Problem {
  return { kind: 'warning', file: row.file, line: row.line, id: idOfRow(row), ...why };
}

function saleDoubt(row: SourceRow, why: string): Problem {
  const remedy = 'write a lower price in the same currency, and days like 2024-05-01';
  return doubt(row, { field: 'salePrice', reason: `${why}; the price without the sale was taken`, remedy });
}

function noPrice(row: SourceRow, field: 'salePrice' | 'listPrice'): Problem {
  const text = excerpt(String(row.fields.get(field)));
  return doubt(row, { field, reason: `'${text}' is no price, and was left out`, remedy: PRICE_REMEDY });
}

function productOf(
  fields: KnownFields & { readonly title: string; readonly prices: PriceOfToday },
  { availability, stock, names }: Sale,
  row: SourceRow,
): Product {
  const { title, description, category: path, brand, gender, color, season, usage, url } = fields;
  const product: { -readonly [Field in keyof Product]: Product[Field] | undefined } = {
    id: fields.id as ProductId,
    title,
    description,
    category: path,
    brand,
    gender,
    color,
    season,
    usage,
    price: fields.prices.price?.amount,
    listPrice: fields.prices.listPrice,
    currency: fields.currency?.toUpperCase() ?? fields.prices.price?.currency,
    url,
    availability,
    stock,
    attributes: attributesOf(row, fields.attributes ?? {}, names),
    images: [...new Set([...(fields.image ?? []), ...(fields.images ?? [])])],
    boxes: fields.boxes?.map(({ label, color: boxColor, query, box, ambiguous }) => ({
      label,
      ...(boxColor == null ? {} : { color: boxColor }),
      query,
      box,
      ...(ambiguous == null ? {} : { ambiguous }),
    })),
  };
  return Object.fromEntries(Object.entries(product).filter(([, value]) => value !== undefined)) as unknown as Product;
}

/** Object.fromEntries also keeps an attribute called '__proto__', which an assignment would lose. */
function attributesOf(
  row: SourceRow,
  own: Readonly<Record<string, unknown>>,
  others: ReadonlySet<string>,
): Record<string, FieldValue> {
  const values = new Map<string, FieldValue>();
  const add = (name: string, value: unknown): void => {
    const found = attributeValue(value);
    const plainName = plainLine(name).trim();
    if (found !== undefined && plainName !== '') values.set(plainName, found);
  };
  for (const [name, value] of row.fields) {
    if (!isProductField(name) && !others.has(name)) add(name, value);
    if (name === 'attributes') for (const [attribute, text] of Object.entries(own)) add(attribute, text);
  }
  return Object.fromEntries(values);
}

/** A list of plain values keeps them apart; what is nested deeper is kept as JSON. */
function attributeValue(value: unknown): FieldValue | undefined {
  const values = Array.isArray(value) ? (value as unknown[]) : [value];
  return fieldValueOf(values.every(isPlain) ? values : [JSON.stringify(value)]);
}

type Plain = string | number | boolean | null | undefined;

function isPlain(value: unknown): value is Plain {
  return value === null || ['string', 'number', 'boolean', 'undefined'].includes(typeof value);
}

/** Plain values without blanks around them, each in one spelling; a single one stands for itself. */
function fieldValueOf(values: readonly Plain[]): FieldValue | undefined {
  if (values.length === 1) return plainLine(String(values[0] ?? '')).trim() || undefined;
  const texts = new Map<string, string>();
  for (const value of values) {
    const text = plainLine(String(value ?? '')).trim();
    const key = foldedValue(text);
    if (text !== '' && !texts.has(key)) texts.set(key, text);
  }
  const [first, ...others] = texts.values();
  return others.length > 0 ? [first, ...others] : first;
}
