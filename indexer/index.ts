/** The pipeline's public names: everything that writes to a workspace, and what looks after it. */
export * from './check-workspace.js';
export * from './workspace-status.js';
export { runDemo } from './demo/run-demo.js';
export type { DemoOptions, DemoSteps, DemoSummary } from './demo/run-demo.js';
export { FORMAT_NAMES, importCatalog, previewImport } from './import/index.js';
export type {
  FormatName,
  ImportColumns,
  ImportOptions,
  ImportPreview,
  ImportSummary,
  ImportWarning,
  NotRemoved,
  PreviewOptions,
} from './import/index.js';
export { photoNamed } from './import/find-photo.js';
export { trainModel } from './train/index.js';
export type { TrainOptions, TrainSummary } from './train/index.js';
export { trainDetection } from './train/detection/index.js';
export type { TrainDetectionOptions, TrainDetectionSummary } from './train/detection/index.js';
export { indexCatalog } from './embed-catalog.js';
export type { IndexCatalogOptions, IndexSummary } from './embed-catalog.js';
export { build } from './build.js';
export type { BuildOptions, BuildSummary } from './build.js';
export { jobAtWork } from './lock.js';
export type { Holder } from './lock.js';
export { openJobLog } from './job-log.js';
export type { JobLog, JobRecord, LoggedJob } from './job-log.js';
export { summarizeCatalog } from './catalog-summary.js';
export type { CatalogSummary, SummaryField } from './catalog-summary.js';
export { describeModel } from './describe-model.js';
export type { DescribedDetector, DescribedModel, TrainingEpoch } from './describe-model.js';
export { listModels } from './list-models.js';
export type { ListedModel, ListedModels } from './list-models.js';
export { NAMED_RECIPES, loadRecipe, parseRecipe } from './recipe.js';
export type { Recipe, RecipeInput } from './recipe.js';
export { buildIndexes } from './build-indexes.js';
export type { BuiltIndexes, IndexOptions } from './build-indexes.js';
export { evaluate, evaluateJudgedQueries } from './evaluate/index.js';
export type { EvaluateOptions, EvaluateQueriesOptions } from './evaluate/index.js';
export { evaluateDetection } from './evaluate/detection.js';
export type { EvaluateDetectionOptions } from './evaluate/detection.js';
export type { DetectionEvaluation } from './evaluate/detection/evaluation.js';
export type { QueriesEvaluation } from './evaluate/queries.js';
export type { RetrievalEvaluation } from './evaluate/retrieval.js';
export { BRANCHES, exportBranch } from './export-branch.js';
export type { BranchName, ExportBranchOptions, ExportedTensor, ExportSummary } from './export-branch.js';
export { openCatalogWriter } from './live-changes.js';
export type {
  CatalogWriterOptions,
  LiveCatalogWriter,
  ProductInput,
  ProductOutcome,
  ProductProblem,
  RemovalOutcome,
} from './live-changes.js';
export { describeUpload, keepNewestUploads, openUpload, removeUpload } from './uploads.js';
export type { Upload, UploadWriter } from './uploads.js';
export { lastImportProblems } from './import-problems.js';
export type { ImportProblem, LastImportProblems } from './import-problems.js';
