import { useEffect, useRef } from 'react';

/** What the server says has changed; the ids of what it is about, where it has such. */
export type LiveEvent = {
  type: string;
  flowId?: string;
  runId?: string;
  environmentId?: string;
  connectionId?: string;
  failureId?: string;
};
type Listener = (event: LiveEvent) => void;

const listeners = new Map<string, Set<Listener>>();
let stream: EventSource | undefined;

/** One stream for all who listen: browsers open only a few to one server. It comes back by itself when it breaks off. */
function open(): EventSource {
  stream ??= new EventSource('/api/events');
  return stream;
}

function tell(event: MessageEvent<string>): void {
  const ids = JSON.parse(event.data) as Omit<LiveEvent, 'type'>;
  for (const listener of listeners.get(event.type) ?? []) listener({ ...ids, type: event.type });
}

function listen(type: string, listener: Listener): () => void {
  const known = listeners.get(type) ?? new Set();
  if (known.size === 0) open().addEventListener(type, tell);
  listeners.set(type, known.add(listener));
  return () => {
    known.delete(listener);
    if (known.size > 0) return;
    stream?.removeEventListener(type, tell);
    listeners.delete(type);
    if (listeners.size > 0) return;
    stream?.close();
    stream = undefined;
  };
}

/** Calls `listener` for events of these types, and for `resync`: some may have been missed, look again. */
export function useLiveEvents(types: readonly string[], listener: Listener): void {
  const latest = useRef(listener);
  latest.current = listener;
  const all = [...types, 'resync'].join(' ');
  useEffect(() => {
    const stops = all.split(' ').map((type) => listen(type, (event) => latest.current(event)));
    return () => {
      for (const stop of stops) stop();
    };
  }, [all]);
}
