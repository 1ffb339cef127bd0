import { add, maxPool, mean, mul, relu, reshape, sub, type Tensor2D, type Tensor4D } from '../engine/tensor.js';
import type { LayerSpec, Layers } from './layers.js';

/** The image branches that a recipe can name. */
export const IMAGE_BRANCHES = ['residual', 'alexnet'] as const;
export type ImageBranchName = (typeof IMAGE_BRANCHES)[number];

/** One photo branch: its layers, and how a batch of photos runs through them. */
export interface ImageBranch {
  readonly layers: readonly LayerSpec[];
  /** What the convolutions see, one place of the photo beside the other. */
  readonly features: FeatureMap;
  /**
   * @param photos [batch, size, size, 3] bytes 0 to 255 as floats, RGB
   * @returns [batch, embeddingSize], not normalised
   */
  readonly embed: (layers: Layers, photos: Tensor4D) => Tensor2D;
}

/** The convolutions of a branch, which run over photos of any size. */
export interface FeatureMap {
  /** Pixels of the photo from one place to the next; sides of photos must be multiples of it. */
  readonly stride: number;
  readonly channels: number;
  /**
   * @param photos [batch, height, width, 3] bytes 0 to 255 as floats, RGB
   * @returns [batch, height / stride, width / stride, channels], not negative
   */
  readonly run: (layers: Layers, photos: Tensor4D) => Tensor4D;
}

/** Sizes that a recipe can choose. */
export interface ImageBranchOptions {
  readonly photoSize: number;
  readonly embeddingSize: number;
  /** Channels of the four stages of 'residual'. */
  readonly widths: readonly number[];
}

export function imageBranch(name: ImageBranchName, options: ImageBranchOptions): ImageBranch {
  return name === 'residual' ? residualBranch(options) : alexNetBranch(options);
}

/** Photos are mostly a product on white: shifts the bytes so that they spread around 0. */
function centerBytes(photos: Tensor4D): Tensor4D {
  return sub(mul(photos, 1 / 64), 2.6);
}

/**
 * Basic residual blocks (He et al. 2016, figure 2 left and table 1, shortened to one block per stage): a 3x3 stem of
 * stride 2, blocks of 32, 64, 128 and 256 channels, each but the first of stride 2, the mean over the photo, and one
 * dense layer. A shortcut is a 1x1 convolution where the shape changes, and nothing elsewhere.
 * At 64x64 and 128 dimensions: 1,258,400 parameters.
 */
function residualBranch({ embeddingSize, widths }: ImageBranchOptions): ImageBranch {
  const trunk = residualTrunk(widths);
  const channels = widths[widths.length - 1];
  const run = (apply: Layers, photos: Tensor4D): Tensor4D => trunk.stages(apply, photos)[widths.length - 1];
  return {
    layers: [...trunk.layers, { name: 'image/embedding', shape: [channels, embeddingSize], then: 'bias' }],
    features: { stride: 2 ** widths.length, channels, run },
    embed: (apply, photos) => apply.connect('image/embedding', mean(run(apply, photos), [1, 2])),
  };
}

/** The stem and the blocks of 'residual', whose layers are named image/stem, image/block1/first and so on. */
export function residualTrunk(widths: readonly number[]): {
  readonly layers: readonly LayerSpec[];
  /** @returns what each block makes of the photos: block i has widths[i] channels and stride 2^(i + 1) */
  readonly stages: (layers: Layers, photos: Tensor4D) => Tensor4D[];
} {
  const blocks = widths.map((outputs, i) =>
    residualBlock(`image/block${i + 1}`, { inputs: widths[Math.max(0, i - 1)], outputs, stride: i === 0 ? 1 : 2 }),
  );
  return {
    layers: [
      { name: 'image/stem', shape: [3, 3, 3, widths[0]], stride: 2, then: 'norm' },
      ...blocks.flatMap(({ layers }) => layers),
    ],
    stages: (apply, photos) => {
      let x = relu(apply.convolve('image/stem', centerBytes(photos)));
      return blocks.map((block) => (x = block.run(apply, x)));
    },
  };
}

/** A basic residual block: two 3x3 convolutions beside a shortcut, which is a 1x1 convolution where the shape changes. */
export function residualBlock(
  name: string,
  { inputs, outputs, stride }: { readonly inputs: number; readonly outputs: number; readonly stride: number },
): { readonly layers: readonly LayerSpec[]; readonly run: (layers: Layers, x: Tensor4D) => Tensor4D } {
  const hasShortcut = stride !== 1 || inputs !== outputs;
  const layers: LayerSpec[] = [
    { name: `${name}/first`, shape: [3, 3, inputs, outputs], stride, then: 'norm' },
    { name: `${name}/second`, shape: [3, 3, outputs, outputs], then: 'norm' },
  ];
  if (hasShortcut) layers.push({ name: `${name}/shortcut`, shape: [1, 1, inputs, outputs], stride, then: 'nothing' });
  return {
    layers,
    run: (apply, x) => {
      const inner = relu(apply.convolve(`${name}/first`, x));
      const shortcut = hasShortcut ? apply.convolve(`${name}/shortcut`, x) : x;
      return relu(add(apply.convolve(`${name}/second`, inner), shortcut));
    },
  };
}

/**
 * Five convolutions and two dense layers after Krizhevsky et al. 2012, scaled from 224 to small photos, with batch norm
 * in place of local response normalisation: the image branch of Rubio et al. 2017.
 */
function alexNetBranch({ photoSize, embeddingSize }: ImageBranchOptions): ImageBranch {
  const side = photoSize / 16;
  const layers: LayerSpec[] = [
    { name: 'image/conv1', shape: [5, 5, 3, 48], stride: 2, then: 'norm' },
    { name: 'image/conv2', shape: [5, 5, 48, 96], then: 'norm' },
    { name: 'image/conv3', shape: [3, 3, 96, 192], then: 'norm' },
    { name: 'image/conv4', shape: [3, 3, 192, 192], then: 'norm' },
    { name: 'image/conv5', shape: [3, 3, 192, 128], then: 'norm' },
    { name: 'image/dense6', shape: [side * side * 128, 512], then: 'norm' },
    { name: 'image/dense7', shape: [512, 512], then: 'norm' },
    { name: 'image/embedding', shape: [512, embeddingSize], then: 'bias' },
  ];
  const run = (apply: Layers, photos: Tensor4D): Tensor4D => {
    const conv = (name: string, x: Tensor4D): Tensor4D => relu(apply.convolve(`image/${name}`, x));
    let x = maxPool(conv('conv1', centerBytes(photos)), 2, 2, 'valid');
    x = maxPool(conv('conv2', x), 2, 2, 'valid');
    return maxPool(conv('conv5', conv('conv4', conv('conv3', x))), 2, 2, 'valid');
  };
  return {
    layers,
    features: { stride: 16, channels: 128, run },
    embed: (apply, photos) => {
      const dense = (name: string, x: Tensor2D): Tensor2D => relu(apply.connect(`image/${name}`, x));
      const flat: Tensor2D = reshape(run(apply, photos), [photos.shape[0], side * side * 128]);
      return apply.connect('image/embedding', dense('dense7', dense('dense6', flat)));
    },
  };
}
