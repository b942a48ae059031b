import Type, { type Static } from 'typebox';
import { FlowGroup, FlowNote, MOST_GROUPS, MOST_NOTES, NodeId } from './flow-drawing.ts';

/** The newest version of the flow document; older ones are migrated by `migrateFlow` when they are read. */
export const FLOW_SCHEMA_VERSION = 1;

const Id = Type.String({ pattern: '^[a-z][a-z0-9-]{0,63}$', description: 'Lower-case letters, digits and dashes.' });
const Port = Type.String({ pattern: '^[a-z][a-z0-9-]{0,31}$' });
const Uses = Type.String({
  pattern: '^[a-z][a-z0-9-]*/[a-z][a-z0-9-]*$',
  description: 'connector/action or connector/trigger',
});
const Expression = Type.String({ maxLength: 8_192, description: '`{{ JSONata }}`' });
/** A tree of literals; any string in it may hold `{{ JSONata }}`. */
const Mapping = Type.Record(Type.String(), Type.Unknown(), {
  description: 'Field mapping: literals and `{{ JSONata }}`.',
});
const Duration = Type.String({ pattern: '^[0-9]{1,6}(ms|s|m|h|d)$', description: 'e.g. `30s`, `5m`, `2h`, `1d`' });

const common = {
  id: NodeId,
  title: Type.Optional(Type.String({ maxLength: 200 })),
  note: Type.Optional(Type.String({ maxLength: 4_000 })),
};
const strict = { additionalProperties: false };

export const TriggerNode = Type.Object(
  {
    ...common,
    kind: Type.Literal('trigger'),
    uses: Uses,
    connection: Type.Optional(Id),
    with: Type.Optional(Mapping),
    poll: Type.Optional(
      Type.Object(
        { every: Duration, overlap: Type.Optional(Duration) },
        { ...strict, description: 'For triggers read by polling.' },
      ),
    ),
  },
  strict,
);

export const Retry = Type.Object(
  {
    attempts: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 100, description: 'Tries in all, the first included. Default 6.' }),
    ),
    base: Type.Optional(Duration),
    max: Type.Optional(Duration),
  },
  strict,
);

export const ActionNode = Type.Object(
  {
    ...common,
    kind: Type.Literal('action'),
    uses: Uses,
    version: Type.Optional(
      Type.Integer({ minimum: 1, description: "The action's own version; the newest when absent." }),
    ),
    connection: Type.Optional(Id),
    with: Type.Optional(Mapping),
    retry: Type.Optional(Retry),
    onFailure: Type.Optional(
      Type.Enum(['inbox', 'ignore'], { description: 'An edge from port `failed` takes precedence. Default `inbox`.' }),
    ),
    inDoubt: Type.Optional(
      Type.Enum(['ask', 'repeat', 'skip'], {
        description: 'When the outcome of an action that cannot stay single is unknown. Default `ask`.',
      }),
    ),
  },
  strict,
);

export const MapNode = Type.Object({ ...common, kind: Type.Literal('map'), with: Mapping }, strict);
export const FilterNode = Type.Object({ ...common, kind: Type.Literal('filter'), when: Expression }, strict);
export const BranchNode = Type.Object(
  {
    ...common,
    kind: Type.Literal('branch'),
    cases: Type.Array(Type.Object({ port: Port, when: Expression }, strict), { minItems: 1, maxItems: 50 }),
    otherwise: Type.Optional(Port),
    match: Type.Optional(
      Type.Enum(['first', 'all'], { description: 'Take the first case that holds, or each. Default `first`.' }),
    ),
  },
  strict,
);
export const SplitNode = Type.Object(
  { ...common, kind: Type.Literal('split'), items: Expression, key: Type.Optional(Expression) },
  strict,
);
export const AggregateNode = Type.Object(
  {
    ...common,
    kind: Type.Literal('aggregate'),
    of: Type.Optional(
      Type.Enum(['split', 'run'], { description: "The records one split made, or all of a run's. Default `split`." }),
    ),
    collect: Type.Optional(
      Type.Unknown({ description: 'What each record contributes; its whole context when absent.' }),
    ),
  },
  strict,
);
export const LookupNode = Type.Object(
  {
    ...common,
    kind: Type.Literal('lookup'),
    table: Id,
    key: Expression,
    otherwise: Type.Optional(
      Type.Unknown({ description: 'The value when the key is not in the table; absent: the record fails.' }),
    ),
  },
  strict,
);
export const WaitNode = Type.Object(
  { ...common, kind: Type.Literal('wait'), for: Type.Optional(Duration), until: Type.Optional(Expression) },
  strict,
);
/** A field that whoever decides may change. */
export const ApprovalField = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100 }),
    title: Type.Optional(Type.String({ maxLength: 200 })),
    type: Type.Enum(['string', 'number', 'integer', 'boolean']),
    required: Type.Optional(Type.Boolean()),
    choices: Type.Optional(
      Type.Unknown({ description: 'Texts, numbers or `{ value, label }`: a list, or an expression that gives one.' }),
    ),
  },
  strict,
);
export type ApprovalField = Static<typeof ApprovalField>;
export const ApprovalNode = Type.Object(
  {
    ...common,
    kind: Type.Literal('approval'),
    question: Type.Optional(
      Type.String({ maxLength: 2_000, description: 'What the person is asked; may hold `{{ JSONata }}`.' }),
    ),
    with: Type.Optional(Mapping),
    fields: Type.Optional(
      Type.Array(ApprovalField, {
        maxItems: 50,
        description: 'What may be changed; without it all of it may, as JSON.',
      }),
    ),
    decide: Type.Optional(
      Type.Enum(['operator', 'builder', 'admin', 'owner'], {
        description: 'The least role that may decide. Default `operator`.',
      }),
    ),
    within: Type.Optional(Duration),
    otherwise: Type.Optional(
      Type.Enum(['approve', 'reject', 'stay'], {
        description: 'When nobody has decided `within` that time. Default `stay`.',
      }),
    ),
    remember: Type.Optional(Expression),
  },
  strict,
);
export const SubflowNode = Type.Object(
  { ...common, kind: Type.Literal('subflow'), flow: Id, with: Type.Optional(Mapping) },
  strict,
);
export const RespondNode = Type.Object(
  {
    ...common,
    kind: Type.Literal('respond'),
    status: Type.Optional(Type.Integer({ minimum: 200, maximum: 599 })),
    headers: Type.Optional(Type.Record(Type.String(), Type.String())),
    body: Type.Optional(Type.Unknown()),
  },
  strict,
);

