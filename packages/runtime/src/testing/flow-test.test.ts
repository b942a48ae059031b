import { readFile } from 'node:fs/promises';
import {
  type ConnectorRegistry,
  defineAction,
  defineTrigger,
  type FlowDocument,
  type FlowTest,
} from '@raccord/contract';
import { describe, expect, it } from 'vitest';
import { dryRun } from './dry-run.ts';
import { flowTestSchemaFile, flowTestSchemaText } from './generate-flow-test-schema.ts';
import { readFlowTest } from './read-flow-test.ts';
import { runFlowTest } from './run-flow-test.ts';

const text = { en: 'x', fr: 'x' };
const neverCalled = async (): Promise<never> => {
  throw new Error('a real action was called');
};
const Order = {
  type: 'object',
  properties: { email: { type: 'string' }, total: { type: 'number' } },
  required: ['email'],
  additionalProperties: false,
};
const Made = { type: 'object', properties: { id: { type: 'string', examples: ['o-1'] }, n: { type: 'integer' } } };
const action = (id: string, effect: 'read' | 'key' | 'none') =>
  defineAction({
    id,
    version: 1,
    title: text,
    description: text,
    input: Order,
    output: Made,
    effect,
    run: neverCalled,
  });
const bulk = { ...action('bulk', 'key'), bulk: { max: 2, run: neverCalled } };
const registry: ConnectorRegistry = {
  shop: {
    id: 'shop',
    title: text,
    description: text,
    auth: { kind: 'none', credentials: {}, apply: () => undefined },
    triggers: {
      run: defineTrigger({
        id: 'run',
        version: 1,
        title: text,
        description: text,
        config: {},
        output: {},
        sample: {},
      }),
    },
    actions: { find: action('find', 'read'), create: action('create', 'key'), send: action('send', 'none'), bulk },
  },
};

const start = { id: 'start', kind: 'trigger' as const, uses: 'shop/run' };
const create = {
  id: 'create',
  kind: 'action' as const,
  uses: 'shop/create',
  connection: 'shop',
  with: { email: '{{start.email}}' },
};

function flow(nodes: FlowDocument['nodes'], edges: string[], more: Partial<FlowDocument> = {}): FlowDocument {
  return {
    schemaVersion: 1,
    id: 'f',
    name: 'F',
    connections: { shop: { connector: 'shop' } },
    nodes: [start, ...nodes],
    edges: edges.map((edge) => {
      const [source = '', to = ''] = edge.split(' > ');
      const [from = '', port] = source.split('.');
      return { from, to, ...(port === undefined ? {} : { port }) };
    }),
    ...more,
  };
}
const test = (changes: Partial<FlowTest>): FlowTest => ({
  name: 't',
  records: [{ email: 'a@b.c' }],
  expect: {},
  ...changes,
});
const codes = async (document: FlowDocument, changes: Partial<FlowTest>) =>
  (await runFlowTest(document, test(changes), registry)).differences;

