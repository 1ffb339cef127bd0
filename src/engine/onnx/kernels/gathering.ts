import { backend_util, gather_util, type TensorInfo } from '../../tensor.js';
import { apply, cast, dataValue, reshape, scalar, sizeOf, type Value } from '../value.js';
import { kernel, type Kernel } from './kernel.js';
import { movable, moved } from './movement.js';

interface GatherAttributes {
  readonly axis: number;
  readonly batchDims: number;
}

const gather = kernel<{ x: TensorInfo; indices: TensorInfo }, GatherAttributes>(
  'GatherV2',
  ({ x, indices }, attributes, backend) => {
    const { axis } = attributes;
    const batchDims = attributes.batchDims < 0 ? attributes.batchDims + indices.shape.length : attributes.batchDims;
    const info = backend_util.segment_util.collectGatherOpShapeInfo(x, indices, axis, batchDims);
    const values = movable(backend.value(x));
    const places = cast(backend.value(indices), 'int32');
    if (batchDims > 0) return moved(backend, gatherInBatches(values, places, info), x);
    const dimension = axis < 0 ? axis + x.shape.length : axis;
    const shape = [...x.shape.slice(0, dimension), ...indices.shape, ...x.shape.slice(dimension + 1)];
    return moved(backend, apply('Gather', [values, places], { shape }, { attributes: { axis: dimension } }), x);
  },
);

/** Each batch has its own indices: they are moved to the rows of their batch in one long table. */
function gatherInBatches(values: Value, places: Value, info: backend_util.segment_util.GatherOpShapeInfo): Value {
  const { batchSize, outerSize, dimSize, sliceSize, outputShape } = info;
  const starts = Int32Array.from({ length: batchSize * outerSize }, (_, row) => row * dimSize);
  const perBatch = places.size / batchSize;
  const shape = [batchSize, outerSize, perBatch];
  const rows = apply(
    'Add',
    [reshape(places, [batchSize, 1, perBatch]), dataValue('int32', [batchSize, outerSize, 1], starts)],
    { shape },
  );
  const table = reshape(values, [batchSize * outerSize * dimSize, sliceSize]);
  return reshape(apply('Gather', [table, rows], { shape: [...shape, sliceSize] }), outputShape);
}

const gatherNd = kernel<{ params: TensorInfo; indices: TensorInfo }>('GatherNd', ({ params, indices }, _, backend) => {
  const [shape] = gather_util.prepareAndValidate(params, indices);
  if (sizeOf(shape) === 0) return backend.filled(0, shape, params.dtype);
  const inputs = [movable(backend.value(params)), cast(backend.value(indices), 'int64')];
  return moved(backend, apply('GatherND', inputs, { shape }), params);
});

interface OneHotAttributes {
  readonly depth: number;
  readonly onValue: number;
  readonly offValue: number;
  readonly dtype: 'float32' | 'int32' | 'bool';
}

/** An index outside of the range lights nothing. */
const oneHot = kernel<{ indices: TensorInfo }, OneHotAttributes>(
  'OneHot',
  ({ indices }, { depth, onValue, offValue, dtype }, backend) => {
    const shape = [...indices.shape, depth];
    const wide = reshape(cast(backend.value(indices), 'int32'), [...indices.shape, 1]);
    const positions = dataValue(
      'int32',
      [depth],
      Int32Array.from({ length: depth }, (_, i) => i),
    );
    const lit = apply('Equal', [wide, positions], { shape, type: 'bool' });
    const type = dtype === 'float32' ? 'float32' : 'int32';
    const chosen = apply('Where', [lit, scalar(onValue, type), scalar(offValue, type)], { shape, type });
    return moved(backend, chosen, { dtype });
  },
);

export const gatheringKernels: readonly Kernel[] = [gather, gatherNd, oneHot];
