import type { Extent } from './box-geometry.js';
import { isHeic } from './heic.js';

/** A shopper's photo, ready to be shown and sent. */
export interface PreparedPhoto extends Extent {
  /** JPEG, upright, without the place and time that cameras write into files. */
  readonly bytes: Blob;
}

/** Detection looks at 320 pixels and boxes are cut from it: more would only be a longer upload. */
const LONGEST_SIDE = 1024;

const REMEDY = 'A JPEG, PNG, WebP or AVIF works.';

/** What people hand in without knowing that it is something else. */
const HEIC = 'This photo is in the format HEIC of iPhones, which this browser cannot read. A screenshot of it works.';
const REASONS: Readonly<Record<string, string>> = {
  'image/heic': HEIC,
  'image/heif': HEIC,
  'image/jpeg': 'This picture is damaged, or only a part of it has arrived.',
  'image/png': 'This picture is damaged, or only a part of it has arrived.',
};

/** The file is no photo that this browser can read. */
export class UnreadablePhotoError extends Error {
  /** @param isHeic by its bytes, whatever its name says */
  constructor(file: Blob, cause: unknown, isHeic = false) {
    const kind = file.type === '' ? 'this kind of file' : `a file of the type ${file.type}`;
    super(`${isHeic ? HEIC : (REASONS[file.type] ?? `This browser cannot read ${kind} as a picture.`)} ${REMEDY}`, {
      cause,
    });
    this.name = 'UnreadablePhotoError';
  }
}

/** @throws UnreadablePhotoError */
export async function preparePhoto(file: Blob): Promise<PreparedPhoto> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(async (error: unknown) => {
    throw new UnreadablePhotoError(file, error, await isHeic(file));
  });
  const { width, height } = sizeWithin(picture, LONGEST_SIDE);
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d');
  if (context === null) throw new UnreadablePhotoError(file, undefined);
  Object.assign(context, { fillStyle: '#fff', imageSmoothingQuality: 'high' });
  context.fillRect(0, 0, width, height);
  context.drawImage(picture, 0, 0, width, height);
  picture.close();
  const bytes = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', 0.85);
  });
  if (bytes === null) throw new UnreadablePhotoError(file, undefined);
  return { bytes, width, height };
}

/** Keeps the proportions; never enlarges. */
export function sizeWithin({ width, height }: Extent, longest: number): Extent {
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
