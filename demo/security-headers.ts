import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/** No inline script or style, no markup made by scripts, no frame, nothing from anywhere else. */
export function securityHeaders(origin: string): MiddlewareHandler {
  const own = ["'self'"];
  const none = ["'none'"];
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: none,
      scriptSrc: own,
      styleSrc: own,
      connectSrc: own,
      formAction: own,
      baseUri: none,
      frameAncestors: none,
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: none,
    },
    // `no-referrer` would also take the Origin header from this site's own forms.
    referrerPolicy: 'same-origin',
    strictTransportSecurity: origin.startsWith('https:'),
  });
}
