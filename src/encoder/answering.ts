import type { Held, Program } from '../engine/engine.js';
import { matMul, softmax, type Tensor, type Tensor2D, type Tensor4D } from '../engine/tensor.js';
import { WORDS, type TwinModel } from './dual-encoder.js';
import { answeringLayers, type LayerSpec, type NamedTensors } from './layers.js';

/** Weights with the batch norms folded in, by name; see foldLayers. */
export type FoldedWeights = Readonly<Record<string, Held>>;

/**
 * The image branch, ready to answer.
 *
 *     photos [batch, size, size, 3] bytes as floats -> embeddings [batch, embeddingSize], rows of length 1
 *                                                      categories [batch, categories], rows sum to 1, if any
 */
export function photoProgram(model: TwinModel, folded: FoldedWeights, batch: number): Program {
  const side = model.shape.photoSize;
  return {
    inputs: { photos: { shape: [batch, side, side, 3] } },
    constants: weightsOf(model, folded, 'image/'),
    build: (tensors) => {
      const layers = answeringLayers(model.layers, tensors);
      const embedded = model.embedPhotos(layers, tensors.photos as Tensor4D);
      if (model.shape.categories === 0) return { embeddings: embedded.unit };
      return { embeddings: embedded.unit, categories: softmax(model.classifyPhotos(layers, embedded)) };
    },
  };
}

/**
 * The text branch, ready to answer: pooled [batch, wordSize], the weighted means of word vectors -> as photoProgram.
 */
export function textProgram(model: TwinModel, folded: FoldedWeights, batch: number): Program {
  return {
    inputs: { pooled: { shape: [batch, model.shape.wordSize] } },
    constants: weightsOf(model, folded, 'text/'),
    build: (tensors) => answerTexts(model, tensors, tensors.pooled as Tensor2D),
  };
}

/**
 * The text branch from the words on, for other programs to run.
 *
 *     bags [batch, words], rows as bagOfWords weighs them -> as textProgram
 *
 * @param words [vocabulary, wordSize], the word vectors as the text branch tuned them, flat
 */
export function textBagProgram(
  model: TwinModel,
  folded: FoldedWeights,
  { batch, words }: { batch: number; words: Float32Array },
): Program {
  const { shape } = model;
  return {
    inputs: { bags: { shape: [batch, shape.words] } },
    constants: { ...weightsOf(model, folded, 'text/'), [WORDS]: { shape: [shape.words, shape.wordSize], data: words } },
    build: (tensors) => answerTexts(model, tensors, matMul(tensors.bags as Tensor2D, tensors[WORDS] as Tensor2D)),
  };
}

function answerTexts(model: TwinModel, tensors: NamedTensors, pooled: Tensor2D): Record<string, Tensor> {
  const layers = answeringLayers(model.layers, tensors);
  const embedded = model.embedTexts(layers, pooled);
  if (model.shape.categories === 0) return { embeddings: embedded.unit };
  return { embeddings: embedded.unit, categories: softmax(model.classifyTexts(layers, embedded)) };
}

function weightsOf({ layers }: TwinModel, folded: FoldedWeights, branch: string): Record<string, Held> {
  const own = layers.filter(({ name }) => name.startsWith(branch));
  const names = own.flatMap((layer: LayerSpec) => [
    `${layer.name}/weights`,
    ...(layer.then === 'nothing' ? [] : [`${layer.name}/bias`]),
  ]);
  return Object.fromEntries(names.map((name) => [name, folded[name]]));
}
