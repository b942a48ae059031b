import type { Log } from '@raccord/runtime/ports';

export type Repeating = {
  /** Does it again and again; it says itself after how many milliseconds. What goes wrong is tried again after `otherwise`. */
  repeat(act: () => Promise<number>, what: string, otherwise: number): void;
  /** What is under way is finished first. */
  stop(): Promise<void>;
};

/** Things that a server does by itself, each at its own pace. */
export function repeating(log: Log): Repeating {
  let stopped = false;
  const timers = new Set<NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  return {
    repeat(act, what, otherwise) {
      const go = () => {
        const once = act()
          .catch((error: unknown) => {
            log.warn({ error: String(error) }, `${what} failed; it goes on`);
            return otherwise;
          })
          .then((pause) => {
            running.delete(once);
            if (stopped) return;
            const timer = setTimeout(() => {
              timers.delete(timer);
              go();
            }, pause);
            timers.add(timer);
          });
        running.add(once);
      };
      go();
    },
    async stop() {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      await Promise.all(running);
    },
  };
}
