import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import {
  detectorFolder,
  encodeDetector,
  readDetector,
  vocabularyHash,
  type StoredDetector,
} from '../../src/detection/format.js';
import { positionPriorFile } from '../../src/detection/position-prior.js';
import { encodeModel, readModel, type StoredModel } from '../../src/encoder/format.js';
import { SHIPPED_MODEL } from '../../src/storage/shipped.js';

/** What the package may hold of it. */
const MOST_BYTES = 12e6;

/** Longer entries of a vocabulary could be titles, or names of people. */
const MOST_WORDS = 2;
const LONGEST_ENTRY = 40;

/** A model on its way into the package. */
export interface PackedModel {
  readonly twin: StoredModel;
  readonly detector: StoredDetector;
  /** @param card what card.json says beside the names @returns the files by their path in the folder */
  readonly files: (card: Readonly<Record<string, unknown>>) => ReadonlyMap<string, Uint8Array>;
}

/**
 * The twin model in half precision, its heat map detector in 8 bits, and the position prior that the detector is compared
 * with.
 * @throws when the vocabulary holds anything but single words and phrases of two
 */
export function packModel(folder: string): PackedModel {
  const twin = readModel(folder);
  requireSingleWords(twin);
  const trained = readDetector(folder, 'heatmap');
  const detector: StoredDetector = {
    ...trained,
    precision: 'int8',
    twin: { name: SHIPPED_MODEL, vocabulary: vocabularyHash(twin.vocabulary) },
    card: { ...trained.card, licence: 'research and evaluation only, see card.json' },
  };
  const place = relative(folder, detectorFolder(folder, 'heatmap'));
  return {
    twin,
    detector,
    files: (about) => {
      const card = {
        ...about,
        name: SHIPPED_MODEL,
        data: String(about.data),
        licence: String(about.licence),
        epochs: twin.card.epochs,
      };
      return new Map([
        ...encodeModel({ ...twin, card: { ...card, recipe: twin.card.recipe } }, { precision: 'float16' }),
        ...[...encodeDetector(detector)].map(([name, bytes]) => [join(place, name), bytes] as const),
        [relative(folder, positionPriorFile(folder)), readFileSync(positionPriorFile(folder))] as const,
      ]);
    },
  };
}

function requireSingleWords({ vocabulary }: StoredModel): void {
  const strange = vocabulary.words.filter(
    (word) => word.split(' ').length > MOST_WORDS || word.length > LONGEST_ENTRY || /[@\d]{5}/.test(word),
  );
  if (strange.length > 0) throw new Error(`the vocabulary holds more than words: ${strange.slice(0, 5).join(', ')}`);
}

/** @returns bytes of all files */
export function requireSmall(files: ReadonlyMap<string, Uint8Array>, readme: string): number {
  const size = [...files.values()].reduce((sum, { length }) => sum + length, Buffer.byteLength(readme));
  if (size <= MOST_BYTES) return size;
  const list = [...files].map(([name, { length }]) => `${name} ${(length / 1e6).toFixed(2)}`).join(', ');
  throw new Error(`the model has ${(size / 1e6).toFixed(2)} MB, more than ${MOST_BYTES / 1e6}: ${list}`);
}
