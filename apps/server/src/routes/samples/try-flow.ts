import { Failure, type FailureData, recordStates, waitReasons } from '@raccord/contract';
import Type from 'typebox';
import { readDocument } from '../../flows/read-document.ts';
import { getEnvironment } from '../../stores/environments.ts';
import { trialQuestion } from '../../trials/trial-question.ts';
import { tryForReal } from '../../trials/try-for-real.ts';
import { endpoint } from '../endpoint.ts';
import { Document, FLOW_BODY_LIMIT } from '../flows/flow-body.ts';
import { FlowParams, Uuid } from '../params.ts';
import { withMessage } from './failure-answer.ts';
import { NodeId } from './sample-body.ts';

const MOST_TRIED = 50;
/** Records that are not kept come along with the draft. */
const TRY_BODY_LIMIT = FLOW_BODY_LIMIT + 2 * 1_048_576;

const Told = Type.Object({ kind: Type.String(), code: Type.String(), message: Type.String() });
const Held = Type.Object({
  records: Type.Array(
    Type.Object({
      id: Type.String(),
      index: Type.Integer({ description: 'Of the sample that it came from.' }),
      parentId: Type.Optional(Type.String({ description: 'A split made it of this one.' })),
      gathered: Type.Optional(Type.Boolean({ description: 'An aggregate made it of all.' })),
      key: Type.Optional(Type.String()),
      state: Type.Enum([...recordStates]),
      waitReason: Type.Optional(Type.Enum([...waitReasons])),
      node: Type.Optional(Type.String({ description: 'Where it ended or waits.' })),
      failure: Type.Optional(Told),
      visited: Type.Array(Type.String(), { description: 'The steps it came to, in order.' }),
      values: Type.Record(Type.String(), Type.Unknown(), { description: 'What each step gave.' }),
      answer: Type.Optional(Type.Unknown()),
    }),
  ),
  calls: Type.Array(
    Type.Object({
      record: Type.String(),
      node: Type.String(),
      uses: Type.String(),
      effect: Type.String(),
      n: Type.Integer({ description: 'From 1; grows with each try.' }),
      input: Type.Unknown({ description: 'What would have been sent.' }),
      failure: Type.Optional(Told),
    }),
  ),
  skippedWaits: Type.Array(Type.String()),
  answeredApprovals: Type.Array(Type.String(), { description: 'Steps at which a person would have been asked.' }),
  replaced: Type.Record(Type.String(), Type.Enum(['pinned', 'example']), {
    description: 'Steps that were not done at all, and where what they gave came from.',
  }),
  env: Type.Record(Type.String(), Type.Unknown()),
});

export const tryFlowRoute = endpoint({
  method: 'POST',
  url: '/api/flows/:id/try',
  access: 'builder',
  summary: 'Try a draft on samples: with every effect held back, or for real as a run of its own',
  params: FlowParams,
  body: Type.Object(
    {
      document: Document,
      environment: Type.String({ minLength: 1, maxLength: 100, description: 'Name or id.' }),
      samples: Type.Array(
        Type.Union([
          Type.Object({ id: Uuid }, { additionalProperties: false }),
          Type.Object({ data: Type.Unknown() }, { additionalProperties: false, required: ['data'] }),
        ]),
        { minItems: 1, maxItems: MOST_TRIED },
      ),
      node: Type.Optional(NodeId),
      only: Type.Optional(
        Type.Boolean({ description: 'Of the steps before `node`, those that would change something are not done.' }),
      ),
      mode: Type.Optional(Type.Enum(['held', 'sandbox', 'real'], { default: 'held' })),
      confirm: Type.Optional(Type.Boolean({ description: 'Real accounts may be reached.' })),
    },
    { additionalProperties: false, required: ['document', 'environment', 'samples'] },
  ),
  bodyLimit: TRY_BODY_LIMIT,
  answer: Type.Object({
    held: Type.Optional(Held),
    run: Type.Optional(Type.Object({ runId: Type.String(), recordIds: Type.Array(Type.String()) })),
  }),
  limit: { max: 120 },
  async handle({ deps, principal: { workspaceId, label: by }, params, body, request }) {
    const { environment: wanted, samples, node, only, mode = 'held', confirm = false } = body;
    const document = readDocument(body.document);
    if (document.id !== params.id)
      throw new Failure('input', 'server.otherFlowId', { flow: params.id, found: document.id });
    const part = { ...(node === undefined ? {} : { node }), ...(only === undefined ? {} : { only }) };
    const trial = { workspaceId, document, part, samples };
    if (mode !== 'held')
      return { run: await tryForReal(deps, { ...trial, environment: wanted, mode, confirmed: confirm, by }) };
    const { name: environment, variables } = await getEnvironment(deps.db, workspaceId, wanted);
    const { records, replaced, ...cut } = await trialQuestion(deps, { ...trial, hurried: false });
    const said = await deps.askFlow({ kind: 'try', ...cut, records, variables, environment });
    const told = <T extends { failure?: FailureData }>({ failure, ...rest }: T) =>
      failure === undefined ? rest : { ...rest, failure: withMessage(failure, request) };
    const made = { records: said.records.map(told), calls: said.calls.map(told) };
    const { skippedWaits, answeredApprovals } = said;
    return { held: { ...made, skippedWaits, answeredApprovals, replaced, env: variables } };
  },
});
