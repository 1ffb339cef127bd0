import { BadInputError } from '../../../src/errors.js';

/**
 * Headers that hold a field of a product, best first; compared without case, blanks, hyphens and underscores.
 * A header that is no field's best becomes an attribute, so nothing is lost.
 */
const HEADERS = {
  id: ['id', 'productid', 'itemid', 'articleid', 'sku', 'handle'],
  title: ['title', 'name', 'productname', 'producttitle', 'itemname', 'productdisplayname'],
  description: ['description', 'productdescription', 'longdescription', 'body'],
  category: ['category', 'categorypath', 'categories', 'producttype', 'productcategory'],
  brand: ['brand', 'brandname', 'vendor', 'manufacturer'],
  gender: ['gender', 'sex'],
  color: ['color', 'colour', 'basecolour', 'basecolor'],
  season: ['season'],
  usage: ['usage'],
  price: ['price'],
  currency: ['currency', 'currencycode'],
  url: ['url', 'link', 'producturl'],
  attributes: ['attributes'],
  boxes: ['boxes'],
  image: ['image', 'imageurl', 'imagelink', 'imagepath', 'photo', 'photourl', 'picture'],
  images: ['images', 'imageurls', 'imagelinks', 'photos', 'pictures'],
} as const satisfies Record<string, readonly string[]>;

export type ColumnField = keyof typeof HEADERS;

/** One for each column: the field of a product that it holds, or the name of the attribute. */
export type ColumnPlan = readonly { readonly field?: ColumnField | undefined; readonly name: string }[];

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
  const taken = new Map<number, ColumnField | undefined>();
  const names = new Map<number, string>();
  for (const [key, header] of Object.entries(columns)) {
    const at = findHeader(file, headers, header);
    const field = key === 'photo' ? 'image' : key;
    if (Object.hasOwn(HEADERS, field)) taken.set(at, field as ColumnField);
    else names.set(at, field);
  }
  const plain = headers.map(plainName);
  for (const [field, known] of Object.entries(HEADERS) as [ColumnField, readonly string[]][]) {
    if ([...taken.values()].includes(field)) continue;
    const best = known.find((name) => plain.some((header, i) => header === name && !taken.has(i) && !names.has(i)));
    if (best !== undefined) taken.set(plain.indexOf(best), field);
  }
  if (![...taken.values()].includes('id')) {
    throw new BadInputError({
      file,
      line: 1,
      field: 'id',
      reason: `no column holds the product's id; there are ${list(headers)}`,
      remedy: 'name it in the recipe: "import": { "columns": { "id": "..." } }',
    });
  }
  return headers.map((header, i) => ({ field: taken.get(i), name: names.get(i) ?? uniqueName(headers, i, header) }));
}

/** Two columns of one name are two attributes: 'size' and 'size 2'. */
function uniqueName(headers: readonly string[], i: number, header: string): string {
  const before = headers.slice(0, i).filter((other) => other === header).length;
  return before === 0 ? header : `${header} ${before + 1}`;
}

function findHeader(file: string, headers: readonly string[], header: string): number {
  const exact = headers.indexOf(header);
  const at = exact >= 0 ? exact : headers.findIndex((other) => plainName(other) === plainName(header));
  if (at >= 0) return at;
  throw new BadInputError({
    file,
    line: 1,
    reason: `the recipe's import.columns names '${header}', which is no header; there are ${list(headers)}`,
    remedy: 'write it as in the file',
  });
}

function plainName(header: string): string {
  return header.toLowerCase().replace(/[\s_-]+/g, '');
}

function list(headers: readonly string[]): string {
  const shown = headers.slice(0, 30).map((header) => `'${header}'`);
  return shown.join(', ') + (headers.length > 30 ? ` and ${headers.length - 30} more` : '');
}
