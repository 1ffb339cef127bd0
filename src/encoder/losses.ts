import {
  add,
  concat,
  logSoftmax,
  matMul,
  mean,
  mul,
  neg,
  relu,
  rsqrt,
  sqrt,
  square,
  sub,
  sum,
  transpose,
  type Scalar,
  type Tensor1D,
  type Tensor2D,
} from '../engine/tensor.js';

/** Keeps the gradient of a root finite at 0. */
const TINY = 1e-12;

/**
 * Pulls matching pairs together, pushes others a margin apart.
 *
 *     L = mean( y d^2 + (1 - y) max(0, margin - d)^2 ),   d = |image - text|,  y = isMatch
 *
 * Hadsell et al. 2006, eq. 4, which marks matches 0 and halves each term.
 * @param image   [batch, dimensions]
 * @param text    [batch, dimensions], row i is the other half of pair i
 * @param isMatch [batch], 1 for one product, else 0
 * @returns scalar >= 0
 */
export function contrastiveLoss(
  image: Tensor2D,
  text: Tensor2D,
  isMatch: Tensor1D,
  { margin }: { margin: number },
): Scalar {
  const distance = rowDistance(image, text);
  const pull = mul(isMatch, square(distance));
  const push = mul(sub(1, isMatch), square(relu(sub(margin, distance))));
  return mean(add(pull, push));
}

function rowDistance(a: Tensor2D, b: Tensor2D): Tensor1D {
  return sqrt(add(sum(square(sub(a, b)), 1), TINY));
}

/**
 * How surprised a softmax over all answers is by the right ones.
 *
 *     L = mean over queries of  - sum_j targets[i, j] log softmax_j( scale <query_i, answer_j> + bias_j )
 *
 * With one right answer each it is one direction of InfoNCE (van den Oord et al. 2018, eq. 4); targets shared among
 * several right answers make it the supervised contrastive loss (Khosla et al. 2020, eq. 2).
 * @param queries [n, dimensions], rows of length 1
 * @param answers [m, dimensions], rows of length 1
 * @param targets [n, m] >= 0; a row of zeros costs nothing
 * @param scale   the inverse temperature
 * @param bias    [m], -1e9 for answers that are not there
 */
export function rankingLoss(
  queries: Tensor2D,
  answers: Tensor2D,
  targets: Tensor2D,
  { scale, bias }: { scale: Scalar; bias?: Tensor1D | undefined },
): Scalar {
  const similarity: Tensor2D = mul(matMul(queries, transpose(answers)), scale);
  return crossEntropy(bias === undefined ? similarity : add(similarity, bias), targets);
}

/**
 * Symmetric InfoNCE over one batch (Radford et al. 2021, figure 3): each photo must find its text among the texts, each
 * text its photo among the photos.
 * @param image  [batch, dimensions], rows of length 1
 * @param text   [batch, dimensions], rows of length 1, row i belongs to photo i
 * @param others texts of no photo here, and photos of no text here, that serve as further wrong answers
 */
export function symmetricInfoNce(
  image: Tensor2D,
  text: Tensor2D,
  targets: { readonly imageToText: Tensor2D; readonly textToImage: Tensor2D },
  { scale, others = {} }: { scale: Scalar; others?: OtherAnswers },
): Scalar {
  const texts: Tensor2D = others.texts === undefined ? text : concat([text, others.texts], 0);
  const photos: Tensor2D = others.photos === undefined ? image : concat([image, others.photos], 0);
  const findText: Scalar = rankingLoss(image, texts, targets.imageToText, { scale });
  const findPhoto: Scalar = rankingLoss(text, photos, targets.textToImage, { scale, bias: others.photoBias });
  return mul(add(findText, findPhoto), 0.5);
}

export interface OtherAnswers {
  /** [k, dimensions] */
  readonly texts?: Tensor2D | undefined;
  /** [m, dimensions] */
  readonly photos?: Tensor2D | undefined;
  /** [batch + m], -1e9 for rows of `photos` that are still empty. */
  readonly photoBias?: Tensor1D | undefined;
}

/**
 * Cross entropy of a softmax.
 * @param logits  [batch, classes]
 * @param targets [batch, classes], rows sum to 1, or to 0 for rows without a label
 * @returns mean over the batch, natural logarithm
 */
export function crossEntropy(logits: Tensor2D, targets: Tensor2D): Scalar {
  return mean(neg(sum(mul(targets, logSoftmax(logits)), 1)));
}

/** Rows scaled to length 1. */
export function unitRows(x: Tensor2D): Tensor2D {
  return mul(x, rsqrt(add(sum(square(x), 1, true), TINY)));
}
