import type { DualEncoder } from '../encoder/open-encoder.js';
import { rowOf } from '../vector/matrix.js';

/**
 * What a detector gets to know of a text.
 *
 *     [ embedding of the text branch, length 1 | weighted mean of the tuned word vectors, scaled to length 1 ]
 *
 * The embedding knows what photos of it look like; the words' own vectors keep apart what it blurs, such as colours.
 * @returns [embeddingSize + wordSize] for each text; undefined for one of which no word is known
 */
export async function textFeatures(
  encoder: Pick<DualEncoder, 'embedTexts' | 'poolWords' | 'embeddingSize'>,
  texts: readonly string[],
): Promise<(Float32Array | undefined)[]> {
  const [embeddings, pooled] = [await encoder.embedTexts(texts), encoder.poolWords(texts)];
  return texts.map((_, i) => {
    const [embedding, words] = [rowOf(embeddings, i), rowOf(pooled, i)];
    const length = Math.hypot(...words);
    if (length === 0) return undefined;
    const features = new Float32Array(embedding.length + words.length);
    features.set(embedding);
    for (let d = 0; d < words.length; d++) features[embedding.length + d] = words[d] / length;
    return features;
  });
}
