/** How long a statement is tried again while the database is away; longer than a restart, shorter than a person's patience. */
const TRY_FOR_MS = 60_000;

const away = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08003',
  '08006',
  '53300',
  '53100',
]);

/** Whether an error says that the database is not there just now, rather than that the statement is wrong. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    away.has(code) ||
    /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error/.test(
      error.message,
    )
  );
}

/** Two that waited for each other: one of them was undone, and may try again at once. */
export function wasInTheWay(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '40P01' || error.code === '40001');
}

/** Runs a statement again while the database is away, or when it was undone for another's sake. Only for statements that do no harm when the first one got through after all. */
export async function persistently<T>(act: () => Promise<T>): Promise<T> {
  const started = performance.now();
  for (let pause = 50; ; pause = Math.min(pause * 2, 1_000)) {
    try {
      return await act();
    } catch (error) {
      if (!(isAway(error) || wasInTheWay(error)) || performance.now() - started > TRY_FOR_MS) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
