import { isIP } from 'node:net';
import type { Request } from 'express';

/** Headers by which a proxy says for whom it passes a request on, besides X-Forwarded-*. */
const FORWARDING = new Set(['forwarded', 'via', 'x-real-ip', 'x-client-ip', 'true-client-ip', 'cf-connecting-ip']);

/** @returns whether a proxy has passed the request on: then the connection says nothing of where it comes from */
export function isForwarded({ headers, httpVersion }: Request): boolean {
  if (httpVersion === '1.0') return true; // as nginx speaks when nobody tells it otherwise; programs have gone on to 1.1
  return Object.keys(headers).some((name) => name.startsWith('x-forwarded-') || FORWARDING.has(name));
}

/**
 * @returns whether a program of this machine asks, by a connection of its own. What a proxy passes on never does: behind
 * a proxy of the same machine, every request comes from the loopback network.
 */
export function isOfThisMachine(request: Request): boolean {
  return isThisMachine(request.socket.remoteAddress ?? '') && !isForwarded(request);
}

/**
 * Who asks: the address that the proxies which are trusted (`trust proxy` of the app) name, else that of the connection.
 * It is good for counting and for the log; nobody is let in by it.
 */
export function addressOf(request: Request): string {
  const named = withoutPort(request.ip ?? '');
  return isIP(named) > 0 ? named : (request.socket.remoteAddress ?? '');
}

/** Some proxies write '203.0.113.7:51234' and '[2001:db8::1]:51234'. */
function withoutPort(address: string): string {
  return /^\[([^\]]+)\](?::\d+)?$/.exec(address)?.[1] ?? address.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
}

/** @returns whether an address is of the loopback network, also as IPv6 writes it */
export function isThisMachine(address: string): boolean {
  return /^(::ffff:)?127\.\d+\.\d+\.\d+$/i.test(address) || address === '::1' || address === 'localhost';
}
