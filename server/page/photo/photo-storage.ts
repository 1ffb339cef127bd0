import type { FoundGarment } from './garments.js';
import type { PreparedPhoto } from './prepare-photo.js';

export interface StoredPhoto extends PreparedPhoto {
  readonly key: string;
  /** Undefined until the service has looked. */
  readonly garments?: readonly FoundGarment[] | undefined;
}

const PREFIX = 'vitrine.photo.';
const KEPT = 8;

/**
 * Photos live in this tab's session storage: they survive Back and a reload, no other site and no later visit sees them,
 * and closing the tab forgets them.
 */
export async function storePhoto({ bytes, ...photo }: StoredPhoto): Promise<void> {
  const record = JSON.stringify({ ...photo, base64: await base64Of(bytes), stored: Date.now() });
  for (let kept = KEPT - 1; kept >= 0; kept--) {
    forgetOldest(kept, photo.key);
    try {
      sessionStorage.setItem(PREFIX + photo.key, record);
      return;
    } catch {
      // The storage is full, or switched off: with fewer photos there may be room; without any, this page still has it.
    }
  }
}

/** @returns undefined when this tab has no such photo, as after opening somebody else's link */
export function loadPhoto(key: string): StoredPhoto | undefined {
  const record = readRecord(PREFIX + key);
  if (record === undefined) return undefined;
  const { base64, ...photo } = record;
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return { ...photo, bytes: new Blob([bytes], { type: 'image/jpeg' }) };
}

type PhotoRecord = Omit<StoredPhoto, 'bytes'> & { readonly base64: string; readonly stored: number };

function readRecord(name: string): PhotoRecord | undefined {
  try {
    const text = sessionStorage.getItem(name);
    return text === null ? undefined : (JSON.parse(text) as PhotoRecord);
  } catch {
    return undefined;
  }
}

function forgetOldest(kept: number, except: string): void {
  const names = Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX) && name !== PREFIX + except);
  const age = (name: string): number => readRecord(name)?.stored ?? 0;
  for (const name of names.sort((a, b) => age(b) - age(a)).slice(kept)) sessionStorage.removeItem(name);
}

async function base64Of(bytes: Blob): Promise<string> {
  const reader = new FileReader();
  const read = new Promise((resolve) => {
    reader.addEventListener('loadend', resolve);
  });
  reader.readAsDataURL(bytes);
  await read;
  return typeof reader.result === 'string' ? reader.result.replace(/^[^,]*,/, '') : '';
}
