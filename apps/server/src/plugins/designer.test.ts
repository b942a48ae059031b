import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { designer } from './designer.ts';
import { limits } from './limits.ts';

let folder: string;
let app: FastifyInstance;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raccord-designer-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<html><script src="/assets/a-1.js"></script></html>');
  await writeFile(join(folder, 'icon.svg'), '<svg/>');
  await writeFile(join(folder, 'assets', 'a-1.js'), 'start()');
  await writeFile(join(folder, 'assets', 'a-1.js.gz'), gzipSync('start()'));
  await writeFile(join(folder, '.built-from'), 'beside');
  app = fastify();
  app.decorateRequest('principal');
  await app.register(limits);
  await app.register(designer, { folder });
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

it('every address of the screens is answered with their page, under a nonce of its own', async () => {
  const one = await app.inject('/flows/orders?search=a');
  const other = await app.inject('/');
  const nonce = /<script nonce="([^"]+)"/.exec(one.body)?.[1];
  expect(nonce).toMatch(/^[\w+/]{22}==$/);
  expect(one.headers['content-security-policy']).toContain(`script-src 'self' 'nonce-${nonce}'`);
  expect(one.headers['content-security-policy']).not.toContain('unsafe');
  expect(other.body).not.toContain(nonce);
});

it('built files are kept for good, and nothing beside them is given away', async () => {
  const script = await app.inject('/assets/a-1.js');
  expect(script.body).toBe('start()');
  expect(script.headers['cache-control']).toContain('immutable');
  for (const url of ['/assets/../.built-from', '/assets/..%2f.built-from', '/.built-from', '/assets//..//.built-from'])
    expect((await app.inject(url)).body).not.toContain('beside');
});

it('whoever takes little on the way is sent little', async () => {
  const script = await app.inject({ url: '/assets/a-1.js', headers: { 'accept-encoding': 'gzip' } });
  expect(script.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(script.rawPayload).toString()).toBe('start()');
});

it('a page is dozens of files, and opening many is no offence', async () => {
  const answers = await Promise.all(Array.from({ length: 400 }, () => app.inject('/assets/a-1.js')));
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
});

it.each(['/api/nothing', '/api', '/hooks/unknown'])('%s is the server’s own, and not there', async (url) => {
  expect((await app.inject(url)).statusCode).toBe(404);
});

it('without built screens there is nothing to show', async () => {
  const bare = fastify();
  await bare.register(designer, { folder: join(folder, 'nowhere') });
  for (const url of ['/', '/icon.svg', '/assets/a-1.js']) expect((await bare.inject(url)).statusCode).toBe(404);
  await bare.close();
});
