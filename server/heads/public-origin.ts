import type { Request } from 'express';

const HOST = /^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/**
 * Where the browser that asks reaches the service: 'https://shop.example'. A proxy that is trusted tells the protocol and the
 * name that it was asked by.
 * @returns '' when the request names no host: addresses then start at the root
 */
export function publicOrigin(request: Request): string {
  const { host } = request;
  return host !== undefined && HOST.test(host) ? `${request.protocol === 'https' ? 'https' : 'http'}://${host}` : '';
}
