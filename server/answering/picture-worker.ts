/** A thread that makes photos small enough for a page. */
import { decodePhoto, encodeWebp } from '../../src/index.js';
import { answerQuestions } from './answer-questions.js';
import type { PictureQuestions } from './questions.js';

const QUALITY = 80;

const answerers = {
  async picture({ file, size }: PictureQuestions['picture'][0]): Promise<PictureQuestions['picture'][1]> {
    const photo = await decodePhoto(file, { shrinkTo: size });
    return Uint8Array.from(await encodeWebp(photo, { quality: QUALITY, longestSide: size }));
  },
  ready: () => undefined,
};

answerQuestions(answerers, () => Promise.resolve());
