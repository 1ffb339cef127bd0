import { z } from 'zod';
import type { TwinShape } from '../encoder/dual-encoder.js';
import { residualBlock, residualTrunk } from '../encoder/image-branch.js';
import type { LayerSpec, Layers } from '../encoder/layers.js';
import { add, image, mul, relu, reshape, slice, type Tensor2D, type Tensor4D } from '../engine/tensor.js';
import { UsageError } from '../errors.js';
import type { CanvasSize } from './canvas.js';

const size = z.number().int().positive();

/** Everything that decides the shapes of the network; a part of detection.json. */
export const heatmapShape = z.strictObject({
  /** Channels of the four stages of the twin model's residual image branch, whose stem and first stage stay as they are. */
  trunk: z.array(size).length(4).readonly(),
  /** Residual blocks of stride 32 after the trunk: what they see is most of the photo. */
  contextBlocks: size,
  /** Channels of the neck and of the map. */
  channels: size,
  /** Numbers that describe a text; see textFeatures. */
  textSize: size,
  textUnits: size,
  headUnits: size,
});
export type HeatmapShape = z.output<typeof heatmapShape>;

/** Pixels from one place of the map to the next. */
export const PLACE_STRIDE = 8;
/** Sides of photos must be multiples of it: the coarsest stage halves the photo five times. */
export const CANVAS_MULTIPLE = 32;
/** Numbers that the head says of each place, see `ANSWER`. */
export const ANSWER_SIZE = 6;

/**
 * What the numbers of a place mean:
 *
 *     match          logit: is it this place, among all places of the photo? (softmax)
 *     presence       logit: is what the text names there at all? (sigmoid)
 *     x, y           from the place's own centre to the box's, in 16 pixels
 *     width, height  logarithm of half the side, in 8 pixels; cut to -3 .. 4
 */
export const ANSWER = { match: 0, presence: 1, x: 2, y: 3, width: 4, height: 5 } as const;
export const CENTER_UNIT = 2 * PLACE_STRIDE;
export const HALF_SIDE_UNIT = PLACE_STRIDE;
export const LOG_SIDE_RANGE = [-3, 4] as const;

/** Gain and offset of each channel of the map under the condition of a text: [texts, channels] each. */
export interface TextCondition {
  readonly gain: Tensor2D;
  readonly offset: Tensor2D;
}

/**
 * A heat map of a photo under the condition of a text.
 *
 *     photo -> stem, stage 1 (frozen) -> stage 2 -> stage 3 ------ 1x1 --- + -> relu -> 3x3 -> map, stride 8
 *                                                      |                   | x2
 *                                                   stage 4 ------ 1x1 --- +
 *                                                      |                   | x2
 *                                                   context ------ 1x1 ----+       stride 32
 *
 *     text -> dense, relu, dense -> gain, offset;   relu((1 + gain) map + offset) -> dense, relu, dense -> 6 numbers
 *
 * The neck is that of Lin et al. (CVPR 2017), the condition that of Perez et al. (FiLM, AAAI 2018).
 */
export interface HeatmapNetwork {
  readonly shape: HeatmapShape;
  /** Copied from the twin model, never trained. */
  readonly frozen: readonly LayerSpec[];
  /** Trained; those named image/... start as the twin model's. */
  readonly trained: readonly LayerSpec[];
  /**
   * @param photos [batch, height, width, 3] bytes as floats; sides are multiples of CANVAS_MULTIPLE
   * @returns [batch, height / 8, width / 8, channels]
   */
  readonly map: (layers: Layers, photos: Tensor4D) => Tensor4D;
  /** @param texts [texts, textSize] */
  readonly condition: (layers: Layers, texts: Tensor2D) => TextCondition;
  /**
   * @param map [batch, height, width, channels]
   * @param condition of batch * texts, those of the first photo first
   * @returns [batch * texts * places, ANSWER_SIZE]
   */
  readonly answer: (layers: Layers, map: Tensor4D, condition: TextCondition) => Tensor2D;
}

export function heatmapNetwork(shape: HeatmapShape): HeatmapNetwork {
  const trunk = residualTrunk(shape.trunk);
  const isFrozen = ({ name }: LayerSpec): boolean => name === 'image/stem' || name.startsWith('image/block1/');
  const neck = neckOf(shape);
  const head = headOf(shape);
  return {
    shape,
    frozen: trunk.layers.filter(isFrozen),
    trained: [...trunk.layers.filter((layer) => !isFrozen(layer)), ...neck.layers, ...head.layers],
    map: (apply, photos) => neck.run(apply, trunk.stages(apply, photos)),
    condition: head.condition,
    answer: head.answer,
  };
}

