import helmet from '@fastify/helmet';
import plugin from 'fastify-plugin';

/** Nothing but our own files runs or shows in our pages, and nobody frames them. */
export const securityHeaders = plugin<{ https: boolean }>(async (app, { https }) => {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    hsts: https,
    // With `no-referrer` browsers send `Origin: null` with our own forms, and the same-site check would refuse them.
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    // A page of ours may know whether the vendor's consent window that it opened is still there.
    crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
  });
});
