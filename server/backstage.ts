import { Imports, type ImportsOptions } from './imports/imports.js';
import { startPreviews } from './imports/previews.js';
import { MapDrawer } from './map/map-drawer.js';
import { Jobs, type JobsOptions } from './jobs/jobs.js';
import { startRecords } from './jobs/records.js';
import type { Route } from './route.js';
import { catalogRoutes } from './routes/catalog.js';
import { importRoutes } from './routes/imports.js';
import { jobRoutes } from './routes/jobs.js';
import { mapRoutes } from './routes/map.js';
import { modelRoutes } from './routes/models.js';

/** What stands behind the searching: imports, jobs, models, and the map of the catalog. */
export interface Backstage {
  readonly routes: readonly Route[];
  /** Ends the streams of events, the running job as `atStop` says, and the threads. Before the port is closed. */
  close(): Promise<void>;
}

export interface BackstageOptions extends Omit<JobsOptions, 'uploads'>, Partial<Pick<ImportsOptions, 'uploadBytes'>> {}

/** A feed of some million products. */
const UPLOAD_BYTES = 1024 * 1024 * 1024;

/** Starts nothing yet: threads and processes come with the first request that needs them. */
export function openBackstage({ uploadBytes = UPLOAD_BYTES, ...options }: BackstageOptions): Backstage {
  const { workspace } = options;
  const records = startRecords(workspace);
  const imports = new Imports(startPreviews(workspace), { workspace, uploadBytes });
  const jobs = new Jobs(records, { ...options, uploads: (id) => imports.fileToImport(id) });
  const map = new MapDrawer(workspace);
  return {
    routes: [
      ...catalogRoutes(records),
      ...importRoutes(imports, records),
      ...jobRoutes(jobs),
      ...modelRoutes(records, jobs),
      ...mapRoutes(map),
    ],
    async close() {
      await Promise.all([jobs.close(), map.close(), imports.close()]);
      await records.close();
    },
  };
}
