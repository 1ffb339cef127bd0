import type { Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { addressOf, isForwarded } from './caller.js';

const QUIET = new Set(['/healthz', '/readyz', '/metrics']);

/** One structured line a request: id, who, method, address, status, milliseconds. Keys and photos never go into it. */
export function accessLog(logger: Logger): RequestHandler {
  const log = pinoHttp({
    logger,
    genReqId: (_request, response) => String(response.getHeader('x-request-id')),
    autoLogging: { ignore: ({ url = '' }) => QUIET.has(url) },
    customLogLevel: (_request, { statusCode }, error) => (statusCode >= 500 || error !== undefined ? 'warn' : 'info'),
    customErrorObject: (_request, _response, _error, line: Record<string, unknown>) => ({ ...line, err: undefined }),
    customSuccessMessage: () => 'answered',
    customErrorMessage: () => 'failed',
    customAttributeKeys: { responseTime: 'milliseconds' },
    customProps: (request) => ({ client: addressOf(request as Request) }),
    wrapSerializers: false,
    quietReqLogger: true,
    serializers: {
      req: ({ id, method, url }: { id: unknown; method?: string; url?: string }) => ({ id, method, url }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
  });
  let isProxyTold = false;
  return (request, response, next) => {
    if (!isProxyTold && isForwarded(request) && request.app.get('trust proxy') === 0) {
      isProxyTold = true;
      logger.warn('a proxy passes requests on, and is not trusted: see --trust-proxy');
    }
    log(request, response);
    next();
  };
}
