import { MapDrawer } from './map/map-drawer.js';
import { Jobs, type JobsOptions } from './jobs/jobs.js';
import { startRecords } from './jobs/records.js';
import type { Route } from './route.js';
import { catalogRoutes } from './routes/catalog.js';
import { jobRoutes } from './routes/jobs.js';
import { mapRoutes } from './routes/map.js';
import { modelRoutes } from './routes/models.js';

/** What stands behind the searching: jobs, models, and the map of the catalog. */
export interface Backstage {
  readonly routes: readonly Route[];
  /** Ends the streams of events, the running job as `atStop` says, and the threads. Before the port is closed. */
  close(): Promise<void>;
}

/** Starts nothing yet: threads and processes come with the first request that needs them. */
export function openBackstage(options: JobsOptions): Backstage {
  const records = startRecords(options.workspace);
  const jobs = new Jobs(records, options);
  const map = new MapDrawer(options.workspace);
  return {
    routes: [...catalogRoutes(records), ...jobRoutes(jobs), ...modelRoutes(records, jobs), ...mapRoutes(map)],
    async close() {
      await Promise.all([jobs.close(), map.close()]);
      await records.close();
    },
  };
}
