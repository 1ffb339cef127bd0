import { computed, signal } from '@preact/signals';
import { go, refine, shop } from '../address/navigation.js';
import { catalogFacets } from '../facets/facet-state.js';
import { service } from '../service.js';
import { keptInside, type PhotoBox } from './box-geometry.js';
import { nameInShop } from './name-in-shop.js';
import { mainGarment, type FoundGarment } from './garments.js';
import { preparePhoto } from './prepare-photo.js';
import { loadPhoto, storePhoto, type StoredPhoto } from './photo-storage.js';

/** A photo with an address that <img> can show. */
export interface ShownPhoto extends StoredPhoto {
  readonly url: string;
}

/** Longer than this nobody waits for garments: the whole photo is searched instead. */
const LOOK_MS = 10_000;

const opened = signal<ReadonlyMap<string, ShownPhoto>>(new Map());
const reloaded = new Map<string, ShownPhoto>();

/** The photo that is searched by; 'gone' when the address names one that this tab does not have. */
export const photo = computed<ShownPhoto | 'gone' | undefined>(() => {
  const { photo: key } = shop.value;
  return key === undefined ? undefined : (opened.value.get(key) ?? reopened(key) ?? 'gone');
});

/** True while the service looks for garments in a new photo; the search waits for what it finds. */
export const looking = signal(false);

/** True while a file is read and made smaller: a moment, or seconds with a large one. */
export const preparing = signal(false);

/** Why the last photo could not be taken. */
export const photoProblem = signal<string | undefined>(undefined);

/** The chosen part of the photo; undefined for the whole. */
export const region = computed<PhotoBox | undefined>(() => {
  const shown = photo.value;
  const { region: box } = shop.value;
  return box === undefined || shown === undefined || shown === 'gone' ? undefined : keptInside(box, shown);
});

/**
 * Searches by a file that was dropped, pasted, chosen or taken. It is another question: the words of the one before would
 * only spoil it. Filters stay, as they do for other words; they stand beside the results.
 */
export async function searchByFile(file: Blob): Promise<void> {
  photoProblem.value = undefined;
  preparing.value = true;
  try {
    const prepared = await preparePhoto(file);
    const key = Date.now().toString(36);
    show({ ...prepared, key });
    preparing.value = false;
    looking.value = true;
    go({ words: '', photo: key, region: undefined, garment: undefined, product: undefined, sort: 'relevance' });
    await findGarments(key);
  } catch (error) {
    photoProblem.value = error instanceof Error ? error.message : String(error);
  } finally {
    preparing.value = false;
    looking.value = false;
  }
}

/**
 * Asks which garments are there, and searches by the main one unless a part was chosen meanwhile. The boxes of a detector
 * that was never trained are only offered.
 */
async function findGarments(key: string): Promise<void> {
  const taken = opened.peek().get(key);
  if (taken === undefined) return;
  const { garments, isTrained } = await garmentsIn(taken);
  show({ ...taken, garments });
  const { photo: current, region: chosen } = shop.value;
  const main = mainGarment(garments);
  if (current === key && chosen === undefined && main !== undefined && isTrained) {
    refine({ region: main.box, garment: searchName(main.label) });
  }
  await storePhoto({ ...taken, garments });
}

/** Garments are an offer: without a detector the whole photo still finds products. */
async function garmentsIn({ bytes }: StoredPhoto): Promise<{ garments: FoundGarment[]; isTrained: boolean }> {
  try {
    const { boxes, recipe } = await service.detect(bytes, { limit: 6 }, { signal: AbortSignal.timeout(LOOK_MS) });
    return { garments: boxes.map(({ box, label, score }) => ({ box, label, score })), isTrained: recipe !== 'a' };
  } catch {
    return { garments: [], isTrained: false };
  }
}

/** What a garment is searched by beside its look. */
export function searchName(label: string): string | undefined {
  const categories = catalogFacets.peek().find(({ name }) => name === 'category')?.values ?? [];
  return nameInShop(
    label,
    categories.map(({ value }) => value),
  );
}

function show(stored: StoredPhoto): ShownPhoto {
  const url = opened.peek().get(stored.key)?.url ?? URL.createObjectURL(stored.bytes);
  const shown = { ...stored, url };
  opened.value = new Map([...opened.peek(), [stored.key, shown]]);
  return shown;
}

/** A photo from before a reload, read once. */
function reopened(key: string): ShownPhoto | undefined {
  const known = reloaded.get(key);
  if (known !== undefined) return known;
  const stored = loadPhoto(key);
  if (stored === undefined) return undefined;
  const shown = { ...stored, url: URL.createObjectURL(stored.bytes) };
  reloaded.set(key, shown);
  return shown;
}
