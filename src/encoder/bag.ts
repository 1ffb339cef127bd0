/** The words of one text without their order: each word once, weights summing to 1 (to 0 for a text of no word). */
export interface Bag {
  /** Rising. */
  readonly ids: Int32Array;
  readonly weights: Float32Array;
}

/**
 * Weighs the words of a text: idf times 1 + ln(occurrences), scaled to sum to 1 (Salton and Buckley 1988).
 * @param ids word ids in any order
 * @param idf [vocabulary]
 */
export function bagOfWords(ids: Int32Array | readonly number[], idf: Float32Array): Bag {
  const sorted = Int32Array.from(ids).sort();
  const unique: number[] = [];
  const weights: number[] = [];
  let total = 0;
  for (let i = 0; i < sorted.length;) {
    let end = i + 1;
    while (end < sorted.length && sorted[end] === sorted[i]) end++;
    const weight = idf[sorted[i]] * (1 + Math.log(end - i));
    unique.push(sorted[i]);
    weights.push(weight);
    total += weight;
    i = end;
  }
  return { ids: Int32Array.from(unique), weights: Float32Array.from(weights, (weight) => weight / total) };
}

/**
 * The weighted mean of a bag's word vectors.
 * @param words [vocabulary, dimensions], flat
 * @param into  [dimensions], overwritten
 */
export function poolWords({ ids, weights }: Bag, words: Float32Array, into: Float32Array): void {
  into.fill(0);
  const dimensions = into.length;
  for (let i = 0; i < ids.length; i++) {
    const start = ids[i] * dimensions;
    const weight = weights[i];
    for (let d = 0; d < dimensions; d++) into[d] += weight * words[start + d];
  }
}
