/**
 * Works through `items` in their order, `atOnce` at a time. When one throws, the others end what they have begun and begin nothing
 * more; then the first that threw is thrown.
 */
export async function inParallel<T>(
  items: readonly T[],
  atOnce: number,
  act: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const work = async () => {
    while (next < items.length) {
      try {
        await act(items[next++]!);
      } catch (thrown) {
        next = items.length;
        throw thrown;
      }
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.min(atOnce, items.length) }, work));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
