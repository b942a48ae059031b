import Type from 'typebox';
import { runTests } from '../../flow-tests/run-tests.ts';
import { storedDocument } from '../../flows/read-document.ts';
import { preferredLanguage } from '../../plugins/languages.ts';
import { getVersionText } from '../../stores/flow-versions.ts';
import { getFlow } from '../../stores/flows.ts';
import { endpoint } from '../endpoint.ts';
import { FlowParams } from '../params.ts';
import { TestId, Verdict, verdictOf } from './flow-test-body.ts';

export const runFlowTestsRoute = endpoint({
  method: 'POST',
  url: '/api/flows/:id/tests/run',
  access: 'operator',
  summary: 'Run tests of a flow against its draft, or an earlier version; nothing is called',
  params: FlowParams,
  body: Type.Object(
    {
      tests: Type.Optional(Type.Array(TestId, { maxItems: 100, description: 'Absent: all.' })),
      version: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'Absent: the draft.' })),
    },
    { additionalProperties: false },
  ),
  answer: Type.Object({ results: Type.Array(Verdict) }),
  limit: { max: 60 },
  async handle({ deps, principal: { workspaceId }, params: { id: flowId }, body: { tests, version }, request }) {
    const { draft } = await getFlow(deps.db, workspaceId, flowId);
    const text = version === undefined ? draft : await getVersionText(deps.db, workspaceId, flowId, version);
    const ran = await runTests(deps, { workspaceId, flowId }, storedDocument(text), tests);
    const language = preferredLanguage(request.headers['accept-language']);
    return { results: ran.map((test) => verdictOf(test, language)) };
  },
});
