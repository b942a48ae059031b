import Type from 'typebox';
import { personParts } from '../../person/person-parts.ts';
import { subjectOf } from '../../person/subject.ts';
import { recordEvent } from '../../stores/events.ts';
import { getPersonJob, lookedFor } from '../../stores/person/person-jobs.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';

export const exportPerson = endpoint({
  method: 'GET',
  url: '/api/person-jobs/:id/export',
  access: 'admin',
  summary: 'What a search found of a person as JSON: their data and nobody else’s, at most 50,000 rows',
  params: IdParams,
  answer: Type.Unknown(),
  limit: { max: 6 },
  async handle({ deps: { db, pool }, principal: { workspaceId, label: actor }, params: { id }, reply }) {
    const subject = subjectOf(await lookedFor(pool, workspaceId, id))!;
    const { hash } = await getPersonJob(pool, workspaceId, id);
    await recordEvent(db, { workspaceId, type: 'person.exported', subject: `person:${hash}`, actor });
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value);
    reply.raw.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="person-${hash}.json"`,
      'cache-control': 'no-store',
    });
    const write = async (text: string) => {
      if (reply.raw.destroyed) throw new Error('the reader went away');
      if (!reply.raw.write(text))
        await new Promise<void>((resolve) => reply.raw.once('drain', resolve).once('close', resolve));
    };
    await write(`{"person":${JSON.stringify(subject.text)},"exportedAt":"${new Date().toISOString()}","rows":[`);
    let count = 0;
    let complete = true;
    for await (const part of personParts(pool, workspaceId, subject)) {
      if (part === undefined) complete = false;
      else await write(`${count++ === 0 ? '' : ','}\n${JSON.stringify(part)}`);
    }
    // Who reads a file that was cut off on its way sees that its end is missing.
    reply.raw.end(`\n],"complete":${complete}}\n`);
  },
});
