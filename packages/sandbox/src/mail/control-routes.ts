import type { FastifyInstance } from 'fastify';
import { readBody, refuseBody } from '../control/body.ts';
import { writtenMessage } from '../gmail/deliver.ts';
import type { World } from '../world.ts';
import { type MailState, mailFaults } from './mailbox.ts';

/** Faults that wait for the next mails; a person who sets more has mistyped. */
const MOST_FAULTS = 1_000;

/** What happens in the mail account without us: somebody writes to it; and what its server does instead of taking the next mails. */
export function mailControlRoutes(app: FastifyInstance, world: World): void {
  const account = (): MailState => world.mail ?? refuseBody('No mail stand-in runs beside this sandbox.');

  app.post('/mail/message', (request) => {
    const body = readBody(request.body);
    const mail = account();
    const folder = body.optional('folder', 'string') ?? 'INBOX';
    if (!mail.folders.has(folder)) refuseBody(`There is no folder "${folder}".`);
    const raw = writtenMessage({
      to: mail.user,
      from: body.required('from', 'string'),
      subject: body.required('subject', 'string'),
      text: body.required('text', 'string'),
      headers: { Date: new Date(world.now()).toUTCString().replace('GMT', '+0000') },
    });
    return { folder, uid: mail.deliver(folder, raw, new Date(world.now())) };
  });

  app.get('/mail/faults', () => ({ faults: account().faults }));
  app.post('/mail/faults', (request) => {
    const body = readBody(request.body);
    const { faults } = account();
    const kind = body.required('fault', 'string');
    const fault = mailFaults.find((known) => known === kind);
    if (fault === undefined) return refuseBody(`There is no fault "${kind}". There are: ${mailFaults.join(', ')}.`);
    const times = body.optional('times', 'number') ?? 1;
    if (!Number.isInteger(times) || times < 1 || faults.length + times > MOST_FAULTS)
      refuseBody(`\`times\` is a whole number; at most ${MOST_FAULTS} can wait.`);
    faults.push(...Array.from({ length: times }, () => fault));
    return { faults };
  });
  app.delete('/mail/faults', () => {
    account().faults.length = 0;
    return { faults: [] };
  });
}
