/** `vitrine/client`: the service's questions as typed functions, for browsers and Node. */
export { createClient } from './client.js';
export type { DetectQuery, FacetsQuery, JobEvent, SearchQuery, VitrineClient } from './client.js';
export { ProblemError, UnreachableError } from './problem-error.js';
export type { CallOptions, ClientOptions } from './transport.js';
export type { CatalogAnswer } from '../requests/catalog.js';
export type { DetectAnswer, DetectedBox } from '../requests/detect.js';
export type { Facet, FacetsAnswer, FacetValue } from '../requests/facets.js';
export type { ImportAnswer, ImportPreview, ImportProblem, ProblemsAnswer, Upload } from '../requests/imports.js';
export type { Job, JobBody, JobEvents, JobsAnswer } from '../requests/jobs.js';
export type { MapAnswer } from '../requests/map.js';
export type { Model, ModelAnswer, ModelsAnswer, TrainingEpoch } from '../requests/models.js';
export type { Problem } from '../requests/problem.js';
export type {
  LineAnswer,
  ProductAnswer,
  ProductBody,
  ProductLine,
  ProductPhoto,
  UpsertAnswer,
} from '../requests/products.js';
export type { SearchWarning } from '../requests/fields.js';
export type { Hit, IgnoredWords, SearchAnswer, SearchBody, Understood } from '../requests/search.js';
export type { StatusAnswer } from '../requests/status.js';
export type { SuggestAnswer } from '../requests/suggest.js';
export type { SynonymsAnswer, SynonymsBody } from '../requests/synonyms.js';
export type { WordsAnswer } from '../requests/words.js';
