import type { Readable } from 'node:stream';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import type { Request } from 'express';
import { z } from 'zod';
import { BadInputError, CancelledError } from '../../src/index.js';
import { readParameters } from '../parameters.js';
import { UploadParameters } from '../requests/index.js';
import type { BodyReader } from '../route.js';
import { addressOf } from './address.js';
import { bodyTimeOf, requireUncompressed, unknownType } from './bytes.js';
import { piecesOf } from './pieces.js';
import { beginBody } from './receiving.js';
import { isForm } from './search-body.js';

/** A file on its way, of any size: it is read as it arrives. */
export interface UploadBody {
  /** What its sender calls it. */
  readonly name: string;
  readonly format: z.output<typeof UploadParameters>['format'];
  readonly pieces: AsyncIterable<Uint8Array>;
}

const CatalogFile = z.string().meta({ description: 'The bytes of a catalog file, which may be gzipped.' });

/** What a catalog may be sent as: what it is, its content tells. */
const TYPES = ['application/octet-stream', 'text/csv'];
const CATALOG_TYPE =
  /^(?:text\/[\w.+-]+|application\/(?:octet-stream|json|jsonl|x-ndjson|xml|gzip|x-gzip|csv))(?:;|$)/i;

/** What of a body is in memory at a time. */
const IN_MEMORY = 1024 * 1024;

/** A catalog as a form with a file `file`, or as its bytes. */
export const uploadBody: BodyReader<UploadBody> = {
  content: {
    'application/octet-stream': { schema: CatalogFile, encoding: 'file' },
    'text/csv': { schema: CatalogFile, encoding: 'file' },
    'multipart/form-data': { schema: z.strictObject({ file: CatalogFile }) },
  },
  parameters: UploadParameters,
  async read(request) {
    const parameters = readParameters(UploadParameters, addressOf(request));
    requireUncompressed(request);
    if (!isForm(request) && !CATALOG_TYPE.test(request.get('content-type') ?? '')) {
      throw unknownType(request, [...TYPES, 'multipart/form-data']);
    }
    beginBody(request, IN_MEMORY).add(IN_MEMORY);
    if (!isForm(request)) return { ...parameters, pieces: piecesOf(request, bodyTimeOf(request)) };
    const { name, file } = await fileOfForm(request);
    return { ...parameters, name: name ?? parameters.name, pieces: piecesOf(file, bodyTimeOf(request)) };
  },
};

interface FormFile {
  readonly name: string | undefined;
  readonly file: Readable;
}

/** The file of a form, as soon as it begins; a form that has another part before it is refused. */
function fileOfForm(request: Request): Promise<FormFile> {
  const form = openForm(request);
  return new Promise((resolve, reject) => {
    const refuse = (error: Error): void => {
      request.unpipe(form);
      request.resume();
      reject(error);
    };
    form.on('file', (field, file, name) => {
      if (field !== 'file') refuse(unexpected(field));
      request.once('close', () => {
        if (!request.complete) file.destroy(new CancelledError({ reason: 'the body was cut off' }));
      });
      form.on('error', (error) => file.destroy(error instanceof Error ? error : undefined));
      resolve({ name: name === '' ? undefined : name, file });
    });
    form.on('field', (field) => {
      refuse(unexpected(field));
    });
    form.on('error', (error) => {
      refuse(malformed(error instanceof Error ? error.message.slice(0, 200) : 'malformed'));
    });
    form.on('finish', () => {
      reject(malformed('the form has no file'));
    });
    request.once('close', () => {
      reject(new CancelledError({ reason: 'the body was cut off' }));
    });
    request.pipe(form);
  });
}

function openForm(request: Request): BusboyInstance {
  const { 'content-type': type = '', ...headers } = request.headers;
  try {
    return new Busboy({
      headers: { ...headers, 'content-type': type },
      limits: { files: 1, fields: 1, parts: 2, fieldSize: 1024, fieldNameSize: 100, headerPairs: 20, headerSize: 8192 },
    });
  } catch (error) {
    throw malformed(error instanceof Error ? error.message.slice(0, 200) : 'malformed');
  }
}

/** Parts without a name come as well, whatever the types of the package say. */
function unexpected(part: string | undefined): BadInputError {
  return malformed(`the part '${(part ?? '').slice(0, 100)}' is not expected`);
}

function malformed(reason: string): BadInputError {
  return new BadInputError({ reason: `the form cannot be read: ${reason}`, remedy: "send one file 'file'" });
}
