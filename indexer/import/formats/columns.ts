import { BadInputError } from '../../../src/errors.js';
import { excerpt } from '../excerpt.js';
import { plainHeader, splitCurrency } from './header-name.js';
import { translatedHeaders } from './translated-headers.js';

/**
 * Headers that hold a field of a product, best first, as `plainHeader` leaves them; those in other languages come behind.
 * A header that is no field's best becomes an attribute, so nothing is lost.
 */
const HEADERS = {
  id: `id productid itemid articleid sku handle skuid uniqueid productcode itemcode articlecode articlenumber itemnumber
    productnumber partnumber stylecode stylenumber modelnumber uid ref reference code`,
  title: 'title name productname producttitle itemname itemtitle productdisplayname articlename',
  description: `description productdescription longdescription fulldescription itemdescription body bodyhtml
    productdetails details`,
  category: `category categorypath categories producttype productcategory categoryname maincategory breadcrumb
    breadcrumbs department googleproductcategory`,
  brand: 'brand brandname brands vendor manufacturer manufacturername maker',
  gender: 'gender sex',
  color: 'color colour basecolour basecolor colorname colourname',
  season: 'season',
  usage: 'usage',
  price: `price currentprice sellingprice retailprice salesprice finalprice grossprice priceinclvat priceincltax
    priceincvat unitprice`,
  salePrice: `saleprice specialprice discountprice discountedprice offerprice promoprice promotionprice promotionalprice
    reducedprice dealprice nowprice`,
  listPrice: `listprice compareatprice variantcompareatprice regularprice originalprice oldprice previousprice wasprice
    fullprice strikethroughprice msrp rrp`,
  saleDates: 'salepriceeffectivedate saledates',
  saleStart: `datesalepricestarts salepricedatesfrom salepricedatefrom salepricestart salepricestartdate salestart
    salestartdate salefrom specialpricefromdate specialfromdate`,
  saleEnd: `datesalepriceends salepricedatesto salepricedateto salepriceend salepriceenddate saleend saleenddate saleto
    saleuntil specialpricetodate specialtodate`,
  currency: 'currency currencycode',
  url: 'url link producturl productlink permalink',
  attributes: 'attributes',
  boxes: 'boxes',
  image: `image imageurl imagelink imagepath imagesrc mainimage mainimageurl primaryimage productimage productimageurl
    photo photourl picture pictureurl baseimage thumbnail thumbnailurl`,
  images:
    'images imageurls imagelinks additionalimages additionalimagelink additionalimagelinks galleryimages gallery photos pictures',
} as const satisfies Record<string, string>;

/** Numbers that stand on products all over the world; a table without any other id is known by them. */
const TRADE_NUMBERS = ['gtin', 'ean', 'ean13', 'upc', 'barcode', 'isbn', 'mpn'];

const KNOWN_HEADERS: ReadonlyMap<ColumnField, readonly string[]> = new Map(
  (Object.keys(HEADERS) as ColumnField[]).map((field) => [
    field,
    [...HEADERS[field].split(/\s+/), ...translatedHeaders(field), ...(field === 'id' ? TRADE_NUMBERS : [])],
  ]),
);

/** Fields that hold an amount of money. */
export const PRICE_FIELDS: ReadonlySet<string> = new Set(['price', 'salePrice', 'listPrice']);

export type ColumnField = keyof typeof HEADERS;

/** What a column holds: a field of a product, or an attribute of this name. */
export interface PlannedColumn {
  readonly field: ColumnField | undefined;
  readonly name: string;
  /** Of the prices in it, when the header says so: 'Price (EUR)'. */
  readonly currency?: string | undefined;
}

/** One for each column. */
export type ColumnPlan = readonly PlannedColumn[];

/**
 * Decides what each column of a table means.
 * @param columns field -> header, which go before everything that can be guessed; 'photo' means 'image'
 * @throws BadInputError when a header of `columns` does not exist, or no column holds the id
 */
