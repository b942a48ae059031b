import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { ownDataRoot } from '../apps/server/src/testing/own-postgres.ts';
import { startRedisServer } from '../apps/server/src/testing/redis-server.ts';

type Service = { url: string; stop(): Promise<void> };

/**
 * One PostgreSQL and one Redis for the whole vitest run. They start when the first test asks for them, over HTTP because
 * tests run in processes of their own (see `testServiceUrl`).
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const started = new Map<string, Promise<Service | undefined>>();
  const start: Record<string, () => Promise<Service | undefined>> = {
    '/postgres': startPostgres,
    '/redis': startRedis,
  };
  const server = createServer(async (request, response) => {
    const path = String(request.url);
    const service = started.get(path) ?? start[path]?.();
    if (service !== undefined) started.set(path, service);
    try {
      response.end((await service)?.url ?? '');
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  project.provide('testServicesUrl', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return async () => {
    server.closeAllConnections();
    server.close();
    for (const service of started.values()) await (await service.catch(() => undefined))?.stop();
  };
}

async function startPostgres(): Promise<Service> {
  const own = await ownDataRoot();
  const { url } = await own.start();
  return { url, stop: own.remove };
}

async function startRedis(): Promise<Service | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'raccord-test-redis-'));
  // biome-ignore lint/style/noProcessEnv: not the server's environment; the test run looks for a program.
  const redis = await startRedisServer(process.env.PATH ?? '', folder);
  return (
    redis && {
      url: redis.url,
      stop: async () => {
        await redis.stop();
        await rm(folder, { recursive: true, force: true });
      },
    }
  );
}