function neckOf({ trunk, contextBlocks, channels }: HeatmapShape): {
  readonly layers: readonly LayerSpec[];
  readonly run: (layers: Layers, stages: readonly Tensor4D[]) => Tensor4D;
} {
  const [, , width3, width4] = trunk;
  const context = Array.from({ length: contextBlocks }, (_, i) =>
    residualBlock(`context${i + 1}`, { inputs: width4, outputs: width4, stride: i === 0 ? 2 : 1 }),
  );
  const lateral = (name: string, inputs: number): LayerSpec => ({
    name,
    shape: [1, 1, inputs, channels],
    then: 'bias',
  });
  return {
    layers: [
      ...context.flatMap(({ layers }) => layers),
      ...[lateral('lateral5', width4), lateral('lateral4', width4), lateral('lateral3', width3)],
      { name: 'map', shape: [3, 3, channels, channels], then: 'norm' },
    ],
    run: (apply, [, , stage3, stage4]) => {
      const coarse = context.reduce((x, block) => block.run(apply, x), stage4);
      const middle: Tensor4D = add(enlarged(apply.convolve('lateral5', coarse)), apply.convolve('lateral4', stage4));
      const fine: Tensor4D = add(enlarged(middle), apply.convolve('lateral3', stage3));
      return apply.convolve('map', relu(fine));
    },
  };
}

/** Each place becomes four. */
function enlarged(x: Tensor4D): Tensor4D {
  return image.resizeNearestNeighbor(x, [2 * x.shape[1], 2 * x.shape[2]]);
}

function headOf({
  channels,
  textSize,
  textUnits,
  headUnits,
}: HeatmapShape): Pick<HeatmapNetwork, 'condition' | 'answer'> & { readonly layers: readonly LayerSpec[] } {
  return {
    layers: [
      { name: 'text1', shape: [textSize, textUnits], then: 'bias' },
      { name: 'text2', shape: [textUnits, 2 * channels], then: 'bias' },
      { name: 'head1', shape: [channels, headUnits], then: 'bias' },
      { name: 'head2', shape: [headUnits, ANSWER_SIZE], then: 'bias' },
    ],
    condition: (apply, texts) => {
      const both = apply.connect('text2', relu(apply.connect('text1', texts)));
      const half = (from: number): Tensor2D => slice(both, [0, from], [both.shape[0], channels]);
      return { gain: half(0), offset: half(channels) };
    },
    answer: (apply, map, { gain, offset }) => {
      const [batch, height, width] = map.shape;
      const [places, texts] = [height * width, gain.shape[0] / batch];
      const perText = (x: Tensor2D): Tensor4D => reshape(x, [batch, texts, 1, channels]);
      const conditioned = add(mul(reshape(map, [batch, 1, places, channels]), add(perText(gain), 1)), perText(offset));
      const rows: Tensor2D = reshape(relu(conditioned), [batch * texts * places, channels]);
      return apply.connect('head2', relu(apply.connect('head1', rows)));
    },
  };
}

/** Sizes that a recipe can choose. */
export type HeatmapSizes = Omit<HeatmapShape, 'trunk' | 'textSize'>;

/**
 * The shape of the network on a twin model.
 * @throws UsageError when its image branch is not residual with four stages
 */
export function heatmapShapeOf(twin: TwinShape, sizes: HeatmapSizes): HeatmapShape {
  const { image: branch, widths, embeddingSize, wordSize } = twin;
  if (branch !== 'residual' || widths.length !== 4) {
    throw new UsageError({
      field: '--recipe',
      reason: `the recipe 'heatmap' needs a residual image branch of four stages, and this model has '${branch}' of ${widths.length}`,
      remedy: "train the twin model by the recipe 'default', or the detector by another recipe",
    });
  }
  return { ...sizes, trunk: widths, textSize: embeddingSize + wordSize };
}

/** The places of a map in pixels of the canvas, row by row. */
export function placeCenters(canvas: CanvasSize): { readonly x: Float32Array; readonly y: Float32Array } {
  const columns = canvas.width / PLACE_STRIDE;
  const places = columns * (canvas.height / PLACE_STRIDE);
  const center = (index: number): number => (index + 0.5) * PLACE_STRIDE;
  return {
    x: Float32Array.from({ length: places }, (_, i) => center(i % columns)),
    y: Float32Array.from({ length: places }, (_, i) => center(Math.floor(i / columns))),
  };
}
