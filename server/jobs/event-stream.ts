import type { Request, Response } from 'express';
import type { EventLog, LoggedEvent } from './event-log.js';

const HEARTBEAT_MS = 15_000;
const RETRY_MS = 2000;
/** A client that does not read is cut off; it may come again with the last id that it has seen. */
const UNREAD_LIMIT = 1024 * 1024;

/**
 * Sends the events of a job as they happen (HTML standard, 9.2: server-sent events), first those that were missed. A client
 * that comes again after the last event is told by 204 that there will be no more.
 */
export function sendEvents(events: EventLog, request: Request, response: Response): Promise<void> {
  const seen = request.get('last-event-id');
  const missed = events.after(seen);
  if (events.ended && missed.length === 0) {
    response.status(204).end();
    return Promise.resolve();
  }
  response.set({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no', // nginx would keep the events until there are many
  });
  if (request.method === 'HEAD') {
    response.end();
    return Promise.resolve();
  }
  response.write(`retry: ${RETRY_MS}\n\n`);
  return new Promise((resolve) => {
    const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
    const send = (event: LoggedEvent): void => {
      response.write(written(event));
      if (events.ended) response.end();
      else if (response.writableLength > UNREAD_LIMIT) response.destroy();
    };
    const stopListening = events.listen(send);
    response.once('close', () => {
      clearInterval(heartbeat);
      stopListening();
      resolve();
    });
    for (const event of missed) response.write(written(event));
    if (events.ended) response.end();
  });
}

/** JSON has no line ends, which would end the field. */
function written({ id, event, data }: LoggedEvent): string {
  return `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
