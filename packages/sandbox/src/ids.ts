const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Letters and digits as vendors put them behind a prefix. Random, so that ids of an earlier life of the sandbox never come back. */
export function randomToken(length: number): string {
  let token = '';
  for (let i = 0; i < length; i++) token += letters[Math.floor(Math.random() * letters.length)];
  return token;
}

/** Long growing numbers written as strings, as Zoho does; those of a later start lie above those of an earlier one. */
export function numberIds(startedAt: number): () => string {
  let next = 460_000_000_000_000 + (Math.floor(startedAt / 1_000) % 1_000_000_000) * 100_000;
  return () => {
    next += 1;
    return String(next);
  };
}

/** As `numberIds`, but of 19 digits, more than a JSON number can hold. */
export function longIds(startedAt: number): () => string {
  const next = numberIds(startedAt);
  return () => `4150${next()}`;
}
