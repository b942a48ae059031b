import { Failure } from '@raccord/contract';
import Type from 'typebox';
import { storedDocument } from '../../flows/read-document.ts';
import { keepSample } from '../../samples/keep-samples.ts';
import { getVersionText } from '../../stores/flow-versions.ts';
import { getRecord, listAttempts } from '../../stores/records.ts';
import { getRun } from '../../stores/runs.ts';
import { endpoint } from '../endpoint.ts';
import { FlowParams, Uuid } from '../params.ts';
import { NodeId, SampleAnswer } from './sample-body.ts';

export const captureRecordRoute = endpoint({
  method: 'POST',
  url: '/api/flows/:id/samples/record',
  access: 'builder',
  summary: 'Make a sample of an earlier record: of what the trigger brought, or of what a step gave',
  params: FlowParams,
  body: Type.Object({ record: Uuid, node: NodeId }, { additionalProperties: false }),
  answer: SampleAnswer,
  async handle({ deps: { db }, principal: { workspaceId, label: by }, params, body: { record: id, node } }) {
    const record = await getRecord(db, workspaceId, id);
    const { flowId, version } = await getRun(db, workspaceId, record.runId);
    if (flowId !== params.id) throw new Failure('input', 'sample.otherFlow');
    const flow = storedDocument(await getVersionText(db, workspaceId, flowId, version));
    const found = flow.nodes.find((each) => each.id === node);
    const keep = { workspaceId, flowId, node, origin: 'run' as const, by, name: record.key ?? undefined };
    // A trigger may have been renamed since; what it brought is the record.
    if (found === undefined || found.kind === 'trigger') return keepSample(db, keep, record.input);
    const given = (await listAttempts(db, workspaceId, record)).findLast((each) => each.node === node && 'v' in each);
    if (given === undefined) throw new Failure('missing', 'sample.nothingGiven', { step: node });
    return keepSample(db, keep, given.v);
  },
});
