import { setTimeout as wait } from 'node:timers/promises';

/** Time that passes, or that a test lets pass. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** @throws an AbortError when the signal is raised */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) => wait(milliseconds, undefined, signal === undefined ? {} : { signal }),
};

/** The first pause when the server names none; each further one is twice as long. */
const FIRST_PAUSE_MS = 1000;

/** A server that asks for a longer pause is not waited for. */
const LONGEST_PAUSE_MS = 60_000;

/** Pauses for one photo, where nobody says otherwise. */
const MOST_PAUSES = 5;

/** Pauses in a row, of all photos of one server together, in which not one of them came. */
const PATIENCE_MS = 5 * 60_000;

/** For how long a server is left alone after that. */
const LEFT_ALONE_MS = 10 * 60_000;

interface HostState {
  /** When it may be asked again, in milliseconds since 1970. */
  rest: number;
  /** Milliseconds that it may still be waited for. */
  patience: number;
}

/** How often each server is asked: not before it wants to be, and not for ever. */
export interface HostPacing {
  /**
   * Waits until a server may be asked again.
   * @returns false when that is too far away
   */
  turn(host: string, signal?: AbortSignal): Promise<boolean>;
  /** Notes that a server has answered as it should. */
  answered(host: string): void;
  /**
   * Notes that a server is busy.
   * @param pauses how many this photo has waited for already
   * @param retryAfter the header of the answer: seconds, or a date (RFC 9110, 10.2.3)
   * @returns whether to wait for the next turn and ask again
   */
  busy(host: string, pauses: number, retryAfter: string | undefined): boolean;
  /** Seconds until a server may be asked again; 0 when it may be now. */
  secondsToRest(host: string): number;
}

export interface PacingOptions {
  /** Lets the pauses pass; the system's clock by default. */
  readonly clock?: Clock | undefined;
  /** Pauses for one photo; 5 by default. With 0 nobody waits, not even for a pause that another photo was asked for. */
  readonly mostPauses?: number | undefined;
}

/** All photos of one import share a pacing: when a server asks one of them to wait, all others wait with it. */
export function createHostPacing({ clock = SYSTEM_CLOCK, mostPauses = MOST_PAUSES }: PacingOptions = {}): HostPacing {
  const longest = mostPauses === 0 ? 0 : LONGEST_PAUSE_MS;
  const hosts = new Map<string, HostState>();
  const stateOf = (host: string): HostState => {
    const state = hosts.get(host) ?? { rest: 0, patience: PATIENCE_MS };
    hosts.set(host, state);
    return state;
  };
  return {
    async turn(host, signal) {
      const { rest } = stateOf(host);
      const milliseconds = rest - clock.now();
      if (milliseconds > longest) return false;
      if (milliseconds > 0) await clock.sleep(milliseconds, signal);
      return true;
    },
    answered(host) {
      stateOf(host).patience = PATIENCE_MS;
    },
    busy(host, pauses, retryAfter) {
      const state = stateOf(host);
      const now = clock.now();
      const pause = pauseOf(retryAfter, now) ?? FIRST_PAUSE_MS * 2 ** pauses;
      state.patience -= Math.max(0, now + pause - Math.max(state.rest, now));
      state.rest = Math.max(state.rest, now + pause);
      if (state.patience < 0) {
        hosts.set(host, { rest: Math.max(state.rest, now + LEFT_ALONE_MS), patience: PATIENCE_MS });
        return false;
      }
      return pause <= longest && pauses < mostPauses;
    },
    secondsToRest: (host) => Math.max(0, Math.ceil((stateOf(host).rest - clock.now()) / 1000)),
  };
}

/** @returns milliseconds; undefined when the header is missing or says nothing */
function pauseOf(retryAfter: string | undefined, now: number): number | undefined {
  if (retryAfter === undefined || retryAfter.trim() === '') return undefined;
  const milliseconds = /^\s*\d+\s*$/u.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - now;
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}
