import { existsSync } from 'node:fs';
import { createGarmentFinder, type DetectorChoice, type GarmentFinder } from './garment-finder.js';
import { openCatalog, type Catalog } from './open-catalog.js';
import { NotReadyError } from './errors.js';
import { workspacePaths } from './storage/workspace.js';

export interface OpenDetectionOptions extends DetectorChoice {
  /** Whose model is used, and in whose catalog what was found is searched; it need not exist. */
  readonly workspace?: string | undefined;
}

/**
 * Opens what finds garments in photos, whether there is a workspace or not: without one the shipped model looks, and
 * there are no products to show.
 * @throws DamagedError when the workspace is
 */
export async function openDetection({ workspace, ...choice }: OpenDetectionOptions = {}): Promise<GarmentFinder> {
  const paths = workspace === undefined ? undefined : workspacePaths(workspace);
  const catalog = workspace === undefined ? undefined : await openCatalogIfReady(workspace);
  const finder = createGarmentFinder(paths, choice, async (photo, box, { limit, signal }) => {
    if (catalog === undefined) throw new NotReadyError({ reason: 'there is no catalog here' });
    return (await catalog.search({ photo, box }, { limit, signal })).hits;
  });
  return {
    detect: (photo, options) => finder.detect(photo, options),
    close: async () => {
      await finder.close();
      await catalog?.close();
    },
  };
}

async function openCatalogIfReady(workspace: string): Promise<Catalog | undefined> {
  if (!existsSync(workspacePaths(workspace).database)) return undefined;
  try {
    return await openCatalog(workspace);
  } catch (error) {
    if (error instanceof NotReadyError) return undefined;
    throw error;
  }
}
