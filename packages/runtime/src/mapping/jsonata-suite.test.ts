import { Failure } from '@raccord/contract';
import { describe, expect, it } from 'vitest';
import { compileExpression } from './expression.ts';
import { jsonataDeviations, tooSlowToTell } from './jsonata-deviations.ts';
import { readSuite, type SuiteCase, suiteFolder } from './jsonata-suite.ts';

const cases = readSuite().filter((one) => !tooSlowToTell.has(one.id));
if (cases.length === 0) {
  process.emitWarning(`JSONata's test suite is not at ${suiteFolder}: NOT ONE of its cases was run.`);
}

/** How a case ends here: `value`, or the code of JSONata's error, or the code of our own failure. */
async function outcome(one: SuiteCase): Promise<{ value: unknown } | { code: string }> {
  const bound = Object.entries(one.bindings).map(([name, value]) => `$${name} := ${JSON.stringify(value)};`);
  const source = bound.length === 0 ? one.expr : `(${bound.join('')} ${one.expr})`;
  try {
    return { value: await compileExpression(source).evaluate(one.data as Record<string, unknown>) };
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    return { code: typeof thrown.params.code === 'string' ? thrown.params.code : thrown.code };
  }
}

async function differs(one: SuiteCase): Promise<string | undefined> {
  const ended = await outcome(one);
  const shown = JSON.stringify(ended)?.slice(0, 300);
  if (one.expected === 'undefined') {
    return 'value' in ended && ended.value === undefined ? undefined : `${shown} instead of undefined`;
  }
  if ('code' in one.expected) {
    return 'code' in ended && ended.code === one.expected.code ? undefined : `${shown} instead of ${one.expected.code}`;
  }
  const same = 'value' in ended && sameJson(ended.value, one.expected.result);
  return same ? undefined : `${shown} instead of ${JSON.stringify(one.expected.result)?.slice(0, 300)}`;
}

function sameJson(left: unknown, right: unknown): boolean {
  try {
    expect(left).toEqual(right);
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(cases.length === 0)("JSONata's own test suite, through our door", () => {
  it('holds more than a thousand cases', () => {
    expect(cases.length).toBeGreaterThan(1_000);
  });

  it('differs exactly where we say so', async () => {
    const unlisted: string[] = [];
    const differing = new Set<string>();
    for (const one of cases) {
      const difference = await differs(one);
      if (difference === undefined) continue;
      differing.add(one.id);
      if (!Object.hasOwn(jsonataDeviations, one.id))
        unlisted.push(`${one.id}: ${one.expr.slice(0, 120)} → ${difference}`);
    }
    expect(unlisted).toEqual([]);
    expect(Object.keys(jsonataDeviations).filter((id) => !differing.has(id))).toEqual([]);
  }, 120_000);
});
