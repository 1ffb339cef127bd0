import { type TensorInfo } from '../../tensor.js';
import { apply, constantValue, integers, type Value } from '../value.js';
import { kernel, type Kernel } from './kernel.js';

interface ResizeAttributes {
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
  readonly size: readonly [height: number, width: number];
}

type Method = 'linear' | 'nearest';

function resize(name: string, method: Method): Kernel {
  return kernel<{ images: TensorInfo }, ResizeAttributes>(name, ({ images }, attributes, backend) => {
    const { alignCorners, halfPixelCenters, size } = attributes;
    const [batch, , , channels] = images.shape as [number, number, number, number];
    const places = alignCorners ? 'align_corners' : halfPixelCenters ? 'half_pixel' : 'asymmetric';
    const value = apply(
      'Resize',
      [backend.float(images), undefined, undefined, integers([batch, ...size, channels])],
      { shape: [batch, ...size, channels] },
      {
        attributes: {
          coordinate_transformation_mode: places,
          mode: method,
          nearest_mode: places === 'asymmetric' ? 'floor' : 'round_prefer_ceil',
        },
      },
    );
    return backend.tensor(value, 'float32');
  });
}

/** dy goes back to the places it was read from: a product with the matrix of each axis, transposed. */
function resizeGrad(name: string, method: Method): Kernel {
  return kernel<{ images: TensorInfo; dy: TensorInfo }, ResizeAttributes>(
    name,
    ({ images, dy }, attributes, backend) => {
      const [batch, height, width, channels] = images.shape as [number, number, number, number];
      const [, outHeight, outWidth] = dy.shape as [number, number, number, number];
      const rows = weights(height, outHeight, { ...attributes, method });
      const columns = weights(width, outWidth, { ...attributes, method });
      const tall = apply('MatMul', [transposed(rows, height, outHeight), backend.nchw(dy)], {
        shape: [batch, channels, height, outWidth],
      });
      const whole = apply('MatMul', [tall, constantValue([outWidth, width], columns)], {
        shape: [batch, channels, height, width],
      });
      return backend.tensor(whole, 'float32', { layout: 'nchw' });
    },
  );
}

function transposed(rows: Float32Array, length: number, outLength: number): Value {
  const turned = Float32Array.from({ length: length * outLength }, (_, i) => {
    const [place, out] = [Math.floor(i / outLength), i % outLength];
    return rows[out * length + place];
  });
  return constantValue([length, outLength], turned);
}

interface Weighting {
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
  readonly method: Method;
}

/** How much of each place along an axis is in each place of the result: [out, in]. */
function weights(
  length: number,
  outLength: number,
  { alignCorners, halfPixelCenters, method }: Weighting,
): Float32Array {
  const matrix = new Float32Array(outLength * length);
  const scale = alignCorners && outLength > 1 ? (length - 1) / (outLength - 1) : length / outLength;
  for (let out = 0; out < outLength; out++) {
    const row = out * length;
    if (method === 'nearest') {
      const place = (halfPixelCenters ? out + 0.5 : out) * scale;
      matrix[row + Math.min(length - 1, alignCorners ? Math.round(place) : Math.floor(place))] = 1;
      continue;
    }
    const place = Math.max(0, halfPixelCenters ? (out + 0.5) * scale - 0.5 : out * scale);
    const below = Math.min(length - 1, Math.floor(place));
    const share = place - below;
    matrix[row + below] += 1 - share;
    matrix[row + Math.min(length - 1, below + 1)] += share;
  }
  return matrix;
}

export const resizingKernels: readonly Kernel[] = [
  resize('ResizeBilinear', 'linear'),
  resize('ResizeNearestNeighbor', 'nearest'),
  resizeGrad('ResizeBilinearGrad', 'linear'),
  resizeGrad('ResizeNearestNeighborGrad', 'nearest'),
];
