import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { PHOTO_FORMATS } from '../../src/image/file-kind.js';
import { shortened } from '../../src/printable.js';

/** Where the photo of a product is to be looked for, by what its catalog says of it alone. */
export type PhotoPlace =
  /** `outside` is what to say when none of the paths is there and the path as it stands leads out of the folder. */
  | { readonly kind: 'path'; readonly paths: readonly string[]; readonly outside: RefusedPlace | undefined }
  /** `paths` are looked at first: '//images/a.jpg' may be an address or a path with a slash too many. */
  | { readonly kind: 'web'; readonly url: string; readonly paths: readonly string[] }
  | RefusedPlace;

/** A photo that is not looked for. */
export interface RefusedPlace {
  readonly kind: 'refused';
  readonly reason: string;
  readonly remedy: string;
}

/**
 * Reads the address of a photo.
 * @param source path or web address as the catalog gives it
 * @param folder the only folder that photos are read from: the catalog's, or the one of `--photos`; an absolute path
 * @returns for a path, the absolute paths below the folder that it may mean, the likeliest first; there is at least one
 */
export function placePhoto(source: string, folder: string): PhotoPlace {
  if (/^https?:[\\/]{2}/iu.test(source)) return { kind: 'web', url: source.replace(/^[^?#]*/u, slashed), paths: [] };
  if (/^[a-z][a-z\d+.-]+:\/\/|^(data|blob|cid|file):/iu.test(source)) return refusedAddress(source);
  const paths = [...new Set(spellingsOf(source).flatMap((spelling) => pathsOf(spelling, folder)))];
  const inside = paths.filter((path) => isBelow(path, folder));
  if (/^\/\/[^/]/u.test(source)) return { kind: 'web', url: `https:${source}`, paths: inside };
  const outside =
    isRooted(slashed(source)) && !isBelow(resolve(source), folder) ? outsidePlace(source, folder) : undefined;
  return inside.length > 0 ? { kind: 'path', paths: inside, outside } : outsidePlace(source, folder);
}

/** What to say of a photo that is elsewhere than in the folder. */
export function outsidePlace(source: string, folder: string, how = 'climbs out of'): RefusedPlace {
  return {
    kind: 'refused',
    reason: `the path '${shortened(source)}' ${how} ${shortened(folder)}`,
    remedy: 'name a file below it, or give the folder of the photos by --photos',
  };
}

/** @returns whether a path, without a look at the disk, names something below the folder */
export function isBelow(path: string, folder: string): boolean {
  const inside = relative(folder, path);
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return false;
  return !path.includes('\0');
}

function refusedAddress(source: string): RefusedPlace {
  if (/^data:/iu.test(source)) {
    const reason = `the data URL '${shortened(source, 40)}' has no ${PHOTO_FORMATS} photo in it`;
    return { kind: 'refused', reason, remedy: "write 'data:image/jpeg;base64,' and the photo, or name a file" };
  }
  return {
    kind: 'refused',
    reason: `'${shortened(source, 40)}' is neither a path nor an http address`,
    remedy: 'name a file below the folder of the photos, or an http or https address',
  };
}

/**
 * A path as it stands; with the slashes of Windows; without the `?v=12` of a shop's cache; and with `%20` read as in an
 * address. A file may truly be called 'a%20b.jpg', so the first that is there counts.
 */
function spellingsOf(source: string): string[] {
  const path = slashed(source);
  const bare = path.replace(/[?#].*$/su, '');
  return [...new Set([source, path, bare, decoded(path), decoded(bare)])].filter((spelling) => spelling !== '');
}

/** From the root of a disk, a drive or a web server. */
function isRooted(spelling: string): boolean {
  return /^([a-z]:)?\//iu.test(spelling);
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}

function decoded(path: string): string {
  try {
    return slashed(decodeURIComponent(path));
  } catch {
    return path; // a percent sign that means nothing else
  }
}

/**
 * The paths that one spelling may mean: from the folder, and, where it has steps that the folder's own path has already,
 * from there. A path from the root of a disk or of a web server is first read as it stands.
 */
function pathsOf(spelling: string, folder: string): string[] {
  const own = folder.split(sep).filter(Boolean);
  const steps = spelling.split('/').filter((step) => step !== '' && step !== '.');
  const below = /^[a-z]:\//iu.test(spelling) ? steps.slice(1) : steps;
  const rooted = isRooted(spelling) ? [below, behindFolder(below, own)] : [below.slice(sharedStart(below, own))];
  const rests = rooted.filter((rest) => rest.length > 0 && !rest.includes('..'));
  return [resolve(folder, spelling), ...rests.map((rest) => join(folder, ...rest))];
}

/** @returns what follows the last step that is called as the folder: `d.jpg` of `/x/c/d.jpg`, for the folder `/a/b/c` */
function behindFolder(steps: readonly string[], own: readonly string[]): readonly string[] {
  const at = steps.lastIndexOf(own.at(-1) ?? '');
  return at === -1 ? [] : steps.slice(at + 1);
}

/** @returns how many first steps are the end of the folder's path: 2 of `b/c/d.jpg`, for the folder `/a/b/c` */
function sharedStart(steps: readonly string[], own: readonly string[]): number {
  for (let length = Math.min(steps.length - 1, own.length); length > 0; length--) {
    if (own.slice(-length).every((step, i) => step === steps[i])) return length;
  }
  return 0;
}
