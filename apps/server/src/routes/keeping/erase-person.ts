import { Failure } from '@raccord/contract';
import Type from 'typebox';
import { subjectOf } from '../../person/subject.ts';
import { recordEvent } from '../../stores/events.ts';
import { confirmErasing, getPersonJob, lookedFor } from '../../stores/person/person-jobs.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';
import { PersonJobAnswer, PersonText } from './person-body.ts';

export const erasePerson = endpoint({
  method: 'POST',
  url: '/api/person-jobs/:id/erase',
  access: 'admin',
  summary:
    'Erase what a search found of a person, for good; work that has not ended is refused, or cancelled when you say so',
  params: IdParams,
  body: Type.Object(
    { person: PersonText, cancels: Type.Optional(Type.Boolean({ default: false })) },
    { additionalProperties: false },
  ),
  answer: PersonJobAnswer,
  async handle({ deps: { db, pool }, principal: { workspaceId, label: by }, params: { id }, body }) {
    const { person, cancels = false } = body;
    const searched = await lookedFor(pool, workspaceId, id);
    if (subjectOf(person)?.text !== searched) throw new Failure('input', 'keeping.notTheSame', {}, { at: 'person' });
    const { found, hash } = await getPersonJob(pool, workspaceId, id);
    if (found.open > 0 && !cancels) throw new Failure('duplicate', 'keeping.stillOpen', { count: found.open });
    await confirmErasing(pool, workspaceId, id, { cancels, by });
    const data = { cancels };
    await recordEvent(db, { workspaceId, type: 'person.erasing', subject: `person:${hash}`, actor: by, data });
    return getPersonJob(pool, workspaceId, id);
  },
});
