import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import plugin from 'fastify-plugin';

/** OpenAPI from the routes' own schemas; read at `/api/docs`. Must be registered before the routes. */
export const apiDocs = plugin(async (app) => {
  await app.register(swagger, {
    refResolver: { buildLocalReference: (schema, _base, _fragment, i) => String(schema.$id ?? `schema-${i}`) },
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Raccord',
        version: '1',
        description:
          'Every error is `{ "error": { kind, code, params, message, at? } }`; the sentence is in the language of `Accept-Language` (English or French).',
      },
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'An API token (`rcd_…`).' },
          session: { type: 'apiKey', in: 'cookie', name: 'raccord' },
        },
      },
      security: [{ token: [] }, { session: [] }],
    },
  });
  await app.register(async (docs) => {
    docs.addHook('onRoute', (route) => {
      route.config = { ...route.config, access: 'viewer' };
    });
    await docs.register(swaggerUi, { routePrefix: '/api/docs' });
  });
});
