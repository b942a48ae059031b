import { createDoorbell, prepareDoorbell } from '@raccord/runtime/queue/bullmq-doorbell';
import { deployFlow } from '@raccord/server/flows/deploy-flow';
import { AnswerDesk } from '@raccord/server/intake/answer-desk';
import { Endpoints } from '@raccord/server/intake/endpoints';
import { WebhookIntake } from '@raccord/server/intake/webhook-intake';
import { startReconciler } from '@raccord/server/reconciler/reconciler';
import { openDatabase } from '@raccord/server/stores/database';
import { createEnvironment } from '@raccord/server/stores/environments';
import { createFlow } from '@raccord/server/stores/flows';
import { migrate } from '@raccord/server/stores/migrate';
import { DEFAULT_WORKSPACE, ensureWorkspace } from '@raccord/server/stores/workspaces';
import { openVault } from '@raccord/server/vault/vault';
import pg from 'pg';
import pino from 'pino';
import type { Line } from '../measure/table.ts';
import type { RateWorkerOrder } from '../processes/raccord-rate-worker.ts';
import type { VendorCall, VendorOrder } from '../processes/rate-vendor.ts';
import { startChild } from '../setup/child.ts';
import { LIMIT, limitedFlow, PER_MS, ROWS, rateRegistry } from '../setup/rate-connector.ts';
import type { Stage } from '../setup/stage.ts';

const BACK_FILLS = 16;
const HOOKS = 4;
const LOOK_MS = 60_000;
/** Between two webhooks: with four flows a tenth of the allowance. */
const HOOK_EVERY_MS = 900;
const HOOK_SOON_MS = 1_000;

type Round = { calls: VendorCall[]; accepted: Map<string, number> };

/** Twenty flows on one connection that allows ten calls in a second: sixteen back-fills and four webhooks, one worker and then two. */
export async function rate(stage: Stage): Promise<Line[]> {
  return [...lines('one worker', await round(stage, 1)), ...lines('two workers', await round(stage, 2))];
}

function lines(name: string, { calls, accepted }: Round): Line[] {
  const from = calls[0]!.at;
  const seen = calls.filter(({ at }) => at < from + LOOK_MS);
  const refused = seen.filter(({ status }) => status === 429).length;
  const used = ((seen.length - refused) * 100) / ((LOOK_MS / PER_MS) * LIMIT);
  const waits = [...accepted]
    .flatMap(([path, at]) => {
      const call = calls.find((each) => each.path === path && each.status === 200);
      return call === undefined ? [] : [{ ms: call.at - at, between: between(calls, at, call.at) }];
    })
    .sort((a, b) => a.ms - b.ms);
  const missing = accepted.size - waits.length;
  const longest = waits.at(-1)?.ms ?? Number.NaN;
  const typical = waits[waits.length >> 1]?.ms ?? Number.NaN;
  const overtaken = Math.max(0, ...waits.map((wait) => wait.between));
  const share = (refused * 100) / seen.length;
  return [
    {
      metric: `rate, ${name}: calls answered 429`,
      ours: share,
      unit: '%',
      target: { text: '≤ 0.1 %', met: share <= 0.1 },
      note: `${refused} of ${seen.length} in ${LOOK_MS / 1_000} s; the vendor counts by a sliding window.`,
    },
    {
      metric: `rate, ${name}: of the allowance used`,
      ours: used,
      unit: '%',
      target: { text: '≥ 90 %', met: used >= 90 },
    },
    {
      metric: `rate, ${name}: longest wait of a webhook for its call`,
      ours: longest,
      unit: 'ms',
      target: { text: '≤ 1 s', met: longest <= HOOK_SOON_MS && missing === 0 },
      note: `from acceptance, ${waits.length} of ${accepted.size} webhooks, half of them within ${typical.toFixed(0)} ms; at most ${overtaken} calls of back-fills went out meanwhile, of ${BACK_FILLS * ROWS} that waited.`,
    },
  ];
}

