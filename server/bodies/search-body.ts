import type { Request } from 'express';
import { z } from 'zod';
import type { SearchQuestion } from '../answering/questions.js';
import { checked, readParameters } from '../parameters.js';
import type { BodyReader } from '../route.js';
import { PhotoSearchBody, PhotoSearchParameters, SearchBody } from '../requests/index.js';
import type { SearchParameters } from '../requests/index.js';
import { jsonOf, unknownType } from './bytes.js';
import { readJson } from './json.js';
import { PhotoFile, mayBePhoto, readPhotoBytes } from './photo-bytes.js';
import { readPhotoForm } from './photo-form.js';
import { addressOf } from './address.js';

const TYPES = ['application/json', 'multipart/form-data', 'image/*'];

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
    if (mayBePhoto(request)) return readPhotoWithParameters(request);
    readParameters(NoParameters, addressOf(request));
    if (isForm(request)) return readForm(request);
    if (request.is('application/json') !== false) return readJson(request, SearchBody);
    throw unknownType(request, TYPES);
  },
};

export function isForm(request: Request): boolean {
  return request.is('multipart/form-data') !== false && request.is('multipart/form-data') !== null;
}

async function readPhotoWithParameters(request: Request): Promise<SearchQuestion> {
  const { region, ...parameters } = readParameters(PhotoSearchParameters, addressOf(request));
  const photo = await readPhotoBytes(request, TYPES);
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
