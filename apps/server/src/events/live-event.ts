/**
 * What goes over the channel `raccord_events`: a hint that something changed, small enough for NOTIFY. Whoever wants the whole
 * reads it through the API.
 */
export type LiveEvent = {
  workspaceId: string;
  /** e.g. `flow.deployed`, `run.changed`, `failure.opened`. */
  type: string;
  /** What it is about: the id of a flow, run, connection. */
  subject?: string;
  /** Small values that save a look-up, e.g. the counters of a run. */
  data?: Record<string, string | number | boolean | null>;
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
    return typeof workspaceId === 'string' && typeof type === 'string' ? (value as LiveEvent) : undefined;
  } catch {
    return undefined;
  }
}
