import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { NotFoundError } from '../../src/errors.js';
import { shortened } from '../../src/printable.js';
import { createFolderListings, type FolderListings } from './folder-listing.js';
import { isBelow, outsidePlace, placePhoto, type RefusedPlace } from './photo-place.js';

/** Where a photo lies, or why it is not looked for, or not found. */
export type FoundPhoto =
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'web'; readonly url: string }
  | { readonly kind: 'missing'; readonly reason: string; readonly remedy: string }
  | RefusedPlace;

/** The folder that the photos of a catalog are read from, and nothing outside of it. */
export interface PhotoFolder {
  /**
   * Finds a photo by its path, also where that is spelled otherwise than the file: in another case, in another composition
   * of Unicode, with %20, backslashes or ?v=12, from the root or with the folder's own name. Links are followed as long as
   * they stay in the folder.
   * @param source path or web address as the catalog gives it
   */
  find(source: string): FoundPhoto;
}

/** Subfolders that are looked into for a name that is not where its path says. */
const MOST_SUBFOLDERS = 50;

/** Names that a message proposes. */
const MOST_PROPOSED = 2;

/** Errors of a path at whose end there is nothing. */
const NOTHING_THERE = ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP', 'EINVAL'];

/** @param folder as the user names it; it need not exist */
export function openPhotoFolder(folder: string): PhotoFolder {
  return new SearchedFolder(resolve(folder), createFolderListings());
}

/** @returns a function from a path to its folder, each opened once */
export function openPhotoFolders(): (path: string) => PhotoFolder {
  const folders = new Map<string, PhotoFolder>();
  return (path) => {
    const folder = folders.get(path) ?? openPhotoFolder(path);
    folders.set(path, folder);
    return folder;
  };
}

/**
 * The photo that a user names, who may read whatever file there is.
 * @param path as it was typed; where there is nothing, its folder is searched for other spellings of the name
 * @throws NotFoundError, with a near name where there is one
 */
export function photoNamed(path: string): string {
  if (existsSync(path)) return path;
  const found = openPhotoFolder(dirname(resolve(path))).find(basename(path));
  if (found.kind === 'file' && !/^https?:/iu.test(path)) return found.file;
  if (/^https?:/iu.test(path)) {
    throw new NotFoundError({
      reason: 'a photo on the web is not fetched here',
      remedy: 'download it and name the file',
    });
  }
  const reason = found.kind === 'missing' ? found.reason : 'there is no such photo';
  throw new NotFoundError({ file: path, reason, remedy: 'check the path' });
}

class SearchedFolder implements PhotoFolder {
  private readonly real: string;

  constructor(
    private readonly folder: string,
    private readonly listings: FolderListings,
  ) {
    this.real = realPath(folder) ?? folder;
  }

  find(source: string): FoundPhoto {
    const place = placePhoto(source, this.folder);
    if (place.kind === 'refused') return this.withProposal(place, source);
    const there = firstOf(place.paths, (path) => this.fileAt(path, source));
    if (there !== undefined) return there;
    if (place.kind === 'web') return { kind: 'web', url: place.url };
    const spelled = firstOf(place.paths, (path) => this.fileSpelledAs(path, source));
    if (spelled !== undefined) return spelled;
    return place.outside === undefined ? this.missing(source, place.paths) : this.withProposal(place.outside, source);
  }

  /** @returns undefined when there is nothing */
  private fileAt(path: string, source: string): FoundPhoto | undefined {
    const real = realPath(path);
    if (real === undefined) return undefined;
    // What is its own real path lies where it says; so does what nobody may look at, which reading it will tell.
    if (real === path || isBelow(real, this.real)) return { kind: 'file', file: path };
    return outsidePlace(source, this.folder, 'is a link that leads out of');
  }

  /** Walks down from the folder by names that differ only in case or composition, as long as there is one for each step. */
  private fileSpelledAs(path: string, source: string): FoundPhoto | undefined {
    let at = this.folder;
    for (const step of stepsOf(path, this.folder)) {
      const name = theOne(this.listed(at)?.spelledAs(step) ?? [], step);
      if (name === undefined) return undefined;
      at = join(at, name);
    }
    return this.fileAt(at, source);
  }

  private missing(source: string, paths: readonly string[]): FoundPhoto {
    const proposal = this.proposalFor(paths.at(-1)!);
    const isAddress = /^[\p{L}\d-]+(\.[\p{L}\d-]+)+(:\d+)?\//u.test(source) && proposal === '';
    const remedy = isAddress
      ? 'check the path, or write https:// before it when it is a web address'
      : 'check the path';
    return { kind: 'missing', reason: `there is no such photo${proposal}`, remedy };
  }

  private withProposal(place: RefusedPlace, source: string): RefusedPlace {
    if (/^[a-z]{2,}:/iu.test(source)) return place; // an address
    const name = basename(source.replaceAll('\\', '/'));
    return { ...place, reason: place.reason + this.proposalFor(join(this.folder, name)) };
  }

  /** @returns `; did you mean 'a.jpg'?`, or nothing */
  private proposalFor(path: string): string {
    const near = this.near(path).slice(0, MOST_PROPOSED);
    if (near.length === 0) return '';
    return `; did you mean ${near.map((file) => `'${shortened(relative(this.folder, file))}'`).join(' or ')}?`;
  }

  /** Files of a name like that of the path: where it leads, then in the folder itself, then in its subfolders. */
  private near(path: string): string[] {
    const name = basename(path);
    const subfolders = (this.listed(this.folder)?.folders ?? []).slice(0, MOST_SUBFOLDERS);
    const places = [join(path, '..'), this.folder, ...subfolders.map((own) => join(this.folder, own))];
    for (const place of new Set(places)) {
      const near = this.listed(place)?.near(name) ?? [];
      const files = near.map((own) => join(place, own)).filter((file) => this.fileAt(file, file)?.kind === 'file');
      if (files.length > 0) return files;
    }
    return [];
  }

  /** The names of a folder outside are nobody's business. */
  private listed(folder: string): ReturnType<FolderListings['of']> {
    const real = realPath(folder);
    const isInside = real !== undefined && (real === this.real || isBelow(real, this.real));
    return isInside ? this.listings.of(folder) : undefined;
  }
}

/** The name itself, or the only other one, or the only one in the same case. */
function theOne(names: readonly string[], wanted: string): string | undefined {
  if (names.includes(wanted)) return wanted;
  if (names.length === 1) return names[0];
  const sameCase = names.filter((name) => name.normalize('NFC') === wanted.normalize('NFC'));
  return sameCase.length === 1 ? sameCase[0] : undefined;
}

function stepsOf(path: string, folder: string): string[] {
  return relative(folder, path).split(sep);
}

/** @returns undefined when there is nothing; the path itself when nobody may look */
function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch (error) {
    return NOTHING_THERE.includes((error as NodeJS.ErrnoException).code ?? '') ? undefined : path;
  }
}

function firstOf<Item, Result>(items: readonly Item[], find: (item: Item) => Result | undefined): Result | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
