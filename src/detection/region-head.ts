import { add, mul, relu, reshape, sigmoid, type Tensor2D, type Tensor4D } from '../engine/tensor.js';
import type { LayerSpec, Layers } from '../encoder/layers.js';
import { unitRows } from '../encoder/losses.js';

/** Everything that decides the shapes of a head over pooled regions; written into detection.json. */
export interface RegionHeadShape {
  /** Places along each side of a pooled region. */
  readonly grid: number;
  /** Channels of the convolutions below. */
  readonly channels: number;
  readonly hiddenSize: number;
  readonly embeddingSize: number;
  /** Units that predict the overlap with what a text names; 0 leaves that part out. */
  readonly overlapUnits: number;
}

/** What the head makes of regions. */
export interface EmbeddedRegions {
  /** [regions, embeddingSize], rows of length 1, comparable with the embeddings of texts */
  readonly unit: Tensor2D;
  /** [regions, overlapUnits], the region's part of the overlap's hidden layer */
  readonly overlap?: Tensor2D | undefined;
}

/**
 * The head of Rubio et al. (2017, ICCVW), phases c and d: pooled features of a region through two fully connected layers
 * into the space of the texts, and beside them (d) the overlap of the region with the box of what a text names.
 *
 *     pooled [n, grid^2 channels] -> dense1 -> relu -+-> embedding, length 1
 *                                                    +-> overlap/region --(+)-- relu -> overlap/out -> sigmoid
 *                                      text -----------> overlap/text ----'
 *
 * The paper regresses the overlap from the branches' features; a small hidden layer over region and text is our reading.
 */
export interface RegionHead {
  readonly shape: RegionHeadShape;
  readonly layers: readonly LayerSpec[];
  /**
   * @param pooled  [regions, grid, grid, channels]
   * @param dropout [regions, hiddenSize] factors of the hidden units while training (Srivastava et al. 2014)
   */
  readonly embed: (layers: Layers, pooled: Tensor4D, dropout?: Tensor2D) => EmbeddedRegions;
  /**
   * @param regions [n, overlapUnits] of embed
   * @param texts   [n, embeddingSize], row i for region i
   * @returns [n, 1] the overlap (intersection over union) that is expected, 0 to 1
   */
  readonly overlaps: (layers: Layers, regions: Tensor2D, texts: Tensor2D) => Tensor2D;
}

export function regionHead(shape: RegionHeadShape): RegionHead {
  const { grid, channels, hiddenSize, embeddingSize, overlapUnits } = shape;
  const overlapLayers: LayerSpec[] = [
    { name: 'overlap/region', shape: [hiddenSize, overlapUnits], then: 'nothing' },
    { name: 'overlap/text', shape: [embeddingSize, overlapUnits], then: 'bias' },
    { name: 'overlap/out', shape: [overlapUnits, 1], then: 'bias' },
  ];
  return {
    shape,
    layers: [
      { name: 'head/dense1', shape: [grid * grid * channels, hiddenSize], then: 'norm' },
      { name: 'head/embedding', shape: [hiddenSize, embeddingSize], then: 'bias' },
      ...(overlapUnits > 0 ? overlapLayers : []),
    ],
    embed: (layers, pooled, dropout) => {
      const flat: Tensor2D = reshape(pooled, [pooled.shape[0], grid * grid * channels]);
      const units = relu(layers.connect('head/dense1', flat));
      const hidden: Tensor2D = dropout === undefined ? units : mul(units, dropout);
      const unit = unitRows(layers.connect('head/embedding', hidden));
      return overlapUnits > 0 ? { unit, overlap: layers.connect('overlap/region', hidden) } : { unit };
    },
    overlaps: (layers, regions, texts) =>
      sigmoid(layers.connect('overlap/out', relu(add(regions, layers.connect('overlap/text', texts))))),
  };
}
