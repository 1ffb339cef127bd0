import type { Request } from 'express';
import { z } from 'zod';
import { fileKind } from '../../src/index.js';
import { readBytes, unknownType } from './bytes.js';

/** Those of telephones and studio cameras have 3 to 40 MB. */
export const PHOTO_LIMIT = 48 * 1024 * 1024;

export const PhotoFile = z.string().meta({
  description:
    'The bytes of a JPEG, PNG, WebP, AVIF, GIF or TIFF. They tell what it is: any image type will do, application/octet-stream, or none.',
});

/** What programs send that do not know what they send; curl's `--data-binary` calls everything a form. */
const UNSAID = ['application/octet-stream', 'binary/octet-stream', 'application/x-www-form-urlencoded'];

/** @returns whether a body is, or may be, a photo by itself. SVG is none: it could name other files. */
export function mayBePhoto(request: Request): boolean {
  return isCalledPhoto(request) || isUnsaid(request);
}

/**
 * Reads a photo that is the whole body, whatever its type is called.
 * @param types that are taken here, for the message
 * @throws ServiceError 413, 503; 415 when neither type nor bytes say that it is a photo
 */
export async function readPhotoBytes(request: Request, types: readonly string[]): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readBytes(request, { limit: PHOTO_LIMIT });
  if (isCalledPhoto(request) || ['photo', 'other'].includes(fileKind(bytes).kind)) return bytes;
  throw unknownType(request, types);
}

function isCalledPhoto(request: Request): boolean {
  const type = typeOf(request);
  return type.startsWith('image/') && !type.startsWith('image/svg');
}

function isUnsaid(request: Request): boolean {
  return typeOf(request) === '' || UNSAID.includes(typeOf(request));
}

function typeOf(request: Request): string {
  return (request.get('content-type') ?? '').split(';', 1)[0].trim().toLowerCase();
}
