import compression from 'compression';
import type { RequestHandler, Response } from 'express';

/**
 * Types whose answers are worth compressing. Photos are compressed already; events and lines are told one by one, and a
 * compressor would keep them until it has a block full.
 */
const COMPRESSED = ['application/json', 'application/problem+json', 'text/html', 'text/plain'];

/**
 * Compresses answers of a kilobyte and more for those who can read that, by Brotli or gzip. Files of the page are sent as
 * they were compressed when the page was built.
 */
export function compressed(): RequestHandler {
  return compression({ filter: (_request, response) => isCompressible(response) });
}

function isCompressible(response: Response): boolean {
  const [type] = String(response.getHeader('content-type') ?? '').split(';');
  return COMPRESSED.includes(type.trim().toLowerCase());
}
