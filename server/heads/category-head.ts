import type { Hit, SearchAnswer } from '../requests/index.js';
import { SITE_NAME, type PageHead } from './head-html.js';
import { breadcrumbData, productData, shortened } from './product-head.js';
import { categoryAddress, levelsOf } from './shop-place.js';

/** Products that a category's page names: what its first screens show. */
export const NAMED_PRODUCTS = 24;

const EXAMPLES = 3;
const DESCRIPTION_LENGTH = 160;

/**
 * @param category 'Apparel > Topwear'
 * @param found its first products
 */
export function categoryHead(category: string, found: SearchAnswer, origin: string): PageHead {
  const canonical = `${origin}${categoryAddress(category)}`;
  const title = levelsOf(category).at(-1) ?? category;
  const description = descriptionOf(category, found);
  const [image] = found.hits.flatMap(({ photo }) => (photo === null ? [] : [photo]));
  return {
    title,
    description,
    canonical,
    isListed: true,
    properties: [
      ['og:type', 'website'],
      ['og:site_name', SITE_NAME],
      ['og:title', title],
      ['og:description', description],
      ['og:url', canonical],
      ...(image === undefined ? [] : [['og:image', absolute(image, origin)] as const]),
    ],
    linkedData: [listData(title, found, { canonical, origin }), ...breadcrumbData(category, origin)],
  };
}

function listData(
  name: string,
  { hits, total }: SearchAnswer,
  { canonical, origin }: { readonly canonical: string; readonly origin: string },
): object {
  const itemListElement = hits.map((hit, i) => ({
    ...{ '@type': 'ListItem', position: i + 1, item: productData(toldProduct(hit), origin) },
  }));
  return {
    ...{ '@context': 'https://schema.org', '@type': 'ItemList', name, url: canonical, numberOfItems: total },
    itemListElement,
  };
}

/** A hit says less than a product, and null where it says nothing. */
function toldProduct({
  id,
  title,
  photo,
  category,
  brand,
  color,
  price,
  currency,
}: Hit): Parameters<typeof productData>[0] {
  return {
    ...{ id, title, attributes: {} },
    photos: photo === null ? [] : [{ position: 0, photo, width: 0, height: 0 }],
    ...(category === null ? {} : { category }),
    ...(brand === null ? {} : { brand }),
    ...(color === null ? {} : { color }),
    ...(price === null ? {} : { price }),
    ...(currency === null ? {} : { currency }),
  };
}

function descriptionOf(category: string, { hits, total }: SearchAnswer): string {
  const count = `${new Intl.NumberFormat('en').format(total)} ${total === 1 ? 'product' : 'products'}`;
  const examples = hits.slice(0, EXAMPLES).map(({ title }) => title);
  const such = examples.length === 0 ? '' : `, such as ${examples.join('; ')}`;
  return shortened(`${levelsOf(category).join(', ')}: ${count}${such}`, DESCRIPTION_LENGTH);
}

function absolute(photo: string, origin: string): string {
  return photo.startsWith('/') ? `${origin}${photo}?size=1024` : photo;
}
