/** Under npm a signal comes twice: from the terminal to the whole group, and passed on by npm. Within this time it is the same. */
const SAME_SIGNAL_MS = 1_000;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export type StopSignals = {
  /** Resolves when somebody asks to stop. */
  asked: Promise<void>;
  /** Ends listening. */
  end(): void;
};

/**
 * Listens for the wish to stop. The first one is to be followed in peace; a second one, later than a second, calls `atOnce`.
 */
export function listenForStop(atOnce: () => void, now: () => number = () => performance.now()): StopSignals {
  const { promise: asked, resolve } = Promise.withResolvers<void>();
  let first: number | undefined;
  const hear = () => {
    if (first === undefined) {
      first = now();
      resolve();
    } else if (now() - first >= SAME_SIGNAL_MS) atOnce();
  };
  for (const signal of signals) process.on(signal, hear);
  return {
    asked,
    end: () => {
      for (const signal of signals) process.removeListener(signal, hear);
    },
  };
}
