import { z } from 'zod';
import type { DetectQuestion } from '../answering/questions.js';
import { readParameters } from '../parameters.js';
import { DetectParameters } from '../requests/index.js';
import type { BodyReader } from '../route.js';
import { addressOf } from './address.js';
import { unknownType } from './bytes.js';
import { PhotoFile, mayBePhoto, readPhotoBytes } from './photo-bytes.js';
import { readPhotoForm } from './photo-form.js';
import { isForm } from './search-body.js';

const TYPES = ['multipart/form-data', 'image/*'];

/** A photo to look at, as a form or as its bytes with parameters in the address. */
export const detectBody: BodyReader<DetectQuestion> = {
  content: {
    'multipart/form-data': { schema: z.strictObject({ photo: PhotoFile, ...DetectParameters.shape }) },
    'image/*': { schema: PhotoFile, encoding: 'file' },
  },
  parameters: DetectParameters,
  async read(request) {
    if (mayBePhoto(request)) {
      const parameters = readParameters(DetectParameters, addressOf(request));
      return { ...parameters, photo: await readPhotoBytes(request, TYPES) };
    }
    if (!isForm(request)) throw unknownType(request, TYPES);
    readParameters(z.strictObject({}), addressOf(request));
    const { photo, fields } = await readPhotoForm(request, Object.keys(DetectParameters.shape));
    return { ...readParameters(DetectParameters, new URLSearchParams(fields)), photo };
  },
};
