import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHostPacing } from '../../../../indexer/import/host-pacing.js';
import { quickClock } from './quick-clock.js';

test('without a word of the server each pause is twice as long as the one before, and the sixth is not made', async () => {
  const clock = quickClock();
  const pacing = createHostPacing({ clock });
  let pauses = 0;
  while (pacing.busy('shop', pauses, undefined)) {
    pauses++;
    assert.equal(await pacing.turn('shop'), true);
  }
  assert.deepEqual(clock.slept, [1000, 2000, 4000, 8000, 16_000]);
});

test('a pause that the server names is kept to, in seconds or as a date', async () => {
  const clock = quickClock();
  const pacing = createHostPacing({ clock });
  for (const named of ['7', new Date(clock.now() + 9000).toUTCString(), '0', 'Wed, 01 Jan 2020 00:00:00 GMT', 'soon']) {
    assert.equal(pacing.busy('shop', 0, named), true);
    await pacing.turn('shop');
  }
  assert.deepEqual(clock.slept, [7000, 2000, 1000], 'a date is a date, not a span; nonsense is no word');
});

test('a pause that is too long is not waited for, and all photos of the server are spared the question', async () => {
  const clock = quickClock();
  const pacing = createHostPacing({ clock });
  assert.equal(pacing.busy('shop', 0, '3600'), false);
  assert.equal(await pacing.turn('shop'), false);
  assert.equal(pacing.secondsToRest('shop'), 3600);
  assert.equal(await pacing.turn('another'), true);
  assert.deepEqual(clock.slept, []);
  assert.equal(pacing.busy('other', 0, '99999999999999999999'), false);
});

test('a server of which no photo comes is left alone after five minutes of pauses, and asked again later', async () => {
  const clock = quickClock();
  const pacing = createHostPacing({ clock });
  const begun = clock.now();
  while (pacing.busy('shop', 0, '30')) assert.equal(await pacing.turn('shop'), true);
  assert.equal((clock.now() - begun) / 1000, 300);
  assert.equal(await pacing.turn('shop'), false);
  assert.equal(pacing.secondsToRest('shop'), 600);
  await clock.sleep(600_000);
  assert.equal(await pacing.turn('shop'), true);
  assert.equal(pacing.busy('shop', 0, '30'), true);
});

test('a server whose photos come is waited for as often as it asks', async () => {
  const clock = quickClock();
  const pacing = createHostPacing({ clock });
  for (let photo = 0; photo < 100; photo++) {
    assert.equal(pacing.busy('shop', 0, '30'), true);
    await pacing.turn('shop');
    pacing.answered('shop');
  }
});

test('photos that wait for the same pause wait for it together', () => {
  const pacing = createHostPacing({ clock: quickClock() });
  for (let photo = 0; photo < 1000; photo++) assert.equal(pacing.busy('shop', 0, '30'), true);
  assert.equal(pacing.secondsToRest('shop'), 30);
});

test('where nobody may wait, a busy server is not asked again before its pause is over', async () => {
  const clock = quickClock();
  const pacing = createHostPacing({ clock, mostPauses: 0 });
  assert.equal(await pacing.turn('shop'), true);
  assert.equal(pacing.busy('shop', 0, '5'), false);
  assert.equal(await pacing.turn('shop'), false);
  assert.deepEqual(clock.slept, []);
  await clock.sleep(5000);
  assert.equal(await pacing.turn('shop'), true);
});
