import type { TensorInfo } from '../../tensor.js';
import { apply, cast } from '../value.js';
import { kernel, type Kernel } from './kernel.js';

/** tfjs has no kernel of this name: it is ours, and engines without it pool by gathers. */
export const ROI_ALIGN = 'RoiAlign';

export interface RoiAlignAttributes {
  /** Places of the result along height and width. */
  readonly size: number;
  /** Places of the features for one pixel of the boxes: 1 / 16 behind four strides of 2. */
  readonly spatialScale: number;
  /** Samples along each side of each place. */
  readonly samplingRatio: number;
}

/** Boxes [n, 4] xyxy over features [photos, height, width, channels]; `photos` [n] says which photo each is of. */
const roiAlign = kernel<{ features: TensorInfo; boxes: TensorInfo; photos: TensorInfo }, RoiAlignAttributes>(
  ROI_ALIGN,
  ({ features, boxes, photos }, { size, spatialScale, samplingRatio }, backend) => {
    const inputs = [backend.nchw(features), backend.float(boxes), cast(backend.value(photos), 'int64')];
    const attributes = {
      coordinate_transformation_mode: 'half_pixel',
      mode: 'avg',
      output_height: size,
      output_width: size,
      sampling_ratio: samplingRatio,
      spatial_scale: { float: spatialScale },
    };
    const shape = [boxes.shape[0], features.shape[3], size, size];
    return backend.tensor(apply('RoiAlign', inputs, { shape }, { attributes }), 'float32', { layout: 'nchw' });
  },
);

export const roiAlignKernels: readonly Kernel[] = [roiAlign];
