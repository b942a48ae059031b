import type { FastifyInstance } from 'fastify';
import { sandboxWebhookSecret } from '../connections.ts';
import { receive, writtenMessage } from '../gmail/deliver.ts';
import { sampleTopic } from '../gmail/seed.ts';
import { sampleSpreadsheets } from '../google-sheets/seed.ts';
import { mailControlRoutes } from '../mail/control-routes.ts';
import { slackControlRoutes } from '../slack/control-routes.ts';
import { stripeControlRoutes } from '../stripe/control-routes.ts';
import { makePayment } from '../stripe/make-payment.ts';
import { newWebhookEndpoint } from '../stripe/objects.ts';
import { addEndpoint } from '../stripe/webhook-endpoints.ts';
import type { World } from '../world.ts';
import { personWrites } from '../zoho-crm/person.ts';
import { readBody, refuseBody } from './body.ts';

/** What happens at the vendors without us: a customer pays, somebody writes, a token runs out, an address is entered in a console. */
export function actionRoutes(app: FastifyInstance, world: World): void {
  app.post('/stripe/pay', (request) => {
    const body = readBody(request.body);
    const name = body.optional('name', 'string');
    const description = body.optional('description', 'string');
    return makePayment(world, {
      amount: body.required('amount', 'number'),
      currency: body.required('currency', 'string'),
      email: body.required('email', 'string'),
      ...(name === undefined ? {} : { name }),
      ...(description === undefined ? {} : { description }),
    });
  });

  // The same address again changes nothing, so that whoever starts up may register each time.
  app.post('/stripe/webhook-endpoints', (request) => {
    const body = readBody(request.body);
    const url = body.required('url', 'string');
    if (!/^https?:\/\//.test(url)) refuseBody('`url` is not an http address.');
    const same = [...world.stripe.webhookEndpoints.oldestFirst()].find((endpoint) => endpoint.url === url);
    if (same !== undefined) return same;
    const endpoint = newWebhookEndpoint(Math.floor(world.now() / 1_000), url, body.strings('enabled_events') ?? ['*']);
    addEndpoint(world.stripe, endpoint, body.optional('secret', 'string') ?? sandboxWebhookSecret);
    return endpoint;
  });

  stripeControlRoutes(app, world);

  app.post('/zoho/access-tokens', (request) => {
    const body = readBody(request.body);
    const seconds = body.optional('seconds', 'number');
    if (seconds !== undefined) world.accounts.accessTokenSeconds = seconds;
    if (body.optional('expireAll', 'boolean') === true) world.accounts.expireAll();
    return { seconds: world.accounts.accessTokenSeconds };
  });

  app.post('/zoho-crm/record', (request) => {
    const body = readBody(request.body);
    const fields = body.values('fields') ?? refuseBody('`fields` is missing.');
    return personWrites(world, body.required('module', 'string'), fields, body.optional('id', 'string'));
  });

  app.post('/google/accounts', (request) => {
    const { googleAccounts } = world;
    const body = readBody(request.body);
    googleAccounts.accessTokenSeconds = body.optional('seconds', 'number') ?? googleAccounts.accessTokenSeconds;
    googleAccounts.testing = body.optional('testing', 'boolean') ?? googleAccounts.testing;
    googleAccounts.delegatedScopes = new Set(body.strings('delegatedScopes') ?? googleAccounts.delegatedScopes);
    if (body.optional('expireAll', 'boolean') === true) googleAccounts.expireAll();
    if (body.optional('endGrants', 'boolean') === true) googleAccounts.grants.clear();
    return { seconds: googleAccounts.accessTokenSeconds, testing: googleAccounts.testing };
  });

  app.post('/slack/accounts', (request) => {
    const { slackAccounts } = world;
    slackAccounts.rotation = readBody(request.body).optional('rotation', 'boolean') ?? slackAccounts.rotation;
    return { rotation: slackAccounts.rotation };
  });

  app.get('/google/service-account', () => world.googleAccounts.serviceAccountKey(`${world.baseUrl()}/google/token`));

  // The same address again changes nothing.
  app.post('/gmail/push', (request) => {
    const body = readBody(request.body);
    const url = body.required('url', 'string');
    if (!/^https?:\/\//.test(url)) refuseBody('`url` is not an http address.');
    const topic = body.optional('topic', 'string') ?? sampleTopic;
    const urls = [...new Set([...(world.gmail.pushTo.get(topic) ?? []), url])];
    world.gmail.pushTo.set(topic, urls);
    return { topic, urls };
  });

  app.post('/gmail/forget-history', (request) => {
    const mailbox = world.gmail.mailbox(
      readBody(request.body).optional('mailbox', 'string') ?? 'camille@raccord.example',
    );
    mailbox.forgetHistory();
    return { mailbox: mailbox.address, historyId: mailbox.historyId };
  });

  app.post('/gmail/message', (request) => {
    const body = readBody(request.body);
    const to = body.optional('to', 'string') ?? 'camille@raccord.example';
    const mailbox = world.gmail.mailboxes.get(to);
    if (mailbox === undefined) return refuseBody(`There is no mailbox "${to}".`);
    const raw = writtenMessage({
      to,
      from: body.required('from', 'string'),
      subject: body.required('subject', 'string'),
      text: body.required('text', 'string'),
    });
    const { id, threadId } = receive(world, mailbox, raw);
    return { id, threadId };
  });

  app.post('/google-sheets/row', (request) => {
    const body = readBody(request.body);
    const id = body.optional('spreadsheetId', 'string') ?? sampleSpreadsheets.leads;
    const title = body.optional('sheet', 'string');
    const sheets = world.googleSheets.spreadsheets.get(id)?.sheets ?? [];
    const sheet = title === undefined ? sheets[0] : sheets.find((candidate) => candidate.title === title);
    if (sheet === undefined) return refuseBody('There is no such sheet.');
    const values = body.strings('values') ?? refuseBody('`values` is missing.');
    sheet.rows.push(values.map((value) => (value === '' ? undefined : { value })));
    sheet.rowCount = Math.max(sheet.rowCount, sheet.rows.length);
    return { spreadsheetId: id, sheet: sheet.title, row: sheet.rows.length };
  });

  slackControlRoutes(app, world);
  mailControlRoutes(app, world);
}