export function planColumns(
  file: string,
  headers: readonly string[],
  columns: Readonly<Record<string, string>> = {},
): ColumnPlan {
  for (const header of Object.values(columns)) findHeader(file, headers, header);
  const plan = planFields(headers, columns);
  if (plan.some(({ field }) => field === 'id')) return plan;
  throw new BadInputError({
    file,
    line: 1,
    field: 'id',
    reason: `no column holds the product's id; there are ${list(headers)}`,
    remedy: 'name it in the recipe: "import": { "columns": { "id": "..." } }',
  });
}

/** The same for names of fields that need not have an id among them, or those that `columns` names. */
export function planFields(headers: readonly string[], columns: Readonly<Record<string, string>> = {}): ColumnPlan {
  const taken = new Map<number, ColumnField>();
  const names = new Map<number, string>();
  for (const [key, header] of Object.entries(columns)) {
    const at = indexOfHeader(headers, header);
    const field = key === 'photo' ? 'image' : key;
    if (at < 0) continue;
    if (Object.hasOwn(HEADERS, field)) taken.set(at, field as ColumnField);
    else names.set(at, field);
  }
  const plain = headers.map(plainHeader);
  const currencies = new Map<number, string>();
  for (const field of Object.keys(HEADERS) as ColumnField[]) {
    if ([...taken.values()].includes(field)) continue;
    const isFree = (i: number): boolean => !taken.has(i) && !names.has(i);
    const at = bestHeader(field, plain, isFree);
    const priced = at < 0 && PRICE_FIELDS.has(field) ? bestPriceHeader(field, headers, isFree) : undefined;
    if (at >= 0) taken.set(at, field);
    if (priced !== undefined) taken.set(priced.at, field);
    const currency = at >= 0 ? splitCurrency(headers[at])?.currency : priced?.currency;
    if (currency !== undefined) currencies.set(priced?.at ?? at, currency);
  }
  return headers.map((header, i) => ({
    field: taken.get(i),
    name: names.get(i) ?? uniqueName(headers, i, header),
    currency: currencies.get(i),
  }));
}

/** @returns index of the header that holds the field best; -1 when there is none */
function bestHeader(field: ColumnField, plain: readonly string[], isFree: (i: number) => boolean): number {
  for (const name of KNOWN_HEADERS.get(field)!) {
    const at = plain.findIndex((header, i) => header === name && isFree(i));
    if (at >= 0) return at;
  }
  return -1;
}

function bestPriceHeader(
  field: ColumnField,
  headers: readonly string[],
  isFree: (i: number) => boolean,
): { readonly at: number; readonly currency: string } | undefined {
  const split = headers.map(splitCurrency);
  const at = bestHeader(
    field,
    split.map((parts) => plainHeader(parts?.header ?? '')),
    isFree,
  );
  return at < 0 ? undefined : { at, currency: split[at]!.currency };
}

/** Which column was taken for what: header -> field, or 'attributes'. */
export function columnsOf(plan: ColumnPlan): Record<string, string> {
  const named = plan.filter(({ name }) => name !== '');
  return Object.fromEntries(named.map(({ name, field }) => [name, field ?? 'attributes']));
}

/** Two columns of one name are two attributes: 'size' and 'size 2'. */
function uniqueName(headers: readonly string[], i: number, header: string): string {
  const before = headers.slice(0, i).filter((other) => other === header).length;
  return before === 0 || header === '' ? header : `${header} ${before + 1}`;
}

function indexOfHeader(headers: readonly string[], header: string): number {
  const exact = headers.indexOf(header);
  return exact >= 0 ? exact : headers.findIndex((other) => plainHeader(other) === plainHeader(header));
}

function findHeader(file: string, headers: readonly string[], header: string): void {
  if (indexOfHeader(headers, header) >= 0) return;
  throw new BadInputError({
    file,
    line: 1,
    reason: `the recipe's import.columns names '${header}', which is no header; there are ${list(headers)}`,
    remedy: 'write it as in the file',
  });
}

function list(headers: readonly string[]): string {
  const shown = headers.slice(0, 30).map((header) => `'${excerpt(header)}'`);
  return shown.join(', ') + (headers.length > 30 ? ` and ${headers.length - 30} more` : '');
}
