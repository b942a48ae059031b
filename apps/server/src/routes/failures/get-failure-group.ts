import Type from 'typebox';
import { getFailureGroup } from '../../stores/inbox/failure-groups.ts';
import { listNotes, noteActs } from '../../stores/inbox/group-notes.ts';
import { endpoint } from '../endpoint.ts';
import { Moment } from '../params.ts';
import { FingerprintParams, groupFields, withMessage } from './failure-body.ts';

const Count = Type.Integer();

export const getFailureGroupRoute = endpoint({
  method: 'GET',
  url: '/api/failure-groups/:fingerprint',
  access: 'viewer',
  summary: 'What failed alike, what became of it, and who did and said what about it',
  params: FingerprintParams,
  answer: Type.Object({
    ...groupFields,
    counts: Type.Object({ open: Count, inDoubt: Count, retrying: Count, resolved: Count, ignored: Count }),
    history: Type.Array(
      Type.Object({
        id: Type.String(),
        act: Type.Enum([...noteActs]),
        actor: Type.String(),
        data: Type.Unknown(),
        at: Moment,
      }),
    ),
  }),
  async handle({ deps, principal: { workspaceId }, params: { fingerprint }, request }) {
    const group = await getFailureGroup(deps.db, workspaceId, fingerprint);
    return { ...withMessage(group, request), history: await listNotes(deps.db, workspaceId, fingerprint) };
  },
});
