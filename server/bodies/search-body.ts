import type { Request } from 'express';
import { z } from 'zod';
import type { SearchQuestion } from '../answering/questions.js';
import { checked, readParameters } from '../parameters.js';
import type { BodyReader } from '../route.js';
import { PhotoSearchBody, PhotoSearchParameters, SearchBody } from '../requests/index.js';
import type { SearchParameters } from '../requests/index.js';
import { jsonOf, readBytes, unknownType } from './bytes.js';
import { readJson } from './json.js';
import { PHOTO_LIMIT, readPhotoForm } from './photo-form.js';
import { addressOf } from './address.js';

/** What a photo may be sent as: what it is, its bytes tell. SVG is none: it could name other files. */
const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif', 'image/tiff'];

export const PhotoFile = z.string().meta({ description: 'The bytes of a JPEG, PNG, WebP, AVIF, GIF or TIFF.' });

const NoParameters = z.strictObject({});

/** A search as JSON, as a form with a photo, or as a photo's bytes with parameters in the address. */
export const searchBody: BodyReader<SearchQuestion> = {
  content: {
    'application/json': { schema: SearchBody },
    'multipart/form-data': { schema: z.strictObject({ photo: PhotoFile, query: PhotoSearchBody.optional() }) },
    'image/*': { schema: PhotoFile, encoding: 'file' },
  },
  parameters: PhotoSearchParameters,
  async read(request) {
    if (isPhoto(request)) return readPhotoWithParameters(request);
    readParameters(NoParameters, addressOf(request));
    if (isForm(request)) return readForm(request);
    if (request.is('application/json') !== false) return readJson(request, SearchBody);
    throw unknownType(request, ['application/json', 'multipart/form-data', 'image/*']);
  },
};

export function isForm(request: Request): boolean {
  return request.is('multipart/form-data') !== false && request.is('multipart/form-data') !== null;
}

export function isPhoto(request: Request): boolean {
  return PHOTO_TYPES.includes(String(request.is(PHOTO_TYPES)));
}

async function readPhotoWithParameters(request: Request): Promise<SearchQuestion> {
  const { region, ...parameters } = readParameters(PhotoSearchParameters, addressOf(request));
  const photo = await readBytes(request, { limit: PHOTO_LIMIT });
  return { ...searchQuestion(parameters), photo, region };
}

async function readForm(request: Request): Promise<SearchQuestion> {
  const { photo, fields } = await readPhotoForm(request, ['query']);
  const query = checked(PhotoSearchBody, fields.query === undefined ? {} : jsonOf(fields.query, 'query'));
  return { ...query, photo };
}

/** The parameters of an address, named as in a body. */
export function searchQuestion({
  q,
  filter,
  facet,
  alternative,
  ...rest
}: z.output<typeof SearchParameters>): SearchQuestion {
  return { ...rest, words: q, filters: filter, facets: facet, alternatives: alternative };
}
