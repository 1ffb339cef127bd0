import type { Request } from 'express';
import { unavailable } from '../answering/crew.js';

export interface ReceivingLimits {
  /** Requests with a body at a time. */
  readonly bodies: number;
  /** Bytes of all of them together that have arrived and are not answered yet. */
  readonly bytes: number;
}

export const RECEIVING: ReceivingLimits = { bodies: 512, bytes: 256 * 1024 * 1024 };

const AGAIN_SECONDS = 2;

/** One body on its way. */
export interface Arriving {
  /**
   * Counts bytes that have arrived; they count until the request is answered.
   * @throws ServiceError 503 when the bodies of all requests together are too many
   */
  add(bytes: number): void;
}

/** Counts the bodies that are in memory, so that no crowd of uploads takes all of it. */
export class Receiving {
  private bodies = 0;
  private bytes = 0;

  constructor(private readonly limits: ReceivingLimits) {}

  /**
   * @param expected bytes, as far as they are known; they are not set aside, since a slow client would keep them from others
   * @throws ServiceError 503
   */
  begin(request: Request, expected: number): Arriving {
    if (this.bodies >= this.limits.bodies) throw unavailable('too many uploads at a time', AGAIN_SECONDS);
    this.requireRoom(expected);
    let own = 0;
    this.bodies++;
    request.res?.once('close', () => {
      this.bodies--;
      this.bytes -= own;
      own = 0;
    });
    return {
      add: (bytes) => {
        this.requireRoom(bytes);
        own += bytes;
        this.bytes += bytes;
      },
    };
  }

  private requireRoom(bytes: number): void {
    if (this.bytes + bytes > this.limits.bytes) throw unavailable('too much is being uploaded', AGAIN_SECONDS);
  }
}

/** @param expected bytes, where they are known better than by the request's own word */
export function beginBody(request: Request, expected = Number(request.get('content-length') ?? 0)): Arriving {
  return (request.app.get('receiving') as Receiving).begin(request, expected);
}