describe('runFlowTest', () => {
  const simple = flow(
    [create, { id: 'answer', kind: 'respond', body: '{{create}}' }],
    ['start > create', 'create > answer'],
  );
  const mocks = { create: { id: 'new', n: 1 } };

  it('passes when records and effects are as expected', async () => {
    const effects = [{ node: 'create', record: 0, input: { email: 'a@b.c' }, exact: true, tries: 1 }];
    const records = [{ state: 'succeeded' as const, answer: { id: 'new' }, nodes: { create: { n: 1 } } }];
    expect(await codes(simple, { mocks, expect: { records, effects } })).toEqual([]);
  });

  it.each<[string, Partial<FlowTest>, object[]]>([
    [
      'a state',
      { mocks, expect: { records: [{ state: 'filtered' }] } },
      [{ code: 'flowTest.state', params: { expected: 'filtered', found: 'succeeded' } }],
    ],
    [
      'an answer',
      { mocks, expect: { records: [{ state: 'succeeded', answer: { id: 'other' } }] } },
      [{ code: 'flowTest.value', params: { where: 'records[0].answer.id', expected: '"other"', found: '"new"' } }],
    ],
    [
      'a value',
      { mocks, expect: { records: [{ state: 'succeeded', nodes: { create: { n: 2 } } }] } },
      [{ code: 'flowTest.value' }],
    ],
    ['the number of records', { mocks, expect: { records: [] } }, [{ code: 'flowTest.recordCount' }]],
    [
      'a call that was not made',
      { mocks, expect: { effects: [{ node: 'create' }, { node: 'create' }] } },
      [{ code: 'flowTest.missingCall' }],
    ],
    [
      'a call that nobody expects',
      { mocks, expect: { effects: [] } },
      [{ code: 'flowTest.unexpectedCall', params: { node: 'create' } }],
    ],
    [
      'an input',
      { mocks, expect: { effects: [{ node: 'create', input: { email: 'x' } }] } },
      [{ code: 'flowTest.value', params: { where: 'effects[0] create.input.email' } }],
    ],
    [
      'a field too many',
      { mocks, expect: { effects: [{ node: 'create', input: {}, exact: true }] } },
      [{ code: 'flowTest.value' }],
    ],
    [
      'a mock of no node',
      { mocks: { ...mocks, creat: {} }, expect: { effects: [{ node: 'create' }] } },
      [{ code: 'flowTest.unknownMock', params: { node: 'creat' } }],
    ],
    [
      'a missing mock',
      { expect: { records: [{ state: 'succeeded' }] } },
      [{ code: 'flowTest.stateFailed', params: { failure: { code: 'dryRun.noMock' } } }],
    ],
  ])('tells %s that is not as expected', async (_, changes, expected) => {
    expect(await codes(simple, changes)).toMatchObject(expected);
  });

  it('checks what actions are given against their schemas, as live', async () => {
    const wrong = { ...create, with: { email: '{{start.email}}', totl: 1 } };
    const records = [{ state: 'failed' as const, node: 'create', failure: { kind: 'input' as const } }];
    expect(await codes(flow([wrong], ['start > create']), { mocks, expect: { records, effects: [] } })).toEqual([]);
  });

  it('mocks by record, by try, by expression and as failures; retries are the engine’s', async () => {
    const failure = { failure: { kind: 'transient', code: 'http.timeout' } };
    const list = [{ tries: [failure, { id: '{{input.email}}!', n: 1 }] }, { failure: { kind: 'input', code: 'x.y' } }];
    const found = await codes(simple, {
      records: [{ email: 'a' }, { email: 'b' }],
      mocks: { create: list },
      expect: {
        records: [
          { state: 'succeeded', answer: { id: 'a!' } },
          { state: 'failed', failure: { code: 'x.y' } },
        ],
        effects: [
          { node: 'create', record: 1, tries: 1 },
          { node: 'create', record: 0, tries: 2 },
        ],
      },
    });
    expect(found).toEqual([]);
  });

  it('reads need not be named; order counts only where the test says so', async () => {
    const find = { ...create, id: 'find', uses: 'shop/find' };
    const two = flow([find, create, { ...create, id: 'again' }], ['start > find', 'find > create', 'create > again']);
    const all = { find: null, create: null, again: null };
    const effects = [{ node: 'again' }, { node: 'create' }];
    expect(await codes(two, { mocks: all, expect: { effects } })).toEqual([]);
    expect(await codes(two, { mocks: all, expect: { effects: [...effects, { node: 'find' }] } })).toEqual([]);
    expect(await codes(two, { mocks: all, expect: { effects, ordered: true } })).toHaveLength(4);
  });
});

