/** The pipeline's public names: everything that writes to a workspace, and what looks after it. */
export * from './check-workspace.js';
export * from './workspace-status.js';
