import { Failure } from '@raccord/contract';
import Type from 'typebox';
import { addTest } from '../../flow-tests/add-test.ts';
import { testFromRecord } from '../../flow-tests/make-test.ts';
import { readTest } from '../../flow-tests/read-test.ts';
import { storedDocument } from '../../flows/read-document.ts';
import { getEnvironment } from '../../stores/environments.ts';
import { getVersionText } from '../../stores/flow-versions.ts';
import { pastRecord } from '../../stores/past-records.ts';
import { getRecord } from '../../stores/records.ts';
import { getRun } from '../../stores/runs.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';

export const makeFlowTestRoute = endpoint({
  method: 'POST',
  url: '/api/records/:id/test',
  access: 'builder',
  summary: 'Make a test of what a record did: its data, the answers it was given, what was sent for it',
  params: IdParams,
  body: Type.Object(
    { name: Type.String({ minLength: 1, maxLength: 200, description: 'What the test shows, as a sentence.' }) },
    { additionalProperties: false },
  ),
  answer: Type.Object({ flowId: Type.String(), test: Type.String() }),
  limit: { max: 60 },
  async handle({ deps, principal: { workspaceId, label: by }, params, body: { name } }) {
    const { rootId, runId } = await getRecord(deps.db, workspaceId, params.id);
    if (rootId !== null) throw new Failure('input', 'server.notRecordOfTrigger', { root: rootId });
    const { flowId, version, environmentId } = await getRun(deps.db, workspaceId, runId);
    const document = storedDocument(await getVersionText(deps.db, workspaceId, flowId, version));
    const { variables } = await getEnvironment(deps.db, workspaceId, environmentId);
    const record = await pastRecord(deps.db, workspaceId, params.id);
    if (record === undefined) throw new Failure('missing', 'server.noRecord', { id: params.id });
    const test = readTest(await testFromRecord(deps.askFlow, document, record, { name, variables }));
    return { flowId, test: await addTest(deps.db, { workspaceId, flowId, test, by }) };
  },
});
