import { exp, reshape, type Scalar, type Tensor2D, type Tensor4D } from '../engine/tensor.js';
import { imageBranch, type ImageBranchName } from './image-branch.js';
import { layerParameters, type LayerSpec, type Layers, type NamedTensors, type ParameterSpec } from './layers.js';
import { unitRows } from './losses.js';
import { textBranch } from './text-branch.js';

/** Everything that decides the shapes of a twin model; written into its model.json. */
export interface TwinShape {
  readonly image: ImageBranchName;
  readonly photoSize: number;
  readonly embeddingSize: number;
  readonly widths: readonly number[];
  readonly textUnits: number;
  /** Words of the vocabulary and dimensions of their vectors. */
  readonly words: number;
  readonly wordSize: number;
  /** Leaf categories; without any there are no category layers. */
  readonly categories: number;
}

/** An embedding as the losses want it, and what the category layer wants. */
export interface Embedded {
  /** [batch, embeddingSize], rows of length 1 */
  readonly unit: Tensor2D;
  /** [batch, embeddingSize], as it left the branch */
  readonly raw: Tensor2D;
}

/** The twin model: two branches into one space, a category layer on each, word vectors and temperatures. */
export interface TwinModel {
  readonly shape: TwinShape;
  readonly layers: readonly LayerSpec[];
  /** Every trained tensor, in the order of the flat vector of weights. */
  readonly parameters: readonly ParameterSpec[];
  /** @param photos [batch, size, size, 3], bytes as floats */
  readonly embedPhotos: (layers: Layers, photos: Tensor4D) => Embedded;
  /** @param pooled [batch, wordSize] */
  readonly embedTexts: (layers: Layers, pooled: Tensor2D) => Embedded;
  /** @returns [batch, categories] logits */
  readonly classifyPhotos: (layers: Layers, embedded: Embedded) => Tensor2D;
  readonly classifyTexts: (layers: Layers, embedded: Embedded) => Tensor2D;
}

/** Names of the two learned temperatures: of whole and of short texts, which have many right answers. */
export type TemperatureName = 'temperature/whole' | 'temperature/short';

export const WORDS = 'words';

export function twinModel(shape: TwinShape): TwinModel {
  const { embeddingSize, wordSize, textUnits, categories } = shape;
  const image = imageBranch(shape.image, shape);
  const text = textBranch({ wordSize, hiddenSize: textUnits, embeddingSize });
  const head = (name: string): LayerSpec => ({ name, shape: [embeddingSize, categories], then: 'bias' });
  const heads = (name: string): LayerSpec[] => (categories > 0 ? [head(name)] : []);
  const layers = [...image.layers, ...heads('image/category'), ...text.layers, ...heads('text/category')];
  const embedded = (raw: Tensor2D): Embedded => ({ raw, unit: unitRows(raw) });
  return {
    shape,
    layers,
    parameters: [
      ...layerParameters(layers),
      { name: 'temperature/whole', shape: [1], initial: Math.log(1 / 0.07), decay: false },
      { name: 'temperature/short', shape: [1], initial: Math.log(10), decay: false },
      { name: WORDS, shape: [shape.words, wordSize], initial: 0, decay: false },
    ],
    embedPhotos: (apply, photos) => embedded(image.embed(apply, photos)),
    embedTexts: (apply, pooled) => embedded(text.embed(apply, pooled)),
    classifyPhotos: (apply, { raw }) => apply.connect('image/category', raw),
    classifyTexts: (apply, { raw }) => apply.connect('text/category', raw),
  };
}

/** The factor on cosines before the softmax: the exponential of the parameter. Training keeps it at 100 or less. */
export function inverseTemperature(parameters: NamedTensors, name: TemperatureName): Scalar {
  return exp(reshape(parameters[name], []));
}
