const KEPT_AS = 'raccord.names';
const MOST = 500;

/**
 * What things of accounts are called, remembered by this browser when they were picked: the flow holds only the value, and what is gone from
 * the account cannot be asked for its name any more.
 */
export function rememberName(account: string, list: string, { value, label }: { value: string; label: string }): void {
  const names = read().filter(([key]) => key !== keyOf(account, list, value));
  localStorage.setItem(KEPT_AS, JSON.stringify([...names, [keyOf(account, list, value), label]].slice(-MOST)));
}

export function rememberedName(account: string, list: string, value: string): string | undefined {
  return read().find(([key]) => key === keyOf(account, list, value))?.[1];
}

const keyOf = (account: string, list: string, value: string) => JSON.stringify([account, list, value]);

function read(): [string, string][] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEPT_AS) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isPair) : [];
  } catch {
    return [];
  }
}

const isPair = (entry: unknown): entry is [string, string] =>
  Array.isArray(entry) && entry.length === 2 && entry.every((part) => typeof part === 'string');
