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

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

const listeners = new Map<string, Set<Listener>>();
let stream: EventSource | undefined;
let wait = FIRST_WAIT_MS;
let reopening: ReturnType<typeof setTimeout> | undefined;

/**
 * One stream for all who listen: browsers open only a few to one server. Where it breaks off, the browser opens it again; where it is
 * refused, as by a server that is just starting, we do. What was said meanwhile is lost, so everybody looks again.
 */
function open(): void {
  const opened = new EventSource('/api/events');
  let broke = wait > FIRST_WAIT_MS;
  for (const type of listeners.keys()) opened.addEventListener(type, tell);
  opened.addEventListener('open', () => {
    wait = FIRST_WAIT_MS;
    if (broke) for (const listener of listeners.get('resync') ?? []) listener({ type: 'resync' });
    broke = false;
  });
  opened.addEventListener('error', () => {
    broke = true;
    if (opened.readyState !== EventSource.CLOSED) return;
    reopening = setTimeout(open, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  });
  stream = opened;
}

function close(): void {
  clearTimeout(reopening);
  stream?.close();
  stream = undefined;
  wait = FIRST_WAIT_MS;
}

function tell(event: MessageEvent<string>): void {
  const ids = JSON.parse(event.data) as Omit<LiveEvent, 'type'>;
  for (const listener of listeners.get(event.type) ?? []) listener({ ...ids, type: event.type });
}

function listen(type: string, listener: Listener): () => void {
  const known = listeners.get(type) ?? new Set();
  listeners.set(type, known.add(listener));
  if (stream === undefined) open();
  else if (known.size === 1) stream.addEventListener(type, tell);
  return () => {
    known.delete(listener);
    if (known.size > 0) return;
    stream?.removeEventListener(type, tell);
    listeners.delete(type);
    if (listeners.size > 0) return;
    close();
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

/** At most one reading in this time, however much happens. */
const PACE_MS = 1_000;

/** Calls `look` at once when something happens and then, as long as more does, in a pace that eyes, page and server can follow. */
export function usePacedEvents(
  types: readonly string[],
  look: () => void,
  concerns: (event: LiveEvent) => boolean = () => true,
): void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const more = useRef(false);
  const latest = useRef(look);
  latest.current = look;
  useEffect(() => () => clearTimeout(timer.current), []);
  const act = () => {
    more.current = false;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      if (more.current) act();
    }, PACE_MS);
    latest.current();
  };
  useLiveEvents(types, (event) => {
    if (event.type !== 'resync' && !concerns(event)) return;
    if (timer.current === undefined) act();
    else more.current = true;
  });
}
