/** Where something is not as expected. `path` is empty for the whole value. */
export type ValueDifference = { path: string; expected: unknown; found: unknown };

/**
 * Compares by what is expected: fields of objects that are not named may be anything (with `exact` they may not be there); lists have the
 * same length and order.
 */
export function differences(expected: unknown, found: unknown, exact = false, path = ''): ValueDifference[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(found) || found.length !== expected.length) return [{ path, expected, found }];
    return expected.flatMap((item, index) => differences(item, found[index], exact, `${path}[${index}]`));
  }
  if (isPlain(expected)) {
    if (!isPlain(found)) return [{ path, expected, found }];
    const names = new Set([...Object.keys(expected), ...(exact ? Object.keys(found) : [])]);
    return [...names].flatMap((name) =>
      differences(own(expected, name), own(found, name), exact, path === '' ? name : `${path}.${name}`),
    );
  }
  return Object.is(expected, found) || (expected === 0 && found === 0) ? [] : [{ path, expected, found }];
}

function own(value: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Pairs each expectation with a call of its own that fits, so that as many as possible have one (augmenting paths: a loose expectation
 * gives way to a strict one that fits nothing else).
 * @returns for each expectation the index of its call, or undefined
 */
export function pairUp(
  expectations: number,
  calls: number,
  fits: (expectation: number, call: number) => boolean,
): (number | undefined)[] {
  const takenBy = new Array<number | undefined>(calls).fill(undefined);
  const place = (expectation: number, tried: Set<number>): boolean => {
    for (let call = 0; call < calls; call += 1) {
      if (tried.has(call) || !fits(expectation, call)) continue;
      tried.add(call);
      const holder = takenBy[call];
      if (holder === undefined || place(holder, tried)) {
        takenBy[call] = expectation;
        return true;
      }
    }
    return false;
  };
  for (let expectation = 0; expectation < expectations; expectation += 1) place(expectation, new Set());
  const callOf = new Array<number | undefined>(expectations).fill(undefined);
  for (const [call, expectation] of takenBy.entries()) if (expectation !== undefined) callOf[expectation] = call;
  return callOf;
}
