import { Failure } from '@raccord/contract';

/** A whole number from the command line. @throws Failure `cli.badOption` */
export function wholeNumber(
  option: string,
  found: string | undefined,
  { from, to }: { from: number; to: number },
): number | undefined {
  if (found === undefined) return undefined;
  if (/^\d{1,15}$/.test(found) && Number(found) >= from && Number(found) <= to) return Number(found);
  throw new Failure('input', 'cli.badOption', { option, found, expected: `${from}–${to}` });
}

/** One of a few words. @throws Failure `cli.badOption` */
export function oneOf<T extends string>(option: string, found: string, accepted: readonly T[]): T {
  const match = accepted.find((candidate) => candidate === found);
  if (match === undefined)
    throw new Failure('input', 'cli.badOption', { option, found, expected: accepted.join(' | ') });
  return match;
}
