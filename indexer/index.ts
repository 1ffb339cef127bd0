/** The pipeline's public names: everything that writes to a workspace, and what looks after it. */
export * from './check-workspace.js';
export * from './workspace-status.js';
export { FORMAT_NAMES, importCatalog } from './import/index.js';
export type { FormatName, ImportOptions, ImportSummary } from './import/index.js';
export { trainModel } from './train/index.js';
export type { TrainOptions, TrainSummary } from './train/index.js';
export { indexCatalog } from './embed-catalog.js';
export type { IndexCatalogOptions, IndexSummary } from './embed-catalog.js';
export { build } from './build.js';
export type { BuildOptions, BuildSummary } from './build.js';
export { NAMED_RECIPES, parseRecipe } from './recipe.js';
export type { Recipe, RecipeInput } from './recipe.js';
export { buildIndexes } from './build-indexes.js';
export type { BuiltIndexes, IndexOptions } from './build-indexes.js';
export { evaluate, evaluateJudgedQueries } from './evaluate/index.js';
export type { EvaluateOptions, EvaluateQueriesOptions } from './evaluate/index.js';
export type { QueriesEvaluation } from './evaluate/queries.js';
export type { RetrievalEvaluation } from './evaluate/retrieval.js';
