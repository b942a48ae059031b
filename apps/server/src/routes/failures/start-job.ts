import { Failure } from '@raccord/contract';
import Type from 'typebox';
import { fieldSteps } from '../../failures/replace-field.ts';
import { createJob, jobActs } from '../../stores/inbox/failure-jobs.ts';
import { addNote, noteFailures } from '../../stores/inbox/group-notes.ts';
import { endpoint } from '../endpoint.ts';
import { jobFields, ReplacementBody, Target, toldJob } from './failure-body.ts';

export const startJob = endpoint({
  method: 'POST',
  url: '/api/failure-jobs',
  access: 'operator',
  summary:
    'Retry, resolve, ignore or reopen many failures, or a whole group; with a change to their data if you give one',
  bodyLimit: 2_000_000,
  body: Type.Object(
    { act: Type.Enum([...jobActs]), target: Target, replacement: Type.Optional(ReplacementBody) },
    { additionalProperties: false },
  ),
  answer: Type.Object(jobFields),
  async handle({ deps, principal: { workspaceId, label: by }, body: { act, target, replacement }, request }) {
    if (replacement !== undefined && fieldSteps(replacement.field) === undefined)
      throw new Failure('input', 'inbox.badField', { field: replacement.field }, { at: 'replacement.field' });
    const { filter } = 'filter' in target ? target : { filter: undefined };
    const { flow: flowId, ...rest } = filter ?? {};
    const wanted = 'ids' in target ? { ids: target.ids } : { filter: { ...rest, flowId } };
    const job = await createJob(deps.db, { workspaceId, act, target: wanted, replacement, by });
    const data = replacement === undefined ? {} : { replacement };
    if ('ids' in target) await noteFailures(deps.db, { workspaceId, ids: target.ids, act, actor: by, data });
    else if (rest.fingerprint !== undefined)
      await addNote(deps.db, {
        workspaceId,
        fingerprint: rest.fingerprint,
        act,
        actor: by,
        data: { ...data, count: job.total },
      });
    return toldJob(job, request);
  },
});
