import { runStatuses } from '@raccord/contract';
import Type from 'typebox';
import { flowOrders, listFlows, listTags } from '../../stores/flow-list.ts';
import { triggerKinds } from '../../stores/schema.ts';
import { endpoint } from '../endpoint.ts';
import { Moment } from '../params.ts';
import { summaryFields } from './flow-body.ts';

const Kind = Type.Enum([...triggerKinds]);

const ListedFlow = Type.Object({
  ...summaryFields,
  owner: Type.Union([Type.String(), Type.Null()]),
  tags: Type.Array(Type.String()),
  apps: Type.Array(Type.String({ description: 'Connectors its steps use.' })),
  deployments: Type.Array(
    Type.Object({ environmentId: Type.String(), version: Type.Integer(), active: Type.Boolean() }),
  ),
  lastRun: Type.Union([
    Type.Object({
      id: Type.String(),
      environmentId: Type.String(),
      status: Type.Enum([...runStatuses]),
      startedAt: Moment,
    }),
    Type.Null(),
  ]),
  nextRun: Type.Union([Type.Object({ kind: Kind, environmentId: Type.String(), at: Moment }), Type.Null()], {
    description: 'The next time its clock or its poll is due, in any environment.',
  }),
  startedBy: Type.Array(Kind, { description: 'How it is started where it is in service.' }),
  openFailures: Type.Integer({ description: 'Failures that wait for somebody.' }),
});

export const listFlowsRoute = endpoint({
  method: 'GET',
  url: '/api/flows',
  access: 'viewer',
  summary: 'The flows, a page at a time, with how they are doing',
  query: Type.Object({
    archived: Type.Optional(Type.Boolean({ default: false })),
    search: Type.Optional(Type.String({ maxLength: 200, description: 'In name, id, owner and tags.' })),
    tag: Type.Optional(Type.String({ maxLength: 50 })),
    sort: Type.Optional(Type.Enum([...flowOrders], { default: 'name' })),
    order: Type.Optional(Type.Enum(['asc', 'desc'], { default: 'asc' })),
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000, default: 1 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000, default: 1_000 })),
  }),
  answer: Type.Object({
    flows: Type.Array(ListedFlow),
    total: Type.Integer({ description: 'Of all pages.' }),
    tags: Type.Array(Type.Object({ tag: Type.String(), count: Type.Integer() }), {
      description: 'Of all flows, the most used first.',
    }),
  }),
  async handle({ deps, principal, query }) {
    const { archived = false, search, tag, sort = 'name', order = 'asc', page = 1, limit = 1_000 } = query;
    const wanted = { archived, search, tag, sort, descending: order === 'desc', limit, offset: (page - 1) * limit };
    const [list, tags] = await Promise.all([
      listFlows(deps.db, principal.workspaceId, wanted),
      listTags(deps.db, principal.workspaceId, archived),
    ]);
    return { ...list, tags };
  },
});
