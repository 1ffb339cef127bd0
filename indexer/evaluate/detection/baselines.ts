import type { Box } from '../../../src/box.js';
import { priorBoxes, type PositionPrior } from '../../../src/detection/position-prior.js';
import { overlapsWith } from '../../../src/evaluation/boxes.js';
import type { BoxQuery, PhotoQueries, SizedPhoto } from './queries.js';
import { atEachIou, type Answers } from './scores.js';

/** Longest list that a ranking is judged by. */
export const DEPTH = 10;

/** The whole photo, whatever is asked for. */
export function wholePhoto(photos: readonly PhotoQueries[]): Answers {
  return sameAnswer(photos, ({ width, height }) => [{ x1: 0, y1: 0, x2: width, y2: height }]);
}

/** Half as wide and half as high as the photo, in its middle. */
export function centreBox(photos: readonly PhotoQueries[]): Answers {
  return sameAnswer(photos, ({ width, height }) => [
    { x1: width / 4, y1: height / 4, x2: (3 * width) / 4, y2: (3 * height) / 4 },
  ]);
}

/** Where garments were in the training photos, whatever is asked for. */
export function priorOfAnything(prior: PositionPrior, photos: readonly PhotoQueries[]): Answers {
  return priorAnswers(prior, photos, () => undefined);
}

/** Where garments of this label were in the training photos: it is told the label, which a detector is not. */
export function priorOfLabel(prior: PositionPrior, photos: readonly PhotoQueries[]): Answers {
  return priorAnswers(prior, photos, ({ label }) => label);
}

function priorAnswers(
  prior: PositionPrior,
  photos: readonly PhotoQueries[],
  labelOf: (query: BoxQuery) => string | undefined,
): Answers {
  return atEachIou((iou) =>
    photos.flatMap(({ photo, queries }) =>
      queries.map((query) => {
        const places = priorBoxes(prior, photo, labelOf(query), { iou: Number(iou) }).slice(0, DEPTH);
        return overlapsWith(
          places.map(({ box }) => box),
          query.right,
        );
      }),
    ),
  );
}

function sameAnswer(photos: readonly PhotoQueries[], boxesOf: (photo: SizedPhoto) => readonly Box[]): Answers {
  const overlaps = photos.flatMap(({ photo, queries }) =>
    queries.map(({ right }) => overlapsWith(boxesOf(photo), right)),
  );
  return atEachIou(() => overlaps);
}
