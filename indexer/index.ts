/** The pipeline's public names: everything that writes to a workspace, and what looks after it. */
export * from './check-workspace.js';
export * from './workspace-status.js';
export { FORMAT_NAMES, importCatalog } from './import/index.js';
export type { FormatName, ImportOptions, ImportSummary } from './import/index.js';
