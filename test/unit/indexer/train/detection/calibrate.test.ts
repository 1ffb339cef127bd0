import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitLogistic } from '../../../../../indexer/train/detection/calibrate.js';
import { createRandom } from '../../../../../src/random.js';

test('the slope and offset that made the answers are found again', () => {
  const random = createRandom(5);
  const answers = Array.from({ length: 5000 }, () => {
    const fit = random.normal();
    return { fit, isRight: random.next() < 1 / (1 + Math.exp(-(2 * fit - 1))) };
  });
  const { slope, offset } = fitLogistic(answers);
  assert.ok(Math.abs(slope - 2) < 0.2 && Math.abs(offset + 1) < 0.1, `${slope} ${offset}`);
});

test('answers that do not mix, all one, or none give a finite slope above 0', () => {
  const answer = (fit: number, isRight: boolean): { fit: number; isRight: boolean } => ({ fit, isRight });
  for (const answers of [
    [answer(-1, false), answer(1, true)],
    [answer(-1, true), answer(1, true)],
    [answer(-1, true), answer(1, false)],
    [],
  ]) {
    const { slope, offset } = fitLogistic(answers);
    assert.ok(slope > 0 && Number.isFinite(slope) && Number.isFinite(offset), `${slope} ${offset}`);
  }
});
