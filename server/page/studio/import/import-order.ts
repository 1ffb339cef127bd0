import type { ImportPreview } from '../../../requests/imports.js';
import type { JobBody } from '../../../requests/jobs.js';
import { FORMATS } from '../jobs/job-order.js';

/** What is ticked before an import is started. */
export interface ImportTicks {
  readonly prune: boolean;
  readonly pruneAll: boolean;
  readonly fetchPhotos: boolean;
  readonly mainProduct: boolean;
  /** Index once the import is done. */
  readonly index: boolean;
}

/** Photos are fetched where the first products have them on the web, since an uploaded file brings none. */
export function ticksFor({ first }: Pick<ImportPreview, 'first'>): ImportTicks {
  const fetchPhotos = first.some((product) => imagesOf(product).some(isWebAddress));
  return { prune: false, pruneAll: false, fetchPhotos, mainProduct: false, index: true };
}

/** @returns the body of the request; what has its default is left out */
export function importBody(upload: string, format: string, ticks: ImportTicks): JobBody {
  const { prune, pruneAll, fetchPhotos, mainProduct } = ticks;
  const named = FORMATS.find((known) => known === format && known !== 'auto');
  return {
    kind: 'import',
    options: {
      upload,
      ...(named === undefined ? {} : { format: named }),
      ...(prune ? { prune } : {}),
      ...(prune && pruneAll ? { pruneAll } : {}),
      ...(fetchPhotos ? { fetchPhotos } : {}),
      ...(mainProduct ? { mainProduct } : {}),
    },
  };
}

type PreviewProduct = ImportPreview['first'][number];

export function imagesOf({ images }: PreviewProduct): readonly string[] {
  return Array.isArray(images) ? images.filter((image): image is string => typeof image === 'string') : [];
}

export function isWebAddress(image: string): boolean {
  return /^https?:\/\//i.test(image);
}

/** Columns that became fields of products, and those that are kept as attributes. */
export interface SortedColumns {
  readonly fields: readonly (readonly [field: string, column: string])[];
  readonly attributes: readonly string[];
}

export function sortedColumns(columns: ImportPreview['columns']): SortedColumns {
  const entries = Object.entries(columns);
  return {
    fields: entries.filter(([, field]) => field !== 'attributes').map(([column, field]) => [field, column]),
    attributes: entries.filter(([, field]) => field === 'attributes').map(([column]) => column),
  };
}

const SHOWN_APART = ['title', 'images', 'attributes', 'boxes'];

/** The fields of a product and its attributes as texts, in the order of the catalog; what is shown apart is left out. */
export function productFacts(product: PreviewProduct): readonly (readonly [name: string, value: string])[] {
  const attributes = typeof product.attributes === 'object' && product.attributes !== null ? product.attributes : {};
  const own = Object.entries(product).filter(([name]) => !SHOWN_APART.includes(name));
  return [...own, ...Object.entries(attributes)].flatMap(([name, value]: [string, unknown]) => {
    const text = Array.isArray(value) ? value.map(textOf).join(', ') : textOf(value);
    return text === '' ? [] : [[name, text] as const];
  });
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