describe('dryRun', () => {
  const run = (document: FlowDocument, records: unknown[], mocks = {}) =>
    dryRun(document, { registry, records, mocks, unmocked: 'example' });
  const states = ({ records }: Awaited<ReturnType<typeof run>>) => records.map(({ state }) => state);

  it('puts splits together, with the calls of each part', async () => {
    const each = { ...create, with: { email: '{{line}}' } };
    const document = flow(
      [
        { id: 'line', kind: 'split', items: '{{start.lines}}' },
        each,
        { id: 'all', kind: 'aggregate', collect: '{{line}}' },
        { id: 'answer', kind: 'respond', body: '{{all.items}}' },
      ],
      ['start > line', 'line > create', 'create > all', 'all > answer'],
    );
    const result = await run(document, [{ lines: ['a', 'b'] }, { lines: [] }]);
    expect(states(result)).toEqual(['succeeded', 'succeeded', 'succeeded', 'succeeded']);
    expect(result.records.map(({ answer }) => answer?.body)).toEqual([['a', 'b'], [], undefined, undefined]);
    expect(result.calls.map(({ input }) => input)).toEqual([{ email: 'a' }, { email: 'b' }]);
    const failing = await run(document, [{ lines: ['a', 'b'] }], { create: { failure: { kind: 'input' } } });
    expect(states(failing)).toEqual(['waiting', 'failed', 'failed']);
  });

  it('gathers a whole run, skips waits and says so', async () => {
    const document = flow(
      [
        { id: 'later', kind: 'wait', for: '3d' },
        { id: 'all', kind: 'aggregate', of: 'run', collect: '{{start.n}}' },
        { id: 'sum', kind: 'map', with: { total: '{{$sum(all.items)}}' } },
      ],
      ['start > later', 'later > all', 'all > sum'],
    );
    const { records, skippedWaits } = await run(document, [{ n: 1 }, { n: 2 }]);
    expect(records.map(({ state, values }) => [state, values.sum])).toEqual([
      ['succeeded', undefined],
      ['succeeded', undefined],
      ['succeeded', { total: 3 }],
    ]);
    expect(skippedWaits).toEqual(['later']);
  });

  it('an approval answers yes unless its mock says otherwise, and says that nobody was asked', async () => {
    const document = flow(
      [
        { id: 'review', kind: 'approval', with: { to: '{{start.n}}' } },
        { id: 'yes', kind: 'map', with: { to: '{{review.data.to}}' } },
        { id: 'no', kind: 'map', with: { why: '{{review.comment}}' } },
      ],
      ['start > review'],
    );
    for (const [port, to] of [['approved', 'yes'] as const, ['rejected', 'no'] as const])
      document.edges.push({ from: 'review', port, to });
    const plain = await run(document, [{ n: 1 }]);
    expect(plain.records[0]).toMatchObject({ state: 'succeeded', values: { yes: { to: 1 } } });
    expect(plain.answeredApprovals).toEqual(['review']);
    const review = [{ data: { to: 7 } }, { decision: 'rejected', comment: 'no' }, { failure: { kind: 'input' } }];
    const { records } = await run(document, [{ n: 1 }, { n: 2 }, { n: 3 }], { review });
    expect(records.map(({ state, values }) => [state, values.yes ?? values.no])).toEqual([
      ['succeeded', { to: 7 }],
      ['succeeded', { why: 'no' }],
      ['failed', undefined],
    ]);
  });

  it('subflows answer with mocks; a lost account holds its records; an unknown outcome is in doubt', async () => {
    const called = flow([{ id: 'sub', kind: 'subflow', flow: 'other', with: { a: 1 } }], ['start > sub']);
    const answered = await run(called, [{}], { sub: { ok: true } });
    expect(answered.records[0]).toMatchObject({ state: 'succeeded', values: { sub: { ok: true } } });
    expect(answered.calls).toMatchObject([{ effect: 'subflow', uses: 'other', input: { a: 1 } }]);
    const failed = await run(called, [{}], { sub: { failure: { kind: 'missing' } } });
    expect(failed.records[0]).toMatchObject({ state: 'failed', node: 'sub' });

    const simple = flow([create], ['start > create']);
    const held = await run(simple, [{ email: 'a' }], { create: { failure: { kind: 'auth' } } });
    expect(held.records[0]).toMatchObject({ state: 'waiting', waitReason: 'held' });
    const send = flow([{ ...create, uses: 'shop/send' }], ['start > create']);
    const doubt = await run(send, [{ email: 'a' }], { create: { failure: { kind: 'transient', uncertain: true } } });
    expect(states(doubt)).toEqual(['inDoubt']);
  });

  it('keeps the order of each key, and the bulk form of actions', async () => {
    const document = flow([{ ...create, uses: 'shop/bulk' }], ['start > create'], {
      settings: { recordKey: '{{start.email}}', ordering: 'key' },
    });
    const records = ['a', 'b', 'a', 'c'].map((email) => ({ email }));
    const result = await run(document, records, { create: { tries: [{ failure: { kind: 'transient' } }, {}] } });
    expect(states(result)).toEqual(['succeeded', 'succeeded', 'succeeded', 'succeeded']);
    const firsts = result.calls.filter(({ output }) => output !== undefined).map(({ record }) => record);
    expect(firsts.indexOf(result.records[0]!.id)).toBeLessThan(firsts.indexOf(result.records[2]!.id));
  });

  it('gives examples where nobody says what comes back', async () => {
    const { calls } = await run(flow([create], ['start > create']), [{ email: 'a' }]);
    expect(calls).toMatchObject([{ mocked: false, output: { id: 'o-1', n: 1 } }]);
  });
});

it('says what is wrong with the form of a test', () => {
  expect(readFlowTest({ name: 'x', records: [{}], expect: { record: [] } })).toEqual({
    ok: false,
    problems: [expect.objectContaining({ code: 'flow.unknownField', path: 'expect.record', severity: 'error' })],
  });
  expect(readFlowTest(test({ expect: { effects: [] } }))).toMatchObject({ ok: true });
});

it('flows/flow-test.schema.json is up to date', async () => {
  expect(await readFile(flowTestSchemaFile, 'utf8')).toBe(flowTestSchemaText());
});
