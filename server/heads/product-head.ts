import type { ProductAnswer } from '../requests/index.js';
import { SITE_NAME, type PageHead } from './head-html.js';
import { categoryAddress, levelsOf, productAddress } from './shop-place.js';

/** A product as heads tell it: what an answer of the service says, from whichever catalog. */
export type ToldProduct = Pick<ProductAnswer, 'id' | 'title' | 'photos' | 'attributes'> &
  Partial<Omit<ProductAnswer, 'id' | 'title' | 'photos' | 'attributes'>> & {
    readonly listPrice?: number | undefined;
    readonly availability?: string | undefined;
  };

const DESCRIPTION_LENGTH = 160;

/** What schema.org calls the states of an offer; by the words of the feeds. */
const AVAILABILITIES: Readonly<Record<string, string>> = {
  'in stock': 'https://schema.org/InStock',
  'out of stock': 'https://schema.org/OutOfStock',
  preorder: 'https://schema.org/PreOrder',
  backorder: 'https://schema.org/BackOrder',
};

/** Fields and attributes that schema.org has a name for, by their names in small letters without spaces. */
const PROPERTIES: Readonly<Record<string, string>> = {
  ...{ color: 'color', material: 'material', fabric: 'material', size: 'size', pattern: 'pattern', mpn: 'mpn' },
};

const GTIN_NAMES = new Set(['gtin', 'ean', 'upc', 'isbn', 'barcode']);
const GTIN = /^(?:\d{8}|\d{12,14})$/;

/** @param origin 'https://shop.example': of all addresses in the head */
export function productHead(product: ToldProduct, origin: string): PageHead {
  const canonical = `${origin}${productAddress(product.id)}`;
  const description = productDescription(product);
  const images = product.photos.map(({ photo }) => photoAddress(photo, origin));
  return {
    title: product.title,
    description,
    canonical,
    isListed: true,
    properties: [
      ['og:type', 'product'],
      ['og:site_name', SITE_NAME],
      ['og:title', product.title],
      ['og:description', description],
      ['og:url', canonical],
      ...images.slice(0, 1).map((image) => ['og:image', image] as const),
      ...priceProperties(product),
      ...textsOf(product.brand).map((brand) => ['product:brand', brand] as const),
    ],
    linkedData: [
      { '@context': 'https://schema.org', ...productData(product, origin) },
      ...breadcrumbData(product.category, origin, product.title),
    ],
  };
}

/** The product as schema.org describes it; only what the catalog states. */
export function productData(product: ToldProduct, origin: string): object {
  const url = `${origin}${productAddress(product.id)}`;
  const [brand] = textsOf(product.brand);
  return {
    '@type': 'Product',
    name: product.title,
    description: plainLine(product.description),
    image: listOrNone(product.photos.map(({ photo }) => photoAddress(photo, origin))),
    sku: product.id,
    brand: brand === undefined ? undefined : { '@type': 'Brand', name: brand },
    category: product.category,
    ...namedProperties(product),
    url,
    offers: offerData(product, url),
  };
}

/** Needs a price and its currency; without either, nothing is offered. */
function offerData({ price, listPrice, currency, availability }: ToldProduct, url: string): object | undefined {
  if (price === undefined || currency === undefined) return undefined;
  const listed = { '@type': 'UnitPriceSpecification', priceType: 'https://schema.org/ListPrice', price: listPrice };
  return {
    '@type': 'Offer',
    url,
    price,
    priceCurrency: currency,
    availability: availability === undefined ? undefined : AVAILABILITIES[availability],
    priceSpecification: listPrice === undefined ? undefined : { ...listed, priceCurrency: currency },
  };
}

function namedProperties({ color, attributes }: ToldProduct): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries({ color, ...attributes })) {
    const plain = name.toLowerCase().replace(/[\s_-]/g, '');
    const property = PROPERTIES[plain];
    const text = textsOf(value).join(', ');
    if (text === '') continue;
    if (property !== undefined) found[property] ??= text;
    else if (GTIN_NAMES.has(plain) && GTIN.test(text)) found.gtin ??= text;
  }
  return found;
}

/** The way from the shop to a category, or to a product in it. */
export function breadcrumbData(category: string | undefined, origin: string, last?: string): object[] {
  const levels = levelsOf(category ?? '');
  if (levels.length === 0) return [];
  const steps = [
    { name: SITE_NAME, item: `${origin}/` },
    ...levels.map((name, i) => ({ name, item: `${origin}${categoryAddress(levels.slice(0, i + 1).join(' > '))}` })),
    ...(last === undefined ? [] : [{ name: last }]),
  ];
  const itemListElement = steps.map((step, i) => ({ '@type': 'ListItem', position: i + 1, ...step }));
  return [{ '@context': 'https://schema.org', '@type': 'BreadcrumbList', itemListElement }];
}

function priceProperties({ price, currency }: ToldProduct): (readonly [string, string])[] {
  if (price === undefined || currency === undefined) return [];
  return [
    ['product:price:amount', String(price)],
    ['product:price:currency', currency],
  ];
}

function productDescription({ title, description, brand, category }: ToldProduct): string {
  const text = plainLine(description) ?? [title, ...textsOf(brand), category].filter(Boolean).join(', ');
  return shortened(text, DESCRIPTION_LENGTH);
}

/** A text in one line; undefined when nothing is left. */
function plainLine(text: string | undefined): string | undefined {
  const line = (text ?? '').replace(/\s+/g, ' ').trim();
  return line === '' ? undefined : line;
}

/** @returns the text, cut at the end of a word when it has more characters than that */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length - 1);
  const end = cut.lastIndexOf(' ');
  return `${cut.slice(0, end > length / 2 ? end : cut.length).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** The photo as large as the service makes it; those elsewhere as they are. */
function photoAddress(photo: string, origin: string): string {
  return photo.startsWith('/') ? `${origin}${photo}?size=1024` : photo;
}

function textsOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return (typeof value === 'string' ? [value] : value).filter((text) => text.trim() !== '');
}

function listOrNone(values: readonly string[]): readonly string[] | undefined {
  return values.length === 0 ? undefined : values;
}
