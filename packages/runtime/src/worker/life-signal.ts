/** A signal that fires when this worker may no longer act, and whoever fires it before that time. */
export type LifeSignal = { signal: AbortSignal; abort(): void };

const wasAborted = Object.getOwnPropertyDescriptor(AbortSignal.prototype, 'aborted')?.get;

/**
 * Ends with `isFresh`, also when nothing has fired it yet. A process that stood still (a sleeping machine, SIGSTOP) wakes in the middle of
 * its work: answers that came meanwhile are heard, and the next calls made, before any timer can say how long it was away. So `aborted`
 * itself looks at the clock; whoever is about to change something outside has only to ask it.
 */
export function lifeSignal(isFresh: () => boolean): LifeSignal {
  const controller = new AbortController();
  const { signal } = controller;
  const aborted = (): boolean => wasAborted?.call(signal) === true;
  Object.defineProperty(signal, 'aborted', {
    get() {
      if (!aborted() && !isFresh()) controller.abort();
      return aborted();
    },
  });
  return { signal, abort: () => controller.abort() };
}
