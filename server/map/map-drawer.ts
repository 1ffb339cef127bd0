import { Crew } from '../answering/crew.js';
import type { z } from 'zod';
import type { MapAnswer, MapParameters } from '../requests/index.js';

/** Which map: how many points, laid out how. */
export type MapQuestion = z.output<typeof MapParameters>;

/** What the thread that draws the map is asked. */
export interface MapQuestions {
  readonly draw: [MapQuestion, MapAnswer];
  readonly ready: [undefined, undefined];
}

const TIME_LIMIT_MS = 180_000;

/** A thread that lays the catalog out in two dimensions; it starts with the first question, and keeps what it has drawn. */
export class MapDrawer {
  private readonly crew: Crew<MapQuestions>;

  constructor(workspace: string) {
    this.crew = new Crew<MapQuestions>({
      module: new URL('./map-worker.js', import.meta.url),
      ...{ workerData: { workspace }, threads: 1, waiting: 16, timeLimitMs: TIME_LIMIT_MS },
      first: { name: 'ready', input: undefined },
    });
  }

  /** @throws NotReadyError before the first indexing */
  draw(question: MapQuestion, signal?: AbortSignal): Promise<MapAnswer> {
    return this.crew.ask('draw', question, { signal });
  }

  close(): Promise<void> {
    return this.crew.close();
  }
}
