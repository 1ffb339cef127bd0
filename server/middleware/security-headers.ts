import helmet from 'helmet';
import type { RequestHandler } from 'express';

/**
 * What a browser may do with the answers: nothing from elsewhere but pictures, which shops keep at other addresses; no
 * frames. The service may be asked by http in a house network, so browsers are not told to insist on https: the proxy
 * in front that has a certificate does that.
 */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: policy(["'self'", "'unsafe-inline'"]),
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: false,
  });
}

/** For the shoppers' page, which has its styles in files and sets others by script alone. */
export const withoutInlineStyles: RequestHandler = helmet.contentSecurityPolicy(policy(["'self'"]));

function policy(styleSrc: string[]): Parameters<typeof helmet.contentSecurityPolicy>[0] & object {
  return {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:', 'https:'],
      styleSrc,
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  };
}