const between = (calls: readonly VendorCall[], from: number, to: number): number =>
  calls.filter(({ at, path }) => at > from && at < to && !path.startsWith('/hook')).length;

async function round(stage: Stage, workers: number): Promise<Round> {
  const vendor = await startChild<{ port: number }>('rate-vendor', {
    limit: LIMIT,
    perMs: PER_MS,
  } satisfies VendorOrder);
  const databaseUrl = await stage.database(`raccord_rate_${workers}`);
  const home = await stage.folder('home');
  const log = pino({ level: 'warn' });
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  // When the bench is interrupted PostgreSQL ends first; the interruption is what should be told.
  pool.on('error', () => undefined);
  await migrate(pool);
  const place = { postgresUrl: databaseUrl };
  await prepareDoorbell(place);
  const doorbell = createDoorbell(place, log);
  const db = openDatabase(pool);
  await ensureWorkspace(db);
  const { vault } = await openVault(db, { home });
  const order: RateWorkerOrder = { databaseUrl, home };
  const children = await Promise.all(Array.from({ length: workers }, () => startChild('raccord-rate-worker', order)));
  const tokens = await deploy(pool, `http://127.0.0.1:${vendor.ready.port}`);
  const desk = new AnswerDesk(pool);
  const endpoints = new Endpoints(pool, vault, rateRegistry);
  const intake = new WebhookIntake({ pool, doorbell, endpoints, desk, log });
  const reconciler = startReconciler(pool, doorbell, log);

  const accepted = new Map<string, number>();
  const until = Date.now() + LOOK_MS + 3_000;
  for (let n = 0; Date.now() < until; n += 1) {
    await new Promise((resolve) => setTimeout(resolve, HOOK_EVERY_MS));
    const body = Buffer.from(JSON.stringify({ reference: `hook-${n}` }));
    await intake.take(tokens[n % tokens.length]!, { method: 'POST', headers: {}, query: {}, body });
    accepted.set(`/hook-${n}`, performance.timeOrigin + performance.now());
  }
  await new Promise((resolve) => setTimeout(resolve, HOOK_SOON_MS * 2));
  const calls = await vendor.ask<VendorCall[]>('ledger');
  stage.progress(`rate, ${workers} worker${workers > 1 ? 's' : ''}: ${calls.length} calls`);
  await Promise.all(children.map((child) => child.stop()));
  desk.close();
  await reconciler.stop();
  await doorbell.close();
  await pool.end();
  await vendor.stop();
  return { calls, accepted };
}

/** As the API would, with the bench's registry, which the server does not know. @returns the tokens of the webhooks */
async function deploy(pool: pg.Pool, api: string): Promise<string[]> {
  const db = openDatabase(pool);
  const { id: environmentId } = await createEnvironment(db, DEFAULT_WORKSPACE, { name: 'bench' });
  await pool.query(
    `insert into connections (id, workspace_id, environment_id, connector, name, endpoints, is_default)
     values (gen_random_uuid(), $1, $2, 'limited', 'Account', $3, true)`,
    [DEFAULT_WORKSPACE, environmentId, JSON.stringify({ api })],
  );
  const documents = [
    ...Array.from({ length: BACK_FILLS }, (_, n) => limitedFlow(`fill-${n}`, 'rows')),
    ...Array.from({ length: HOOKS }, (_, n) => limitedFlow(`hook-${n}`, 'hook')),
  ];
  for (const document of documents) {
    const flow = { id: document.id, name: document.name, draft: JSON.stringify(document), by: 'bench' };
    await createFlow(db, DEFAULT_WORKSPACE, flow);
    const command = { workspaceId: DEFAULT_WORKSPACE, flowId: document.id, environment: 'bench', by: 'bench' };
    await deployFlow(db, rateRegistry, command, Date.now());
  }
  const { rows } = await pool.query<{ token: string }>("select token from triggers where kind = 'webhook'");
  return rows.map(({ token }) => token);
}
