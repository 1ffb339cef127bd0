import { randomUUID } from 'node:crypto';
import type { JobEvents } from '../requests/index.js';

/** One event of a job, as it is sent. */
export interface LoggedEvent {
  readonly id: string;
  readonly event: keyof JobEvents;
  readonly data: unknown;
}

const KEPT_EVENTS = 200;
/** Numbers of an earlier run of the service mean nothing to this one. */
const RUN = randomUUID().slice(0, 8);

/** The last events of one job, for those who come late or come again. */
export class EventLog {
  private events: LoggedEvent[] = [];
  private last = 0;
  private isEnded = false;
  private readonly listeners = new Set<(event: LoggedEvent) => void>();

  /** Whether the last event there will be has been. */
  get ended(): boolean {
    return this.isEnded;
  }

  add<Name extends keyof JobEvents>(event: Name, data: JobEvents[Name]): void {
    if (this.isEnded) return;
    this.isEnded = event === 'done' || event === 'failed';
    const logged = { id: `${RUN}-${++this.last}`, event, data };
    this.events = [...this.events.slice(1 - KEPT_EVENTS), logged];
    for (const listener of this.listeners) listener(logged);
  }

  /** @param id of the last event that somebody has seen; all that are kept when it is unknown */
  after(id: string | undefined): readonly LoggedEvent[] {
    const seen = id?.startsWith(`${RUN}-`) === true ? Number(id.slice(RUN.length + 1)) : 0;
    const first = this.last - this.events.length;
    return this.events.slice(Math.max(0, seen - first));
  }

  /** @returns what ends the listening */
  listen(listener: (event: LoggedEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
