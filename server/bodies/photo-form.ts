import { Busboy, type BusboyInstance } from '@fastify/busboy';
import type { Request } from 'express';
import { BadInputError } from '../../src/index.js';
import { ServiceError } from '../problems.js';
import { beginBody, type Arriving } from './receiving.js';
import { PHOTO_LIMIT } from './photo-bytes.js';
import { joined, watchBody, requireUncompressed, tooLarge, unknownType } from './bytes.js';

const FIELD_LIMIT = 64 * 1024;

/** A form with one photo and a few fields of text. */
export interface PhotoForm {
  readonly photo: Uint8Array<ArrayBuffer>;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * Reads multipart/form-data with a file `photo`. Names and types that the sender gives to the file are not looked at:
 * what it is, its bytes tell.
 * @param names of the fields that the form may have
 * @throws BadInputError for a malformed form, an unknown field, no photo; ServiceError 413, 503
 */
export function readPhotoForm(request: Request, names: readonly string[]): Promise<PhotoForm> {
  requireUncompressed(request);
  const form = openForm(request);
  const arriving = beginBody(request);
  return new Promise((resolve, reject) => {
    const refuse = (error: Error): void => {
      request.unpipe(form);
      request.resume();
      reject(error);
    };
    const photo = collectPhoto(form, { names, arriving }, refuse);
    const fields = collectFields(form, names, refuse);
    form.on('error', (error) => {
      refuse(malformed(error));
    });
    form.on('finish', () => {
      if (photo.size > 0) resolve({ photo: joined(photo.chunks, photo.size), fields });
      else reject(new BadInputError({ field: 'photo', reason: 'the form has no photo', remedy: "add a file 'photo'" }));
    });
    watchBody(request, reject);
    request.pipe(form);
  });
}

type Refuse = (error: Error) => void;

function collectPhoto(
  form: BusboyInstance,
  { names, arriving }: { readonly names: readonly string[]; readonly arriving: Arriving },
  refuse: Refuse,
): { readonly chunks: Buffer[]; size: number } {
  const photo = { chunks: [] as Buffer[], size: 0 };
  form.on('file', (name, file) => {
    if (name !== 'photo') refuse(unknownField(name, names));
    file.on('data', (chunk: Buffer) => {
      try {
        arriving.add(chunk.length);
      } catch (error) {
        photo.chunks.length = 0;
        refuse(error as Error);
        return;
      }
      photo.size += chunk.length;
      photo.chunks.push(chunk);
    });
    file.on('limit', () => {
      refuse(tooLarge(PHOTO_LIMIT));
    });
    file.on('error', (error) => {
      refuse(malformed(error));
    });
  });
  return photo;
}

function collectFields(form: BusboyInstance, names: readonly string[], refuse: Refuse): Record<string, string> {
  const fields: Record<string, string> = {};
  form.on('field', (name, value, _isNameCut, isCut) => {
    if (!names.includes(name) || Object.hasOwn(fields, name)) refuse(unknownField(name, names));
    else if (isCut) refuse(tooLarge(FIELD_LIMIT));
    else fields[name] = value;
  });
  for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const) {
    form.on(limit, () => {
      const remedy = `send one photo and ${names.join(', ')}`;
      refuse(new BadInputError({ reason: 'the form has too many parts', remedy }));
    });
  }
  return fields;
}

function openForm(request: Request): BusboyInstance {
  const { 'content-type': type, ...headers } = request.headers;
  if (type === undefined) throw unknownType(request, ['multipart/form-data']);
  if (Number(headers['content-length'] ?? 0) > PHOTO_LIMIT + 4 * FIELD_LIMIT) throw tooLarge(PHOTO_LIMIT);
  try {
    return new Busboy({
      headers: { ...headers, 'content-type': type },
      limits: {
        ...{ files: 1, fileSize: PHOTO_LIMIT, fields: 4, fieldSize: FIELD_LIMIT, parts: 5 },
        ...{ fieldNameSize: 100, headerPairs: 20, headerSize: 8192 },
      },
    });
  } catch (error) {
    throw malformed(error);
  }
}

function malformed(error: unknown): Error {
  if (error instanceof ServiceError) return error;
  const reason = `the form cannot be read: ${error instanceof Error ? error.message.slice(0, 200) : 'malformed'}`;
  return new BadInputError({ reason, remedy: "send multipart/form-data with a file 'photo'", cause: error });
}

/** Busboy hands out parts without a name as well, whatever its types say. */
function unknownField(name: string | undefined, names: readonly string[]): BadInputError {
  const remedy = `send one file 'photo'${names.length > 0 ? ` and at most one of each: ${names.join(', ')}` : ''}`;
  return new BadInputError({ field: name?.slice(0, 100), reason: 'this part is not expected', remedy });
}
