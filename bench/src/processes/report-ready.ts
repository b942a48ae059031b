/** What the process was told to do. */
export function order<Order>(): Order {
  return JSON.parse(process.argv[2] ?? '{}') as Order;
}

/** Says that the process is ready; from then on words are answered, and it stops when told or when its parent is gone. */
export function reportReady(ready: unknown, stop: () => Promise<void>, answer: (word: string) => unknown = () => null) {
  let stopping = false;
  const end = () => {
    if (stopping) return;
    stopping = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', () => undefined);
  process.on('disconnect', end);
  process.on('message', (word) => process.send?.(answer(String(word)) ?? null));
  process.send?.(ready);
}
