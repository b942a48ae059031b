import { describeFailure, Failure } from '@raccord/contract';
import Type from 'typebox';
import { mustRun } from '../../flow-tests/run-tests.ts';
import { storedDocument } from '../../flows/read-document.ts';
import { preferredLanguage } from '../../plugins/languages.ts';
import { redactByName } from '../../redaction/redact.ts';
import { listDeployments } from '../../stores/deployments.ts';
import { getEnvironment } from '../../stores/environments.ts';
import { getVersionText } from '../../stores/flow-versions.ts';
import { getFlow } from '../../stores/flows.ts';
import { pastRecords } from '../../stores/past-records.ts';
import { endpoint } from '../endpoint.ts';
import { FlowParams, Moment } from '../params.ts';

const Field = Type.Object({
  path: Type.String(),
  before: Type.Optional(Type.String({ description: 'JSON, cut where it is long.' })),
  after: Type.Optional(Type.String()),
});
const Impact = Type.Object({
  id: Type.String(),
  runId: Type.String(),
  key: Type.Union([Type.String(), Type.Null()]),
  at: Moment,
  ends: Type.Array(
    Type.Object({
      before: Type.Optional(Type.String({ description: 'The state it would end in.' })),
      after: Type.Optional(Type.String()),
      message: Type.Optional(Type.String({ description: 'Why it would fail.' })),
    }),
  ),
  calls: Type.Array(
    Type.Object({
      node: Type.String(),
      change: Type.Enum(['added', 'removed', 'changed']),
      reads: Type.Boolean({ description: 'It changes nothing outside.' }),
      fields: Type.Array(Field),
    }),
  ),
  answer: Type.Array(Field),
});

export const getImpactRoute = endpoint({
  method: 'POST',
  url: '/api/flows/:id/impact',
  access: 'operator',
  summary:
    'What the newest records of an environment would do differently with the draft, or another version; nothing is called',
  params: FlowParams,
  body: Type.Object(
    {
      environment: Type.String({ minLength: 1, maxLength: 100, description: 'Name or id.' }),
      version: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'Absent: the draft.' })),
      count: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
    },
    { additionalProperties: false },
  ),
  answer: Type.Object({
    live: Type.Integer({ description: 'The version in service, which it is compared with.' }),
    records: Type.Array(Impact, { description: 'Newest first; without changes where nothing would be different.' }),
    late: Type.Integer({ description: 'Records there was no time for.' }),
    tooLarge: Type.Integer({ description: 'Records left out for their size.' }),
    guessed: Type.Array(Type.String(), { description: 'Steps nobody recorded an answer of: they gave an example.' }),
  }),
  limit: { max: 30 },
  async handle({ deps, principal: { workspaceId }, params: { id: flowId }, body, request }) {
    const { db, registry } = deps;
    const environment = await getEnvironment(db, workspaceId, body.environment);
    const place = { flowId, environmentId: environment.id };
    const { draft } = await getFlow(db, workspaceId, flowId);
    const deployed = await listDeployments(db, workspaceId, flowId);
    const live = deployed.find(({ environmentId, active }) => active && environmentId === environment.id)?.version;
    if (live === undefined)
      throw new Failure('missing', 'server.notDeployed', { flow: flowId, environment: environment.name });
    const text = body.version === undefined ? draft : await getVersionText(db, workspaceId, flowId, body.version);
    const before = storedDocument(await getVersionText(db, workspaceId, flowId, live));
    const after = storedDocument(text);
    mustRun(registry, after);
    const { records, tooLarge } = await pastRecords(db, workspaceId, place, body.count ?? 20);
    const asked = records.map(({ id, input, startedAt, answers }) => {
      const known = { input: redactByName.value(input) ?? null, answers };
      return { id, now: Date.parse(startedAt), ...known };
    });
    const { variables, name } = environment;
    const impact =
      asked.length === 0
        ? { records: [], guessed: [] }
        : await deps.askFlow({ kind: 'impact', before, after, records: asked, variables, environment: name });
    const language = preferredLanguage(request.headers['accept-language']);
    const byId = new Map(records.map((record) => [record.id, record]));
    return {
      live,
      records: impact.records.map(({ id, ends, ...changes }) => {
        const { runId, key, startedAt: at } = byId.get(id)!;
        const told = ends.map(({ failure, ...end }) => ({
          ...end,
          ...(failure === undefined ? {} : { message: describeFailure(failure, language) }),
        }));
        return { id, runId, key, at, ends: told, ...changes };
      }),
      late: records.length - impact.records.length,
      tooLarge,
      guessed: impact.guessed,
    };
  },
});
