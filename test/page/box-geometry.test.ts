import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  boxBetween,
  boxInPercent,
  CORNERS,
  isSameBox,
  isSmaller,
  keptInside,
  largestFirst,
  leastSide,
  middleOf,
  movedBox,
  resizedBox,
  roundedBox,
  type PhotoBox,
} from '../../server/page/photo/box-geometry.js';

const PHOTO = { width: 400, height: 300 };

test('a part is drawn from any corner to any other', () => {
  const drawn: PhotoBox = [100, 50, 200, 100];
  assert.deepEqual(boxBetween({ x: 100, y: 50 }, { x: 300, y: 150 }, PHOTO), drawn);
  assert.deepEqual(boxBetween({ x: 300, y: 150 }, { x: 100, y: 50 }, PHOTO), drawn);
  assert.deepEqual(boxBetween({ x: 100, y: 150 }, { x: 300, y: 50 }, PHOTO), drawn);
});

test('a drawn part ends at the edge of the photo', () => {
  assert.deepEqual(boxBetween({ x: 350, y: 250 }, { x: 900, y: 900 }, PHOTO), [350, 250, 50, 50]);
});

test('a click is no part', () => {
  assert.equal(boxBetween({ x: 100, y: 50 }, { x: 103, y: 52 }, PHOTO), undefined);
});

test('a moved part keeps its size and stops at the edge', () => {
  assert.deepEqual(movedBox([100, 50, 200, 100], { x: 10, y: -20 }, PHOTO), [110, 30, 200, 100]);
  assert.deepEqual(movedBox([100, 50, 200, 100], { x: 999, y: 999 }, PHOTO), [200, 200, 200, 100]);
});

test('one corner moves and the opposite one stays', () => {
  const by = { x: 20, y: 10 };
  assert.deepEqual(resizedBox([100, 50, 200, 100], 'south-east', by, PHOTO), [100, 50, 220, 110]);
  assert.deepEqual(resizedBox([100, 50, 200, 100], 'north-west', by, PHOTO), [120, 60, 180, 90]);
  assert.deepEqual(resizedBox([100, 50, 200, 100], 'north-east', by, PHOTO), [100, 60, 220, 90]);
  assert.deepEqual(resizedBox([100, 50, 200, 100], 'south-west', by, PHOTO), [120, 50, 180, 110]);
});

test('a corner never passes the opposite one', () => {
  const least = leastSide(PHOTO);
  assert.deepEqual(resizedBox([100, 50, 200, 100], 'south-east', { x: -900, y: -900 }, PHOTO), [100, 50, least, least]);
});

test('whatever is dragged, the part stays in the photo', () => {
  const number = fc.integer({ min: -900, max: 900 });
  const inside = fc
    .tuple(fc.nat(380), fc.nat(280), fc.integer({ min: 12, max: 400 }), fc.integer({ min: 12, max: 300 }))
    .map((box) => keptInside(box, PHOTO));
  fc.assert(
    fc.property(inside, fc.constantFrom(...CORNERS), number, number, (box, corner, x, y) => {
      for (const [left, top, width, height] of [
        movedBox(box, { x, y }, PHOTO),
        resizedBox(box, corner, { x, y }, PHOTO),
      ]) {
        assert.ok(left >= 0 && top >= 0 && width > 0 && height > 0);
        assert.ok(left + width <= 400.001 && top + height <= 300.001, `${left} ${top} ${width} ${height}`);
      }
    }),
    { seed: 7 },
  );
});

test('a part of another photo becomes the whole of this one', () => {
  assert.deepEqual(keptInside([900, 900, 50, 50], PHOTO), [0, 0, 400, 300]);
  assert.deepEqual(keptInside([300, 200, 500, 500], PHOTO), [300, 200, 100, 100]);
});

test('a part is drawn in shares of the photo', () => {
  assert.deepEqual(boxInPercent([100, 75, 200, 150], PHOTO), {
    left: '25.000%',
    top: '25.000%',
    width: '50.000%',
    height: '50.000%',
  });
});

test('parts are the same when they round to the same pixels', () => {
  assert.deepEqual(roundedBox([10.4, 20.6, 30.2, 40.1]), [10, 21, 31, 40]);
  assert.ok(isSameBox([10.4, 20, 30, 40], [10.2, 20, 30.1, 40]));
  assert.ok(!isSameBox([10, 20, 30, 40], undefined));
  assert.ok(isSameBox(undefined, undefined));
});

test('small garments lie above large ones', () => {
  const [coat, belt]: { box: PhotoBox }[] = [{ box: [0, 0, 200, 300] }, { box: [50, 140, 100, 20] }];
  assert.deepEqual(largestFirst([belt, coat]), [coat, belt]);
});

test('a part that nobody has drawn lies in the middle, and may be smaller than a garment', () => {
  assert.deepEqual(middleOf({ width: 320, height: 200 }), [64, 40, 192, 120]);
  assert.equal(isSmaller([0, 0, 10, 10], [5, 5, 10, 11]), true);
  assert.equal(isSmaller([0, 0, 10, 11], [5, 5, 10, 10]), false);
});
