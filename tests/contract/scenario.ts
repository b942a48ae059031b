import { type OpenedConnection, openConnection } from '@raccord/connectors/open-connection';
import { memoryFiles } from '@raccord/connectors/testing/memory-files';
import { attempt } from '@raccord/connectors/testing/sandbox-attempts';
import type { Choice, Connector, ConnectorContext, FileRef, PollPage } from '@raccord/contract';
import { createSandbox, type Sandbox, type SandboxConnection, sandboxConnections } from '@raccord/sandbox';
import { openRecorder, type Recorded } from './recorder.ts';
import type { Specification } from './specification.ts';

/** One vendor under test. To add one: its document below `specs/`, a scenario, a line in `vendors.ts`. */
export type ContractVendor = {
  /** Every action, reading trigger and list of choices of it has to be used by the scenario. */
  connector: Connector;
  specification: Specification;
  /** Where the sandbox's credentials have to be turned into an access token first. */
  open?(connection: SandboxConnection): Promise<OpenedConnection>;
  /** Uses the stand-in in every way the connector can, and then with the vendor's own SDK where there is one. */
  scenario(client: ScenarioClient): Promise<void>;
};

export type ScenarioClient = {
  sandbox: Sandbox;
  /** Where the recorder listens; to be used as the sandbox's address. */
  url: string;
  /** An action as the engine runs it; each call is an effect of its own. @returns its output */
  run(action: string, input: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** An action that has to be refused. */
  refused(action: string, input: Record<string, unknown>): Promise<void>;
  /** One page of a reading trigger. */
  poll(trigger: string, cursor?: unknown, config?: Record<string, unknown>): Promise<PollPage>;
  choices(name: string, asked?: { search?: string; with?: Record<string, unknown> }): Promise<Choice[]>;
  file(name: string, type: string, content: string): Promise<FileRef>;
  context: ConnectorContext;
};

/** @returns all that went over the wire, and what of the connector was used */
export async function record({ connector, open, scenario }: ContractVendor): Promise<{
  exchanges: Recorded[];
  used: Set<string>;
}> {
  const recorder = await openRecorder();
  const sandbox = await createSandbox({ publicUrl: recorder.url, webhookRetryDelaysMs: [20] });
  const used = new Set<string>();
  try {
    recorder.target = await sandbox.listen();
    const connections: Record<string, SandboxConnection> = sandboxConnections(recorder.url);
    const given = connections[connector.id];
    if (given === undefined) throw new Error(`The sandbox has no connection for ${connector.id}`);
    const connection = (await open?.(given)) ?? given;
    await scenario(scenarioClient(connector, connection, { sandbox, url: recorder.url, used }));
    await sandbox.deliveriesSettled();
  } finally {
    await sandbox.close();
    await recorder.close();
  }
  return { exchanges: recorder.exchanges, used };
}

type Surroundings = { sandbox: Sandbox; url: string; used: Set<string> };

function scenarioClient(
  connector: Connector,
  connection: OpenedConnection,
  { sandbox, url, used }: Surroundings,
): ScenarioClient {
  const files = memoryFiles();
  const context = openConnection(connector, connection, { signal: new AbortController().signal, files });
  let effects = 0;
  const run: ScenarioClient['run'] = async (action, input) => {
    used.add(`action ${action}`);
    effects += 1;
    const identity = { idempotencyKey: `contract-${effects}`, marker: `raccord:contract-${effects}`, files };
    return (await attempt(connector, action, connection, input, identity)).output;
  };
  return {
    sandbox,
    url,
    context,
    run,
    async refused(action, input) {
      const output = await run(action, input).catch(() => undefined);
      if (output !== undefined) throw new Error(`${action} was not refused`);
    },
    async poll(trigger, cursor = null, config = {}) {
      used.add(`poll ${trigger}`);
      const { page } = connector.triggers[trigger]?.poll ?? {};
      if (page === undefined) throw new Error(`${connector.id} has no reading trigger ${trigger}`);
      return page(context, config, cursor, { overlapMs: 0, now: sandbox.world.now() });
    },
    async choices(name, asked = {}) {
      used.add(`choices ${name}`);
      const loader = connector.choices?.[name];
      if (loader === undefined) throw new Error(`${connector.id} has no choices ${name}`);
      return (await loader(context, { with: {}, ...asked })).choices;
    },
    file: (name, type, content) => files.put({ name, type, content: Buffer.from(content) }),
  };
}

/** What of a connector speaks to its vendor, in the words of `used`. */
export function waysOf({ actions, triggers, choices }: Connector): string[] {
  const reading = Object.values(triggers).filter(({ poll }) => poll !== undefined);
  return [
    ...Object.keys(actions).map((id) => `action ${id}`),
    ...reading.map(({ id }) => `poll ${id}`),
    ...Object.keys(choices ?? {}).map((name) => `choices ${name}`),
  ];
}
