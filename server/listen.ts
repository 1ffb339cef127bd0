import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Express } from 'express';
import { UsageError } from '../src/index.js';

export interface ListenOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Time that a client has to send its headers. 10 s by default. */
  readonly headersMs?: number;
  /** A connection on which nothing moves for so long is closed: its client is gone, or does not read. 15 minutes by default. */
  readonly idleMs?: number;
  /** Connections at a time; more are closed at once. 2000 by default. */
  readonly connections?: number;
}

/** A service that can be reached. */
export interface Listening {
  readonly url: string;
  readonly port: number;
  /**
   * Takes no more requests, and waits until those that run are answered.
   * @param withinMs after which the connections that are still open are cut
   */
  close(withinMs?: number): Promise<void>;
}

const STATUS_OF_CODE: Readonly<Record<string, readonly [number, string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'the headers are too large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'the request took too long to arrive'],
};

/**
 * Opens a port for an app. How long a body may take is for the routes to say: a photo is there in seconds, a catalog sent
 * line by line takes as long as it takes. Headers have 16 KB at most, and slow clients are cut off.
 * @throws UsageError when the port is taken or the host is not of this machine
 */
export async function listen(app: Express, options: ListenOptions): Promise<Listening> {
  const { headersMs = 10_000, idleMs = 900_000, connections = 2000, host } = options;
  const server = createServer(
    { headersTimeout: headersMs, requestTimeout: 0, connectionsCheckingInterval: 1000, maxHeaderSize: 16_384 },
    app,
  );
  server.maxHeadersCount = 100;
  server.maxConnections = connections;
  server.keepAliveTimeout = 10_000;
  server.timeout = idleMs;
  server.maxRequestsPerSocket = 0;
  refuseMalformed(server);
  await opened(server, options);
  const { port } = server.address() as AddressInfo;
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return { url: `http://${shownHost}:${port}`, port, close: (withinMs = 30_000) => close(server, withinMs) };
}

function opened(server: Server, { host, port }: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(explainListenError(error, host, port));
    });
    server.listen(port, host, resolve);
  });
}

function explainListenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const known: Record<string, readonly [reason: string, field: string, remedy: string]> = {
    EADDRINUSE: [`port ${port} is taken`, 'port', 'choose another one with --port'],
    EADDRNOTAVAIL: [`${host} is no address of this machine`, 'host', 'choose another one with --host'],
    ENOTFOUND: [`the name ${host} is not known`, 'host', 'choose another one with --host'],
    EACCES: [`port ${port} needs more rights`, 'port', 'choose one above 1023 with --port'],
  };
  const found = known[error.code ?? ''];
  if (found === undefined) return error;
  const [reason, field, remedy] = found;
  return new UsageError({ reason, field, remedy, cause: error });
}

/**
 * What is no HTTP is answered by hand: there is no request that Express could answer. Not in the middle of an answer to
 * the request before it, which then ends with the connection.
 */
function refuseMalformed(server: Server): void {
  const running = new WeakMap<Duplex, number>();
  const count = (socket: Duplex, change: number): void => {
    running.set(socket, (running.get(socket) ?? 0) + change);
  };
  server.on('request', ({ socket }, response) => {
    count(socket, 1);
    response.once('close', () => {
      count(socket, -1);
    });
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const isBusy = (running.get(socket) ?? 0) > 0;
    if (error.code === 'ECONNRESET' || isBusy || !socket.writable) socket.destroy();
    else answerMalformed(error, socket);
  });
}

function answerMalformed(error: NodeJS.ErrnoException, socket: Duplex): void {
  const [status, detail] = STATUS_OF_CODE[error.code ?? ''] ?? [400, 'this is no HTTP request'];
  const title = { 400: 'Bad Request', 408: 'Request Timeout', 431: 'Request Header Fields Too Large' }[status] ?? '';
  const requestId = randomUUID();
  const body = JSON.stringify({ type: 'about:blank', title, status, detail, code: 'bad-input', requestId });
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    'connection: close',
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${requestId}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

async function close(server: Server, withinMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  server.closeIdleConnections();
  const idle = setInterval(() => {
    server.closeIdleConnections(); // those whose answer has just been sent
  }, 50);
  const late = setTimeout(() => {
    server.closeAllConnections();
  }, withinMs);
  await closed;
  clearInterval(idle);
  clearTimeout(late);
}
