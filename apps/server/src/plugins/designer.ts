import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import files from '@fastify/static';
import type { FastifyPluginAsync } from 'fastify';

const built = fileURLToPath(new URL('../../../designer/dist/', import.meta.url));

/** What the screens may do: run and show what is ours. Styles made while they run carry the page's nonce. */
const policy = (nonce: string) =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

/**
 * The screens: files that hold no data, so anybody may have them. Every address that is not the server's own is one of theirs, and is
 * answered with the one page they start from.
 * @param folder where they were built; absent there, the server does without them
 */
export const designer: FastifyPluginAsync<{ folder?: string }> = async (app, { folder = built }) => {
  const page = await readFile(join(folder, 'index.html'), 'utf8').catch(() => undefined);
  const icon = await readFile(join(folder, 'icon.svg')).catch(() => undefined);
  app.addHook('onRoute', (route) => {
    // One page is dozens of files: whoever opens a few would else be told that he asks too often.
    route.config = { ...route.config, access: 'public', rateLimit: false };
  });
  // Names of built files carry a hash of what is in them.
  await app.register(files, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    decorateReply: false,
    immutable: true,
    maxAge: '365d',
    index: false,
    // Made by the build; scripts are a third of their size.
    preCompressed: true,
  });
  app.get('/icon.svg', { schema: { hide: true } }, (_request, reply) =>
    icon === undefined ? reply.callNotFound() : reply.type('image/svg+xml').send(icon),
  );
  app.get('/*', { schema: { hide: true } }, (request, reply) => {
    if (page === undefined || /^\/(api|hooks|metrics)(\/|$)/.test(request.url)) return reply.callNotFound();
    const nonce = randomBytes(16).toString('base64');
    return reply
      .header('content-security-policy', policy(nonce))
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(page.replaceAll('<script ', `<script nonce="${nonce}" `));
  });
};
