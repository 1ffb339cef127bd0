/** The library's public names. It answers: it writes no file, prints nothing and reads no environment. */
export * from './errors.js';
export type * from './box.js';
export type * from './product.js';
export { categoryLevels, categoryPrefix } from './product.js';
export type * from './progress.js';
export { nearestWords } from './encoder/nearest-words.js';
export type { NearestWords, NearestWordsOptions } from './encoder/nearest-words.js';
export type { NearWord } from './text/word-vectors.js';
export { openCatalog } from './open-catalog.js';
export type { Catalog, CatalogStatus, OpenOptions } from './open-catalog.js';
export type { EngineReport } from './engine/engine.js';
export type { Hit } from './search/hits.js';
export { SEARCH_MODES } from './search/query.js';
export type { Query, SearchMode, SearchOptions } from './search/query.js';
export type { SearchResult } from './search/search.js';
export type { Correction } from './search/spelling.js';
