import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { contrastiveLoss, crossEntropy, rankingLoss, symmetricInfoNce, unitRows } from '../../../src/encoder/losses.js';
import * as tf from '../../../src/engine/tensor.js';
import { assertGradient, randomTensor, useCpu } from './gradient-check.js';

before(useCpu);

const value = (scalar: tf.Tensor): number => scalar.dataSync()[0];
const near = (actual: number, expected: number): void => {
  assert.ok(Math.abs(actual - expected) < 1e-4, `${actual} is not ${expected}`);
};

test('a match costs the square of its distance', () => {
  const loss = contrastiveLoss(tf.tensor2d([[3, 0]]), tf.tensor2d([[0, 4]]), tf.tensor1d([1]), { margin: 1 });
  near(value(loss), 25);
});

test('a non-match beyond the margin costs nothing', () => {
  const loss = contrastiveLoss(tf.tensor2d([[1, 0]]), tf.tensor2d([[0, 1]]), tf.tensor1d([0]), { margin: 1 });
  near(value(loss), 0);
});

test('a non-match inside the margin costs the square of what is missing', () => {
  const loss = contrastiveLoss(tf.tensor2d([[0.3, 0]]), tf.tensor2d([[0, 0]]), tf.tensor1d([0]), { margin: 1 });
  near(value(loss), 0.49);
});

test('a pair that coincides has a finite gradient', () => {
  const same = tf.tensor2d([[0.5, 0.5]]);
  const [gradient] = tf.grads((a: tf.Tensor) =>
    contrastiveLoss(a as tf.Tensor2D, same, tf.tensor1d([0]), { margin: 1 }),
  )([same.clone()]);
  assert.ok(gradient.dataSync().every(Number.isFinite));
});

test('ranking two answers alike costs ln 2', () => {
  const unit = tf.tensor2d([[1, 0]]);
  const loss = rankingLoss(
    unit,
    tf.tensor2d([
      [1, 0],
      [1, 0],
    ]),
    tf.tensor2d([[1, 0]]),
    { scale: tf.scalar(10) },
  );
  near(value(loss), Math.LN2);
});

test('an absent answer takes no part in the ranking', () => {
  const unit = tf.tensor2d([[1, 0]]);
  const answers = tf.tensor2d([
    [1, 0],
    [1, 0],
  ]);
  const loss = rankingLoss(unit, answers, tf.tensor2d([[1, 0]]), {
    scale: tf.scalar(10),
    bias: tf.tensor1d([0, -1e9]),
  });
  near(value(loss), 0);
});

test('several right answers share the target: of three alike, two right, it is ln 3', () => {
  const answers = tf.tensor2d([
    [1, 0],
    [1, 0],
    [1, 0],
  ]);
  const loss = rankingLoss(tf.tensor2d([[1, 0]]), answers, tf.tensor2d([[0.5, 0.5, 0]]), { scale: tf.scalar(5) });
  near(value(loss), Math.log(3));
});

test('symmetric InfoNCE of two orthogonal pairs is ln(1 + e^-scale) both ways', () => {
  const pairs = tf.tensor2d([
    [1, 0],
    [0, 1],
  ]);
  const eye = tf.tensor2d([
    [1, 0],
    [0, 1],
  ]);
  const loss = symmetricInfoNce(pairs, pairs, { imageToText: eye, textToImage: eye }, { scale: tf.scalar(2) });
  near(value(loss), Math.log(1 + Math.exp(-2)));
});

test('further texts and photos are further wrong answers', () => {
  const pair = tf.tensor2d([[1, 0]]);
  const far = tf.tensor2d([[0, 1]]);
  const target = tf.tensor2d([[1, 0]]);
  const loss = symmetricInfoNce(
    pair,
    pair,
    { imageToText: target, textToImage: target },
    { scale: tf.scalar(1), others: { texts: far, photos: far } },
  );
  near(value(loss), Math.log(1 + Math.exp(-1)));
});

test('cross entropy of even logits is the logarithm of the classes, and rows without a label cost nothing', () => {
  near(value(crossEntropy(tf.zeros([1, 4]), tf.tensor2d([[0, 1, 0, 0]]))), Math.log(4));
  near(
    value(
      crossEntropy(
        tf.zeros([2, 4]),
        tf.tensor2d([
          [0, 1, 0, 0],
          [0, 0, 0, 0],
        ]),
      ),
    ),
    Math.log(4) / 2,
  );
});

test('every loss has the gradient that finite differences give', () => {
  const [image, text] = [randomTensor([3, 4], 1), randomTensor([3, 4], 2)];
  const eye = tf.tensor2d([
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ]);
  const rows = (x: tf.Tensor): tf.Tensor2D => unitRows(x as tf.Tensor2D);
  assertGradient(
    (a, b) => contrastiveLoss(a as tf.Tensor2D, b as tf.Tensor2D, tf.tensor1d([1, 0, 1]), { margin: 2 }),
    [image, text],
  );
  assertGradient(
    (a, b, scale) =>
      symmetricInfoNce(
        rows(a),
        rows(b),
        { imageToText: eye, textToImage: eye },
        { scale: tf.exp(tf.reshape(scale, [])) },
      ),
    [image, text, tf.tensor1d([1])],
  );
  assertGradient((logits) => crossEntropy(logits as tf.Tensor2D, eye), [randomTensor([3, 3], 3)]);
});
