import { randomUUIDv7 } from 'node:crypto';
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Deps } from './deps.ts';
import { apiDocs } from './plugins/api-docs.ts';
import { authorize } from './plugins/authorize.ts';
import { designer } from './plugins/designer.ts';
import { errors } from './plugins/errors.ts';
import { jsonBody } from './plugins/json-body.ts';
import { limits } from './plugins/limits.ts';
import { securityHeaders } from './plugins/security-headers.ts';
import { lazySerializers } from './plugins/serialization.ts';
import { slowSenders } from './plugins/slow-senders.ts';
import { compileSchema } from './plugins/validation.ts';
import { ErrorAnswer } from './routes/endpoint.ts';
import { endpoints } from './routes/index.ts';
import { oauthPages } from './routes/oauth/oauth-pages.ts';
import { setupPage } from './routes/setup/setup-page.ts';

const BODY_LIMIT = 1_048_576;

/** Puts the application together: no process, no listening, nothing started. Tests call it with `app.inject`. */
export async function createApp(deps: Deps): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({
    loggerInstance: deps.log as FastifyBaseLogger,
    genReqId: () => randomUUIDv7(),
    bodyLimit: BODY_LIMIT,
    trustProxy: deps.settings.trustProxy,
    forceCloseConnections: true,
    ...slowSenders(),
    schemaController: { compilersFactory: { buildSerializer: lazySerializers } },
  });
  app.addSchema(ErrorAnswer);
  app.setValidatorCompiler(compileSchema);
  // One allow-list of content types: bodies are JSON. What is something else (a webhook, a form) says so in its own plugin.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_request: unknown, body: Buffer) =>
    jsonBody(body),
  );

  await app.register(errors);
  await app.register(securityHeaders, { https: deps.publicUrl.startsWith('https:') });
  await app.register(authorize, { deps });
  await app.register(limits);
  await app.register(apiDocs);
  await app.register(setupPage, { deps });
  await app.register(oauthPages, { deps });
  for (const endpoint of endpoints) endpoint.register(app, deps);
  await app.register(designer);
  return app;
}
