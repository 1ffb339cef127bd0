import { add, relu, type Tensor2D } from '../engine/tensor.js';
import type { LayerSpec, Layers } from './layers.js';

export interface TextBranchOptions {
  /** Dimensions of the word vectors. */
  readonly wordSize: number;
  /** Units of the first three dense layers. */
  readonly hiddenSize: number;
  readonly embeddingSize: number;
}

/** The text branch: its layers, and how pooled word vectors run through them. */
export interface TextBranch {
  readonly layers: readonly LayerSpec[];
  /**
   * @param pooled [batch, wordSize] the weighted mean of each text's word vectors (see bag.ts)
   * @returns [batch, embeddingSize], not normalised
   */
  readonly embed: (layers: Layers, pooled: Tensor2D) => Tensor2D;
}

/**
 * Four fully connected layers over the mean of word2vec vectors, with ReLU and batch norm between them (Rubio et al.
 * 2017, section 3). The two in the middle add to what they get (He et al. 2016): single words reach the embedding, where
 * four plain layers blur them.
 */
export function textBranch({ wordSize, hiddenSize, embeddingSize }: TextBranchOptions): TextBranch {
  return {
    layers: [
      { name: 'text/dense1', shape: [wordSize, hiddenSize], then: 'norm' },
      { name: 'text/dense2', shape: [hiddenSize, hiddenSize], then: 'norm' },
      { name: 'text/dense3', shape: [hiddenSize, hiddenSize], then: 'norm' },
      { name: 'text/embedding', shape: [hiddenSize, embeddingSize], then: 'bias' },
    ],
    embed: (apply, pooled) => {
      let hidden = relu(apply.connect('text/dense1', pooled));
      for (const name of ['text/dense2', 'text/dense3']) hidden = add(hidden, relu(apply.connect(name, hidden)));
      return apply.connect('text/embedding', hidden);
    },
  };
}
