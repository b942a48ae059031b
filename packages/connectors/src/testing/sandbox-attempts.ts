import type { ActionContext, ActionDefinition, Connector } from '@raccord/contract';
import {
  createSandbox,
  type FaultKind,
  type FaultSpec,
  type Sandbox,
  type SandboxOptions,
  sandboxConnections,
} from '@raccord/sandbox';
import { Compile } from 'typebox/compile';
import type { OpenedConnection } from '../open-connection.ts';
import { actionContext } from './tiny-server.ts';

type Vendor = keyof ReturnType<typeof sandboxConnections>;

export type SandboxBench = {
  sandbox: Sandbox;
  url: string;
  connection(vendor: Vendor): OpenedConnection;
  close(): Promise<void>;
};

export async function sandboxBench(options: SandboxOptions = {}): Promise<SandboxBench> {
  const sandbox = await createSandbox(options);
  const url = await sandbox.listen();
  return {
    sandbox,
    url,
    connection: (vendor) => structuredClone(sandboxConnections(url)[vendor]),
    close: () => sandbox.close(),
  };
}

/** Meets the next call that fits. */
export function once(
  bench: SandboxBench,
  vendor: FaultSpec['vendor'],
  fault: FaultKind,
  more: Partial<FaultSpec> = {},
): void {
  bench.sandbox.world.faults.add({ vendor, fault, times: 1, ...more });
}

/**
 * Runs an action as the engine does: input and output are checked against their schemas, a failure that leaves the outcome open is
 * followed by a second attempt, which looks back first.
 * @returns the output and how many attempts it took
 */
export async function attempt(
  connector: Connector,
  actionId: string,
  connection: OpenedConnection,
  input: unknown,
  identity: Partial<Pick<ActionContext, 'idempotencyKey' | 'marker' | 'files'>> = {},
): Promise<{ output: Record<string, unknown>; attempts: number; lookedBack: boolean }> {
  const action = connector.actions[actionId];
  if (action === undefined) throw new Error(`${connector.id} has no action ${actionId}`);
  expectFit(action.input, input, `input of ${actionId}`);
  const context = actionContext(connector, connection, identity);
  let result: { output: unknown; attempts: number; lookedBack: boolean };
  try {
    result = { output: await action.run(context, input), attempts: 1, lookedBack: false };
  } catch (error) {
    if ((error as { uncertain?: boolean }).uncertain !== true) throw error;
    result = await again(action, { ...context, mayHaveRun: true }, input);
  }
  expectFit(action.output, result.output, `output of ${actionId}`);
  return { ...result, output: result.output as Record<string, unknown> };
}

async function again(action: ActionDefinition, context: ActionContext, input: unknown) {
  const earlier = await action.readback?.(context, input);
  return { output: earlier ?? (await action.run(context, input)), attempts: 2, lookedBack: earlier !== undefined };
}

function expectFit(schema: ActionDefinition['input'], value: unknown, what: string): void {
  const errors = [...Compile(schema).Errors(value)];
  if (errors.length > 0) throw new Error(`${what} does not fit its schema: ${JSON.stringify(errors.slice(0, 3))}`);
}
