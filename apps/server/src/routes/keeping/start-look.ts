import { Failure } from '@raccord/contract';
import Type from 'typebox';
import { subjectOf } from '../../person/subject.ts';
import { recordEvent } from '../../stores/events.ts';
import { startLook } from '../../stores/person/person-jobs.ts';
import { endpoint } from '../endpoint.ts';
import { PersonJobAnswer, PersonText } from './person-body.ts';

export const startLookRoute = endpoint({
  method: 'POST',
  url: '/api/person-jobs',
  access: 'admin',
  summary: 'Search everything for the data of one person; nothing is changed',
  body: Type.Object({ person: PersonText }, { additionalProperties: false }),
  answer: PersonJobAnswer,
  async handle({ deps: { db, pool }, principal: { workspaceId, label: actor }, body: { person } }) {
    const subject = subjectOf(person);
    if (subject === undefined) throw new Failure('input', 'keeping.tooCommon', {}, { at: 'person' });
    const job = await startLook(pool, workspaceId, subject.text, actor);
    await recordEvent(db, { workspaceId, type: 'person.searched', subject: `person:${job.hash}`, actor });
    return job;
  },
});
