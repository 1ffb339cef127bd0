import { readdirSync, statSync } from 'node:fs';
import { damerauLevenshtein } from '../../src/text/edit-distance.js';

/** The names in one folder, found by other spellings than their own. */
export interface FolderListing {
  /** @returns the names that differ from this one at most in case and in how Unicode composes its letters */
  spelledAs(name: string): readonly string[];
  /** @returns names that somebody may have meant, the likeliest first; none when nothing is near */
  near(name: string): readonly string[];
  readonly folders: readonly string[];
}

/** Comparisons letter by letter in one folder: a catalog without any of its photos must not take hours to say so. */
const MOST_COMPARED = 200_000;

/** Letters that may differ, of every so many. */
const LETTERS_OF_EDIT = 5;

/** Lists folders once, and again when they have changed. */
export interface FolderListings {
  /** @returns undefined for what is no folder, or may not be read */
  of(folder: string): FolderListing | undefined;
}

export function createFolderListings(): FolderListings {
  const known = new Map<string, { readonly changed: number; readonly listing: FolderListing }>();
  return {
    of: (folder) => {
      try {
        const changed = statSync(folder).mtimeMs;
        const last = known.get(folder);
        if (last?.changed === changed) return last.listing;
        const listing = listFolder(folder);
        known.set(folder, { changed, listing });
        return listing;
      } catch {
        return undefined; // whoever looks for a photo reads it next, and tells what is wrong
      }
    },
  };
}

function listFolder(folder: string): FolderListing {
  const entries = readdirSync(folder, { withFileTypes: true });
  const names = entries.map(({ name }) => name);
  const spellings = groupedBy(names, spellingOf);
  let letters: Map<string, string[]> | undefined;
  let numbers: Map<string, string[]> | undefined;
  let comparisons = 0;
  return {
    folders: entries.filter((entry) => entry.isDirectory()).map(({ name }) => name),
    spelledAs: (name) => spellings.get(spellingOf(name)) ?? [],
    near: (name) => {
      letters ??= groupedBy(names, lettersOf);
      const same = lettersOf(name) === '' ? [] : (letters.get(lettersOf(name)) ?? []);
      if (same.length > 0) return same;
      numbers ??= groupedBy(names, numbersOf);
      const others = numbers.get(numbersOf(name)) ?? [];
      comparisons += others.length;
      return comparisons > MOST_COMPARED ? [] : nearest(name, others);
    },
  };
}

/** 'Café.JPG' in either composition and any case. */
function spellingOf(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** Letters and digits without accents, and without the ending: 'Red Dress-1.jpeg' and 'red_dress_1.JPG' have the same. */
function lettersOf(name: string): string {
  const stem = name.replace(/\.[a-z\d]{1,5}$/iu, '');
  const plain = stem.normalize('NFKD').toLowerCase().replaceAll('ß', 'ss');
  return plain.replace(/[^\p{L}\p{N}]/gu, '');
}

/** A photo of another number is another photo, however near its name. */
function numbersOf(name: string): string {
  return (lettersOf(name).match(/\p{N}+/gu) ?? []).join(' ');
}

function nearest(name: string, names: readonly string[]): string[] {
  const letters = lettersOf(name);
  const most = Math.floor(letters.replace(/\p{N}/gu, '').length / LETTERS_OF_EDIT);
  const edits = names.map((other) => ({ other, edits: damerauLevenshtein(letters, lettersOf(other), most) }));
  const near = edits.filter((one) => one.edits <= most).sort((a, b) => a.edits - b.edits);
  return near.filter((one) => one.edits === near[0].edits).map(({ other }) => other);
}

function groupedBy(names: readonly string[], keyOf: (name: string) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const key = keyOf(name);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [name]);
    else group.push(name);
  }
  return groups;
}
