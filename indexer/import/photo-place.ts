import { isAbsolute, relative, resolve, sep } from 'node:path';

/** Where the photo of a product is to be looked for. */
export type PhotoPlace =
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'web'; readonly url: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly remedy: string };

/**
 * @param source path or web address as the catalog gives it
 * @param folder the only folder that photos are read from: the catalog's, or the one of `--photos`
 */
export function placePhoto(source: string, folder: string): PhotoPlace {
  if (/^https?:\/\//i.test(source)) return { kind: 'web', url: source };
  if (/^[a-z][a-z\d+.-]+:/i.test(source) && !/^[a-z]:[\\/]/i.test(source)) {
    return {
      kind: 'refused',
      reason: `'${source.slice(0, 40)}' is neither a path nor an http address`,
      remedy: 'name a file below the folder of the photos, or an http or https address',
    };
  }
  const file = resolve(folder, source);
  const inside = relative(folder, file);
  if (
    inside === '' ||
    inside === '..' ||
    inside.startsWith(`..${sep}`) ||
    isAbsolute(inside) ||
    source.includes('\0')
  ) {
    return {
      kind: 'refused',
      reason: `the path '${source.replaceAll('\0', '\\0')}' climbs out of ${folder}`,
      remedy: 'name a file below it, or give the folder of the photos by --photos',
    };
  }
  return { kind: 'file', file };
}
