/** The library's public names. It answers: it writes no file, prints nothing and reads no environment. */
export * from './errors.js';
export { printable, printableJson, printableLines } from './printable.js';
export type * from './box.js';
export type * from './product.js';
export { categoryLevels, categoryPrefix } from './product.js';
export type * from './progress.js';
export { DETECTION_RECIPES } from './detection/detection.js';
export type { DetectionRecipeName } from './detection/detection.js';
export { nearestWords } from './encoder/nearest-words.js';
export type { NearestWords, NearestWordsOptions } from './encoder/nearest-words.js';
export type { NearWord } from './text/word-vectors.js';
export { openCatalog } from './open-catalog.js';
export type {
  Catalog,
  CatalogProduct,
  CatalogSearchResult,
  CatalogStatus,
  ShopSynonyms,
  FacetsOptions,
  FacetsResult,
  OpenOptions,
  PhotoFile,
  ProductPhoto,
  SuggestOptions,
} from './open-catalog.js';
export type { DetectedBox, DetectionResult, DetectOptions, GarmentFinder } from './garment-finder.js';
export { openDetection } from './open-detection.js';
export type { OpenDetectionOptions } from './open-detection.js';
export type { EngineReport } from './engine/engine.js';
export { decodePhoto } from './image/decode.js';
export { fileKind } from './image/file-kind.js';
export type { FileKind, PhotoFormat } from './image/file-kind.js';
export { encodeWebp } from './image/encode.js';
export type { Synonym, Synonyms } from './catalog/synonym-list.js';
export type { Hit } from './search/hits.js';
export type { ListedProduct } from './search/stored-products.js';
export type { Alternatives, Facet, FacetValue } from './search/facets.js';
export { layOutCatalog, mapOfCatalog } from './indexes/catalog-map.js';
export type { RecallSample } from './indexes/recall.js';
export type { CatalogLayout, CatalogMap } from './indexes/catalog-map.js';
export { SEARCH_MODES, SEARCH_SORTS } from './search/query.js';
export type { Query, SearchMode, SearchOptions, SearchSort } from './search/query.js';
export type { Completion, Suggestions } from './search/suggest.js';
export type { SearchResult } from './search/search.js';
export { IGNORED_REASONS, UNDERSTOOD_KINDS } from './search/understood.js';
export type { IgnoredReason, IgnoredWords, Understood, UnderstoodKind } from './search/understood.js';
export { SEARCH_WARNINGS } from './search/warnings.js';
export type { SearchWarning, SearchWarningCode } from './search/warnings.js';
export type { Explanation } from './search/explanation.js';
export type { Correction } from './search/spelling.js';
