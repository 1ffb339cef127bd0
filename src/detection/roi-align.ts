import { ROI_ALIGN, type RoiAlignAttributes } from '../engine/onnx/kernels/roi-align.js';
import {
  add,
  cast,
  clipByValue,
  engine,
  floor,
  gather,
  getBackend,
  getKernel,
  logicalAnd,
  greaterEqual,
  lessEqual,
  mean,
  minimum,
  mul,
  range,
  reshape,
  slice,
  sub,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
} from '../engine/tensor.js';

/**
 * RoiAlign: the features under each box, resampled to a grid of one size (He et al. 2017, section 3; the variant with
 * half-pixel corners, which Detectron2 and torchvision call `aligned`).
 *
 *     box * spatialScale - 1/2  ->  size x size cells  ->  samplingRatio^2 points a cell  ->  bilinear, mean
 *
 * A point more than one place outside of the features counts 0, one nearer is read at the border. A box without an area
 * reads one point again and again. No gradient: what lies below is frozen.
 * @param features [photos, height, width, channels]
 * @param boxes    [n, 4] xyxy, in pixels of the photo that the features were made of
 * @param photos   [n] int32, the photo of each box
 * @returns [n, size, size, channels]
 */
export function roiAlign(
  features: Tensor4D,
  boxes: Tensor2D,
  photos: Tensor1D,
  { size, spatialScale, samplingRatio = 2 }: Omit<RoiAlignAttributes, 'samplingRatio'> & { samplingRatio?: number },
): Tensor4D {
  const attributes = { size, spatialScale, samplingRatio };
  if (getKernel(ROI_ALIGN, getBackend()) === undefined) return roiAlignByGathers(features, boxes, photos, attributes);
  return engine().runKernel<Tensor4D>(ROI_ALIGN, { features, boxes, photos }, attributes);
}

/** The same in operations that every backend of tfjs has. */
export function roiAlignByGathers(
  features: Tensor4D,
  boxes: Tensor2D,
  photos: Tensor1D,
  attributes: RoiAlignAttributes,
): Tensor4D {
  const { size, samplingRatio } = attributes;
  const [count, height, width, channels] = features.shape;
  const boxCount = boxes.shape[0];
  const points = size * samplingRatio;
  const rows = axisSamples(boxes, { ...attributes, axis: 1, length: height });
  const columns = axisSamples(boxes, { ...attributes, axis: 0, length: width });
  const table = reshape(features, [count * height * width, channels]);
  const first = reshape(mul(photos, height * width), [boxCount, 1, 1]);
  let sampled: Tensor | undefined;
  for (const [row, rowShare] of rows) {
    for (const [column, columnShare] of columns) {
      const across = reshape(column, [boxCount, 1, points]);
      const place = add(add(first, mul(reshape(row, [boxCount, points, 1]), width)), across);
      const share = mul(reshape(rowShare, [boxCount, points, 1, 1]), reshape(columnShare, [boxCount, 1, points, 1]));
      const part = mul(gather(table, cast(place, 'int32')), share);
      sampled = sampled === undefined ? part : add(sampled, part);
    }
  }
  const cells = reshape(sampled!, [boxCount * size, samplingRatio, size, samplingRatio * channels]);
  const tall: Tensor = mean(cells, 1);
  return reshape(mean(reshape(tall, [boxCount * size * size, samplingRatio, channels]), 1), [
    boxCount,
    size,
    size,
    channels,
  ]);
}

/** A place along one axis for each sample, and how much of it the sample is made of: [n, points] each. */
type Share = readonly [place: Tensor, share: Tensor];

/** The two neighbours of every sample of every box along one axis. */
function axisSamples(
  boxes: Tensor2D,
  { axis, length, ...attributes }: RoiAlignAttributes & { axis: 0 | 1; length: number },
): readonly [Share, Share] {
  const { size, spatialScale, samplingRatio } = attributes;
  const boxCount = boxes.shape[0];
  const points = size * samplingRatio;
  const side = (column: number): Tensor => mul(slice(boxes, [0, column], [boxCount, 1]), spatialScale);
  const [start, end] = [side(axis), side(axis + 2)];
  const steps = reshape(mul(add(range(0, points), 0.5), 1 / points), [1, points]);
  const at = sub(add(start, mul(sub(end, start), steps)), 0.5);
  const isNear = cast(logicalAnd(greaterEqual(at, -1), lessEqual(at, length)), 'float32');
  const inside = clipByValue(at, 0, length - 1);
  const low = floor(inside);
  const above = sub(inside, low);
  return [
    [low, mul(isNear, sub(1, above))],
    [minimum(add(low, 1), length - 1), mul(isNear, above)],
  ];
}