export const FlowNode = Type.Union([
  TriggerNode,
  ActionNode,
  MapNode,
  FilterNode,
  BranchNode,
  SplitNode,
  AggregateNode,
  LookupNode,
  WaitNode,
  ApprovalNode,
  SubflowNode,
  RespondNode,
]);
export type FlowNode = Static<typeof FlowNode>;
export type NodeKind = FlowNode['kind'];
export type NodeOf<K extends NodeKind> = Extract<FlowNode, { kind: K }>;

/** One schema per kind, so that a wrong node is told about its own kind and not about all twelve. */
export const nodeSchemas = {
  trigger: TriggerNode,
  action: ActionNode,
  map: MapNode,
  filter: FilterNode,
  branch: BranchNode,
  split: SplitNode,
  aggregate: AggregateNode,
  lookup: LookupNode,
  wait: WaitNode,
  approval: ApprovalNode,
  subflow: SubflowNode,
  respond: RespondNode,
} satisfies { [K in NodeKind]: Type.TSchema };
export const nodeKinds = Object.keys(nodeSchemas) as NodeKind[];

export const FlowEdge = Type.Object({ from: NodeId, port: Type.Optional(Port), to: NodeId }, strict);
export type FlowEdge = Static<typeof FlowEdge>;

export const FlowSettings = Type.Object(
  {
    recordKey: Type.Optional(
      Type.String({ maxLength: 8_192, description: 'What people know the record by; also its lane.' }),
    ),
    timezone: Type.Optional(Type.String({ description: 'IANA name, e.g. `Europe/Paris`. Default UTC.' })),
    concurrency: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 64, description: 'Calls of one node at a time in a batch. Default 8.' }),
    ),
    ordering: Type.Optional(
      Type.Enum(['none', 'key'], {
        description: '`key`: records with the same key run one after another, in order of arrival.',
      }),
    ),
  },
  strict,
);

export const LookupTable = Type.Object(
  { rows: Type.Record(Type.String(), Type.Unknown()), title: Type.Optional(Type.String()) },
  { ...strict, description: 'A static table: key → value.' },
);

export const FlowDocument = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    schemaVersion: Type.Literal(FLOW_SCHEMA_VERSION),
    id: Id,
    name: Type.String({ minLength: 1, maxLength: 200 }),
    description: Type.Optional(Type.String({ maxLength: 10_000 })),
    owner: Type.Optional(Type.String({ maxLength: 200 })),
    tags: Type.Optional(Type.Array(Type.String({ maxLength: 50 }), { maxItems: 50 })),
    settings: Type.Optional(FlowSettings),
    connections: Type.Optional(
      Type.Record(Type.String(), Type.Object({ connector: Id }, strict), {
        description: 'Slots; an environment binds them.',
      }),
    ),
    tables: Type.Optional(Type.Record(Type.String(), LookupTable)),
    nodes: Type.Array(FlowNode, { minItems: 1, maxItems: 500 }),
    edges: Type.Array(FlowEdge, { maxItems: 2_000 }),
    groups: Type.Optional(Type.Array(FlowGroup, { maxItems: MOST_GROUPS })),
    notes: Type.Optional(Type.Array(FlowNote, { maxItems: MOST_NOTES })),
    layout: Type.Optional(Type.Record(Type.String(), Type.Object({ x: Type.Number(), y: Type.Number() }, strict))),
  },
  { ...strict, $id: 'https://raccord.dev/flow.schema.json', title: 'Raccord flow' },
);
export type FlowDocument = Static<typeof FlowDocument>;

/** Names an expression can read beside the ids of upstream nodes; no node may take one. */
export const reservedNames = ['env', 'run'] as const;

/** Milliseconds of a duration such as `30s` or `2h`; the schema has checked its form. */
export function durationMs(text: string): number {
  const match = /^([0-9]{1,6})(ms|s|m|h|d)$/.exec(text);
  if (!match) throw new TypeError(`not a duration: ${text}`);
  const unit = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }[match[2] as 'ms'];
  return Number(match[1]) * unit;
}
