import helmet from 'helmet';
import type { RequestHandler } from 'express';

/**
 * What a browser may do with the answers: nothing from elsewhere but pictures, which shops keep at other addresses; no
 * frames. The service may be asked by http in a house network, so browsers are not told to insist on https: the proxy
 * in front that has a certificate does that.
 */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:', 'https:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: false,
  });
}
