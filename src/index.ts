/** The library's public names. It answers: it writes no file, prints nothing and reads no environment. */
export * from './errors.js';
export type * from './box.js';
export type * from './product.js';
export { categoryLevels, categoryPrefix } from './product.js';
export type * from './progress.js';
export { nearestWords } from './encoder/nearest-words.js';
export type { NearestWords, NearestWordsOptions } from './encoder/nearest-words.js';
export type { NearWord } from './text/word-vectors.js';
