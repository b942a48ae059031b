/**
 * What goes over the channel `raccord_events`: a hint that something changed, small enough for NOTIFY. Whoever wants the whole
 * reads it through the API. Beside the type it holds the ids of what it is about.
 */
export type LiveEvent = {
  workspaceId: string;
  /** e.g. `flow.deployed`, `run.changed`, `connection.changed`; `resync` says that some may have been missed. */
  type: string;
  flowId?: string;
  runId?: string;
  environmentId?: string;
  connectionId?: string;
  failureId?: string;
};

/** The payload of a notification. */
export function writeLiveEvent(event: LiveEvent): string {
  return JSON.stringify(event);
}

/** Reads a payload; undefined for what is none of ours. */
export function readLiveEvent(payload: string): LiveEvent | undefined {
  try {
    const value: unknown = JSON.parse(payload);
    if (typeof value !== 'object' || value === null) return undefined;
    const { workspaceId, type } = value as Partial<LiveEvent>;
    const isEvent = typeof workspaceId === 'string' && typeof type === 'string' && /^[\w.]+$/.test(type);
    return isEvent ? (value as LiveEvent) : undefined;
  } catch {
    return undefined;
  }
}
