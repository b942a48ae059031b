import { describeFailure, type FailureData, waitReasons } from '@raccord/contract';
import Type from 'typebox';
import { storedDocument } from '../../flows/read-document.ts';
import { preferredLanguage } from '../../plugins/languages.ts';
import { journeyOf, stepStates } from '../../records/journey.ts';
import { getVersionText } from '../../stores/flow-versions.ts';
import { getRecord, listAttempts } from '../../stores/records.ts';
import { getRun } from '../../stores/runs.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams, Moment, MomentOrNull } from '../params.ts';
import { recordFields } from './record-body.ts';

const Message = Type.String({ description: 'The failure as a sentence, in the language of Accept-Language.' });
const Attempt = Type.Object({
  node: Type.String(),
  kind: Type.Enum(['intent', 'result']),
  at: Moment,
  try: Type.Integer(),
  ms: Type.Optional(Type.Number()),
  idempotencyKey: Type.Optional(Type.String()),
  output: Type.Optional(Type.Unknown()),
  failure: Type.Optional(Type.Unknown()),
  message: Type.Optional(Message),
  trace: Type.Optional(Type.String({ description: 'Id of the OpenTelemetry trace it is in.' })),
  exchange: Type.Optional(
    Type.Object(
      {
        method: Type.String(),
        url: Type.String(),
        body: Type.Optional(Type.Unknown()),
        status: Type.Optional(Type.Integer()),
        answer: Type.Optional(Type.String()),
      },
      { description: 'What was sent and what came back, where it failed; redacted.' },
    ),
  ),
});
const Step = Type.Object({
  node: Type.String(),
  kind: Type.String(),
  state: Type.Enum([...stepStates]),
  tries: Type.Integer(),
  failure: Type.Optional(Type.Unknown()),
  message: Type.Optional(Message),
  at: Type.Optional(Moment),
});

export const getRecordRoute = endpoint({
  method: 'GET',
  url: '/api/records/:id',
  access: 'viewer',
  summary: 'A record: its data, its way through the flow, and everything that was tried for it',
  params: IdParams,
  answer: Type.Object({
    ...recordFields,
    flowId: Type.String(),
    version: Type.Integer(),
    environmentId: Type.String(),
    input: Type.Unknown(),
    answer: Type.Unknown(),
    parked: Type.Union([
      Type.Object({
        reason: Type.Enum([...waitReasons]),
        node: Type.String(),
        dueAt: MomentOrNull,
        connectionId: Type.Union([Type.String(), Type.Null()]),
        since: Moment,
      }),
      Type.Null(),
    ]),
    journey: Type.Array(Step),
    attempts: Type.Array(Attempt),
  }),
  async handle({ deps, principal, params, request }) {
    const { workspaceId } = principal;
    const record = await getRecord(deps.db, workspaceId, params.id);
    const { flowId, version, environmentId } = await getRun(deps.db, workspaceId, record.runId);
    const tried = await listAttempts(deps.db, workspaceId, record);
    const flow = storedDocument(await getVersionText(deps.db, workspaceId, flowId, version));
    const { carried: _carried, ...shown } = record;
    const language = preferredLanguage(request.headers['accept-language']);
    const said = (failure: FailureData | undefined) =>
      failure === undefined ? {} : { failure, message: describeFailure(failure, language) };
    const attempts = tried.map(({ node, kind, at, n, ms, k, v, f, x, t }) => ({
      node,
      kind,
      at,
      try: n,
      ...(ms === undefined ? {} : { ms }),
      ...(k === undefined ? {} : { idempotencyKey: k }),
      ...(v === undefined ? {} : { output: v }),
      ...said(f),
      ...(x === undefined ? {} : { exchange: x }),
      ...(t === undefined ? {} : { trace: t }),
    }));
    const journey = journeyOf(flow, record, tried).map((step) => ({ ...step, ...said(step.failure) }));
    return { ...shown, flowId, version, environmentId, journey, attempts };
  },
});
