import { fileKind } from '../../src/image/file-kind.js';
import { shortened } from '../../src/printable.js';

/** Characters that are kept of a data URL without a photo in it. */
const KEPT = 40;

/**
 * Takes photos that stand in the catalog itself out of it, so that no product carries a megabyte of text about.
 * @param images paths and addresses as the catalog gives them
 * @param keep keeps a photo, and says what its product calls it
 * @returns the same, with that name in the place of each photo in a data URL, and the beginning of a data URL in the place
 *   of one without
 */
export async function keepDataUrls(
  images: readonly string[],
  keep: (photo: Uint8Array) => string | Promise<string>,
): Promise<readonly string[]> {
  if (!images.some(isDataUrl)) return images;
  const kept: string[] = [];
  for (const image of joinedUrls(images)) {
    const bytes = isDataUrl(image) ? bytesOfDataUrl(image) : undefined;
    if (bytes !== undefined && fileKind(bytes).kind === 'photo') kept.push(await keep(bytes));
    else kept.push(isDataUrl(image) ? shortened(image, KEPT) : image);
  }
  return [...new Set(kept)];
}

function isDataUrl(image: string): boolean {
  return /^data:/iu.test(image);
}

/** A table's list of photos is divided at the very commas and semicolons that a data URL has: those parts belong together. */
function joinedUrls(images: readonly string[]): string[] {
  const joined: string[] = [];
  for (let i = 0; i < images.length; i++) {
    let image = images[i];
    if (/^data:[^;,]*$/iu.test(image) && images[i + 1]?.toLowerCase() === 'base64') image += `;${images[++i]}`;
    if (/^data:[^,]*;base64$/iu.test(image) && i + 1 < images.length) image += `,${images[++i]}`;
    joined.push(image);
  }
  return joined;
}

/**
 * RFC 2397: `data:image/png;base64,iVBOR...`, or `data:image/svg+xml,%3Csvg...`
 * @returns undefined when there is nothing in it
 */
export function bytesOfDataUrl(url: string): Buffer | undefined {
  const comma = url.indexOf(',');
  if (comma === -1 || comma === url.length - 1) return undefined;
  const content = url.slice(comma + 1);
  const plain = content.includes('%') ? content.replace(/%([\da-f]{2})/giu, (_, hex: string) => byte(hex)) : content;
  const isBase64 = /;\s*base64\s*$/iu.test(url.slice(0, comma));
  return Buffer.from(plain, isBase64 ? 'base64' : 'latin1');
}

function byte(hex: string): string {
  return String.fromCharCode(Number.parseInt(hex, 16));
}
