import { type ConnectorContext, type ConnectorRegistry, Failure } from '@raccord/contract';
import type { BatchStore, ConnectionPort, Ports } from '../ports.ts';

export type MemoryPorts = {
  ports: Ports;
  /** Connections that only a person could bring back. */
  held: Set<string>;
};

/**
 * What the engine needs of the world, in memory: nothing is stored, nobody is called. The actions of `registry` have been replaced; a
 * real one that got here would find no way out.
 * @param earliestWaiting as in `BatchStore`: for ordered flows
 */
export function memoryPorts(registry: ConnectorRegistry, earliestWaiting: BatchStore['earliestWaiting']): MemoryPorts {
  const held = new Set<string>();
  const silent = () => undefined;
  const batches: BatchStore = {
    append: async () => true,
    earliestWaiting,
    claim: unused,
    settle: unused,
    abandon: unused,
    putBack: unused,
    cut: unused,
  };
  const connections: ConnectionPort = {
    open: async ({ connectionId }, signal) =>
      connectionId !== undefined && held.has(connectionId)
        ? { held: true }
        : { held: false, context: noWayOut(signal), probing: false },
    // A hold that ends by itself is over at once: a dry run does not wait.
    hold: async (connectionId, reason) => {
      if (reason === 'auth') held.add(connectionId);
    },
    answer: async () => undefined,
    release: async (connectionId) => {
      held.delete(connectionId);
    },
  };
  const ports: Ports = {
    batches,
    // Whoever is asked in a dry run has answered before anybody looks (`DryCalls.answerApproval`).
    approvals: { decided: async () => new Map(), remembered: async () => new Map() },
    connections,
    subscriptions: { tend: unused },
    flowAsks: { answer: unused },
    alerts: { deliver: unused },
    traces: { evaluated: silent },
    triggers: { claimPoll: unused, storePage: unused, letGo: unused, endPoll: unused },
    flows: { load: unused },
    doorbell: { ring: async () => undefined, waiting: unused, listen: unused, close: async () => undefined },
    signals: { send: silent },
    registry,
    redact: (text) => text,
    log: { info: silent, warn: silent, error: silent },
  };
  return { ports, held };
}

function noWayOut(signal: AbortSignal): ConnectorContext {
  return {
    http: { request: unused },
    files: { put: unused, get: unused },
    settings: {},
    endpoints: { api: '' },
    signal,
  };
}

async function unused(): Promise<never> {
  throw new Failure('bug', 'engine.unexpected', { message: 'a dry run called outside' });
}
