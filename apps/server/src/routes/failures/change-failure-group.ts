import Type from 'typebox';
import { changeFailureGroup, getFailureGroup } from '../../stores/inbox/failure-groups.ts';
import { addNote, type NoteAct } from '../../stores/inbox/group-notes.ts';
import { notifyEvent } from '../../stores/notify.ts';
import { endpoint } from '../endpoint.ts';
import { FingerprintParams } from './failure-body.ts';

const Snooze = Type.Object(
  {
    until: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], {
      description: 'Null: until it happens again.',
    }),
  },
  { additionalProperties: false },
);
const Change = Type.Object(
  {
    assignee: Type.Optional(Type.Union([Type.String({ minLength: 1, maxLength: 200 }), Type.Null()])),
    tags: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 50 }), { maxItems: 20, uniqueItems: true })),
    snooze: Type.Optional(Type.Union([Snooze, Type.Null()])),
    ignored: Type.Optional(Type.Boolean({ description: 'From now on, and what is there already.' })),
    comment: Type.Optional(Type.String({ minLength: 1, maxLength: 4_000 })),
  },
  { additionalProperties: false, minProperties: 1 },
);

export const changeFailureGroupRoute = endpoint({
  method: 'PATCH',
  url: '/api/failure-groups/:fingerprint',
  access: 'operator',
  summary: 'Assign, tag, snooze, ignore from now on, or comment; each is kept with who and when',
  params: FingerprintParams,
  body: Change,
  async handle({ deps, principal: { workspaceId, label: by }, params: { fingerprint }, body }) {
    await getFailureGroup(deps.db, workspaceId, fingerprint);
    await deps.db.transaction().execute(async (tx) => {
      const { comment: _comment, ...change } = body;
      if (Object.keys(change).length > 0) await changeFailureGroup(tx, { workspaceId, fingerprint, by }, change);
      for (const { act, data } of notesOf(body)) await addNote(tx, { workspaceId, fingerprint, act, actor: by, data });
      await notifyEvent(tx, { workspaceId, type: 'failure.group' });
    });
  },
});

function notesOf(body: Type.Static<typeof Change>): { act: NoteAct; data: Record<string, unknown> }[] {
  const { assignee, tags, snooze, ignored, comment } = body;
  return [
    ...(assignee === undefined ? [] : [{ act: 'assign' as const, data: { assignee } }]),
    ...(tags === undefined ? [] : [{ act: 'tag' as const, data: { tags } }]),
    ...(snooze === undefined
      ? []
      : [{ act: snooze === null ? ('wake' as const) : ('snooze' as const), data: { ...snooze } }]),
    ...(ignored === undefined
      ? []
      : [{ act: ignored ? ('ignoreFromNowOn' as const) : ('ignoreNoMore' as const), data: {} }]),
    ...(comment === undefined ? [] : [{ act: 'comment' as const, data: { text: comment } }]),
  ];
}
