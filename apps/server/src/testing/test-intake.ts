import type { ConnectorRegistry, WebhookAnswer } from '@raccord/contract';
import pino from 'pino';
import { AnswerDesk } from '../intake/answer-desk.ts';
import { Endpoints } from '../intake/endpoints.ts';
import { WebhookIntake } from '../intake/webhook-intake.ts';
import { openDatabase } from '../stores/database.ts';
import { openVault } from '../vault/vault.ts';
import type { TestEngine } from './test-engine.ts';

/** The server's intake over a test engine's database. */
export type TestIntake = {
  endpoints: Endpoints;
  deliver(token: string, body: unknown, headers?: Record<string, string>): Promise<WebhookAnswer>;
  close(): Promise<void>;
};

export async function testIntake(engine: TestEngine, registry: ConnectorRegistry): Promise<TestIntake> {
  const log = pino({ level: 'silent' });
  const { pool, home, doorbell } = engine;
  const { vault } = await openVault(openDatabase(pool), { home });
  const desk = new AnswerDesk(pool);
  const endpoints = new Endpoints(pool, vault, registry);
  const intake = new WebhookIntake({ pool, doorbell, endpoints, desk, log });
  return {
    endpoints,
    deliver: (token, body, headers = {}) =>
      intake.take(token, { method: 'POST', headers, query: {}, body: Buffer.from(JSON.stringify(body)) }),
    async close() {
      desk.close();
    },
  };
}
