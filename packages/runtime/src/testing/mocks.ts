import { Failure, type FailureKind, failureKinds } from '@raccord/contract';
import { compileMapping } from '../mapping/mapping.ts';

/** Who calls, for the `n`-th time (from 1): the record's place among those that came in, its data, and what the action is given. */
export type MockCall = { node: string; index: number; record: unknown; input: unknown; n: number };

/** What a node gives back instead of calling anybody; see `FlowTest.mocks` for the forms. */
export class Mocks {
  private readonly mocks: Readonly<Record<string, unknown>>;
  private readonly now: number;

  /** @param now milliseconds since 1970: what `$now()` gives in them */
  constructor(mocks: Readonly<Record<string, unknown>>, now: number) {
    this.mocks = mocks;
    this.now = now;
  }

  has(node: string): boolean {
    return Object.hasOwn(this.mocks, node);
  }

  /**
   * @throws Failure the mock's own; `config` / `dryRun.noMock` when a list has no item for this record; what an expression in it throws
   */
  async answer({ node, index, record, input, n }: MockCall): Promise<unknown> {
    let mock = this.mocks[node];
    if (Array.isArray(mock)) {
      if (index >= mock.length) throw new Failure('config', 'dryRun.noMock', { node, index });
      mock = mock[index];
    }
    const { tries } = isPlain(mock) ? mock : {};
    if (isPlain(mock) && Object.keys(mock).length === 1 && Array.isArray(tries) && tries.length > 0)
      mock = tries[Math.min(n, tries.length) - 1];
    const failure = failureIn(mock);
    if (failure !== undefined) throw failure;
    const context = { input, record, index };
    return await compileMapping(mock).evaluate(context, { now: this.now, seed: node });
  }
}

function failureIn(mock: unknown): Failure | undefined {
  if (!isPlain(mock) || Object.keys(mock).length !== 1 || !isPlain(mock.failure)) return undefined;
  const { kind, code, params, retryAfterMs, uncertain } = mock.failure;
  if (!failureKinds.includes(kind as FailureKind)) return undefined;
  return new Failure(
    kind as FailureKind,
    typeof code === 'string' ? code : 'dryRun.mocked',
    isPlain(params) ? params : {},
    {
      ...(typeof retryAfterMs === 'number' ? { retryAfterMs } : {}),
      ...(typeof uncertain === 'boolean' ? { uncertain } : {}),
    },
  );
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
