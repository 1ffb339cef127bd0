import type { JobBody } from '../../../requests/jobs.js';

/** What the form holds: texts and ticks, as they are typed. */
export interface OrderForm {
  readonly kind: JobBody['kind'];
  /** A file a line. */
  readonly sources: string;
  readonly format: string;
  readonly photos: string;
  readonly prune: boolean;
  readonly pruneAll: boolean;
  readonly fetchPhotos: boolean;
  readonly mainProduct: boolean;
  readonly recipe: string;
  readonly epochs: string;
  readonly resume: boolean;
  /** A model's id, or '' for the one in use. */
  readonly model: string;
}

export const EMPTY_ORDER: OrderForm = {
  ...{ kind: 'import', sources: '', format: 'auto', photos: '', prune: false, pruneAll: false },
  ...{ fetchPhotos: false, mainProduct: false },
  ...{ recipe: 'default', epochs: '', resume: false, model: '' },
};

export const FORMATS = [
  'auto',
  'jsonl',
  'csv',
  'tsv',
  'google',
  'shopify',
  'woocommerce',
  'fashion-product-images',
] as const;

/** @returns the body of the request; what has its default is left out */
export function jobBodyOf(form: OrderForm): JobBody {
  switch (form.kind) {
    case 'import':
      return { kind: 'import', options: importOptions(form) };
    case 'train':
      return { kind: 'train', options: trainOptions(form) };
    case 'index':
      return { kind: 'index', options: form.model === '' ? {} : { model: form.model } };
    case 'build':
      return { kind: 'build', options: {} };
  }
}

function importOptions({ sources, format, photos, prune, pruneAll, fetchPhotos, mainProduct }: OrderForm) {
  const named = FORMATS.find((known) => known === format && known !== 'auto');
  return {
    sources: sources.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()])),
    ...(named === undefined ? {} : { format: named }),
    ...(photos.trim() === '' ? {} : { photos: photos.trim() }),
    ...(prune ? { prune } : {}),
    ...(prune && pruneAll ? { pruneAll } : {}),
    ...(fetchPhotos ? { fetchPhotos } : {}),
    ...(mainProduct ? { mainProduct } : {}),
  };
}

function trainOptions({ recipe, epochs, resume, model }: OrderForm) {
  return {
    ...(recipe.trim() === '' || recipe === 'default' ? {} : { recipe: recipe.trim() }),
    ...(epochs.trim() === '' ? {} : { epochs: Number(epochs) }),
    ...(resume ? { resume } : {}),
    ...(model === '' ? {} : { from: model }),
  };
}
