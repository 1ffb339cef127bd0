import { z } from 'zod';
import type { DetectQuestion } from '../answering/questions.js';
import { readParameters } from '../parameters.js';
import { DetectParameters } from '../requests/index.js';
import type { BodyReader } from '../route.js';
import { addressOf } from './address.js';
import { readBytes, unknownType } from './bytes.js';
import { PHOTO_LIMIT, readPhotoForm } from './photo-form.js';
import { PhotoFile, isForm, isPhoto } from './search-body.js';

/** A photo to look at, as a form or as its bytes with parameters in the address. */
export const detectBody: BodyReader<DetectQuestion> = {
  content: {
    'multipart/form-data': { schema: z.strictObject({ photo: PhotoFile, ...DetectParameters.shape }) },
    'image/*': { schema: PhotoFile, encoding: 'file' },
  },
  parameters: DetectParameters,
  async read(request) {
    if (isPhoto(request)) {
      const parameters = readParameters(DetectParameters, addressOf(request));
      return { ...parameters, photo: await readBytes(request, { limit: PHOTO_LIMIT }) };
    }
    if (!isForm(request)) throw unknownType(request, ['multipart/form-data', 'image/*']);
    readParameters(z.strictObject({}), addressOf(request));
    const { photo, fields } = await readPhotoForm(request, Object.keys(DetectParameters.shape));
    return { ...readParameters(DetectParameters, new URLSearchParams(fields)), photo };
  },
};
