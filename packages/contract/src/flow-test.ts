import Type, { type Static } from 'typebox';
import { failureKinds } from './failure.ts';
import { recordStates } from './record.ts';

// A test of a flow: records go in, the real engine takes them through the graph, and nothing leaves the house. Actions answer with
// mocks; what they would have sent is compared. Kept in `flows/<id>/tests/*.json`.

const strict = { additionalProperties: false };

const ExpectedFailure = Type.Object(
  { kind: Type.Optional(Type.Enum([...failureKinds])), code: Type.Optional(Type.String()) },
  strict,
);

const outcome = {
  state: Type.Enum([...recordStates]),
  node: Type.Optional(Type.String({ description: 'Where it ended or waits.' })),
  failure: Type.Optional(ExpectedFailure),
  answer: Type.Optional(
    Type.Unknown({ description: 'Body of the flow’s answer; fields that are left out may be anything.' }),
  ),
  nodes: Type.Optional(
    Type.Record(Type.String(), Type.Unknown(), {
      description: 'What nodes gave, by node id; fields that are left out may be anything.',
    }),
  ),
};

export const ExpectedRecord = Type.Object(
  {
    ...outcome,
    made: Type.Optional(
      Type.Array(Type.Object(outcome, strict), { description: 'The records that a split made of it, in their order.' }),
    ),
  },
  strict,
);
export type ExpectedRecord = Static<typeof ExpectedRecord>;

export const ExpectedEffect = Type.Object(
  {
    node: Type.String(),
    record: Type.Optional(Type.Integer({ minimum: 0, description: 'Index in `records`; absent: any.' })),
    input: Type.Optional(
      Type.Unknown({ description: 'What the action is given; fields that are left out may be anything.' }),
    ),
    exact: Type.Optional(Type.Boolean({ description: '`input` has these fields and no others.' })),
    tries: Type.Optional(Type.Integer({ minimum: 1, description: 'How often it was called for this record.' })),
  },
  strict,
);
export type ExpectedEffect = Static<typeof ExpectedEffect>;

export const FlowTest = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    name: Type.String({ minLength: 1, maxLength: 200, description: 'What the test shows, as a sentence.' }),
    records: Type.Array(Type.Unknown(), {
      minItems: 1,
      maxItems: 1_000,
      description: 'What the trigger brings, one item for each record.',
    }),
    now: Type.Optional(Type.String({ description: 'The time of the run, ISO 8601: what `$now()` gives.' })),
    env: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), { description: 'What expressions read as `env.<name>`.' }),
    ),
    mocks: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description:
          'What actions and subflows give back, by node id: the output (in which `{{ }}` can read `input`, `record` and `index`); ' +
          '`{ "failure": { "kind", "code" } }`; `{ "tries": [first, second, …] }`, of which the last one stays; or a list, one item for each of `records`.',
      }),
    ),
    expect: Type.Object(
      {
        records: Type.Optional(Type.Array(ExpectedRecord, { description: 'One for each of `records`.' })),
        effects: Type.Optional(
          Type.Array(ExpectedEffect, {
            description:
              'Every call that would change something, in any order. Calls that only read may be named too, and need not be.',
          }),
        ),
        ordered: Type.Optional(Type.Boolean({ description: 'The effects come in this very order.' })),
      },
      { ...strict, minProperties: 1 },
    ),
  },
  { ...strict, $id: 'https://raccord.dev/flow-test.schema.json', title: 'Raccord flow test' },
);
export type FlowTest = Static<typeof FlowTest>;
