import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sandboxConnections } from '@raccord/sandbox';
import { runCli } from '@raccord/server/cli/testing/run-cli';
import { freePort } from '@raccord/server/database/free-port';
import { readSettings } from '@raccord/server/env';
import { type RunningServer, startServer } from '@raccord/server/server';
import { type TestDatabase, testDatabase } from '@raccord/server/testing/test-database';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// Each template of flows/ in service in the sandbox, started by what starts it in life, down to what it does at the other end. Their
// own tests (flows/*/tests) have the cases.

const folder = new URL('../../flows/', import.meta.url);
const tried = new Set<string>();

let database: TestDatabase;
let home: string;
let server: RunningServer;
let token: string;
let zohoToken: string;
let mailPort: number;

beforeAll(async () => {
  database = await testDatabase();
  home = await mkdtemp(join(tmpdir(), 'raccord-templates-'));
  const mailIn = { RACCORD_MAIL_IN_PORT: String(await freePort()), RACCORD_MAIL_IN_DOMAIN: 'in.acme.example' };
  const quiet = { RACCORD_HOME: home, RACCORD_PORT: '0', RACCORD_LOG_LEVEL: 'silent' };
  const settings = readSettings({ ...quiet, ...mailIn });
  mailPort = settings.mailIn!.port;
  server = await startServer({ ...settings, databaseUrl: database.url });
  token = (await readFile(join(home, 'cli-token'), 'utf8')).trim();
  zohoToken = await zohoAccessToken();
});
afterAll(async () => {
  await server.stop();
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

// biome-ignore lint/suspicious/noExplicitAny: answers are JSON of any shape; each test says what it expects of it.
async function call(url: string, init: RequestInit = {}): Promise<any> {
  const response = await fetch(url, init);
  const text = await response.text();
  if (!response.ok) throw new Error(`${init.method ?? 'GET'} ${url}: ${response.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}
const json = (method: string, body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
const api = (method: string, path: string, body?: unknown) =>
  call(`${server.address}${path}`, {
    ...(body === undefined ? { method } : json(method, body)),
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  });
const sandbox = (path: string, body?: unknown) =>
  call(`${server.sandboxAddress}/_sandbox${path}`, body === undefined ? {} : json('POST', body));
const stateOf = (vendor: string) => sandbox(`/state/${vendor}`);

async function zohoAccessToken(): Promise<string> {
  const { credentials, endpoints } = sandboxConnections(server.sandboxAddress!)['zoho-crm'];
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: String(credentials.clientId),
    client_secret: String(credentials.clientSecret),
    refresh_token: String(credentials.refreshToken),
  });
  return (await call(endpoints.token!, { method: 'POST', body: form })).access_token;
}
/** Somebody works in the CRM. */
const crm = (method: string, path: string, body: unknown) =>
  call(
    `${server.sandboxAddress}/zoho/crm/v8${path}`,
    json(method, body, { authorization: `Zoho-oauthtoken ${zohoToken}` }),
  );

/** Puts a template into service as it stands, but for looking more often; resolves when its trigger has looked once. */
async function putIntoService(id: string): Promise<void> {
  tried.add(id);
  const document = JSON.parse(await readFile(new URL(`${id}/flow.json`, folder), 'utf8'));
  const trigger = document.nodes.find(({ kind }: { kind: string }) => kind === 'trigger');
  if (trigger.poll !== undefined) trigger.poll.every = '1s';
  const { problems } = await api('POST', '/api/flows', { document });
  expect(problems).toEqual([]);
  await api('POST', `/api/flows/${id}/deploy`, { environment: 'sandbox' });
  const found = async () => {
    const { triggers } = await api('GET', '/api/triggers');
    return triggers.find(({ flowId }: { flowId: string }) => flowId === id);
  };
  if (trigger.poll !== undefined)
    return expect.poll(async () => (await found()).lastResult, { timeout: 20_000, interval: 200 }).not.toBeNull();
  if (!trigger.uses.startsWith('stripe/')) return;
  // The server tells the stand-in the address, as a person would in the vendor's console.
  const { address } = await found();
  const told = async () => JSON.stringify(await stateOf('stripe')).includes(address);
  await expect.poll(told, { timeout: 20_000, interval: 200 }).toBe(true);
}

it('google-sheets-row-to-zoho-lead', async () => {
  await putIntoService('google-sheets-row-to-zoho-lead');
  await sandbox('/google-sheets/row', {
    spreadsheetId: '1RaccordSandboxLeadsAAAAAAAAAAAAAAAAAAAAAAAA',
    sheet: 'Prospects',
    values: ['L-77', 'Jeanne de La Tour', 'jeanne@moulin.example'],
  });
  const lead = async () =>
    (await stateOf('zoho-crm')).Leads.find(({ Email }: { Email: string }) => Email === 'jeanne@moulin.example');
  await expect.poll(lead, { timeout: 20_000 }).toMatchObject({ First_Name: 'Jeanne', Last_Name: 'de La Tour' });
});

it('zoho-deal-won-to-slack', async () => {
  await putIntoService('zoho-deal-won-to-slack');
  const { Deals } = await stateOf('zoho-crm');
  const deal = Deals.find(({ Stage }: { Stage: string }) => Stage === 'Negotiation/Review');
  const messages = async () =>
    (await stateOf('slack')).messages.filter(({ text }: { text: string }) => text.includes('Deal gagné'));
  await crm('PUT', `/Deals/${deal.id}`, { data: [{ Stage: 'Closed Won' }] });
  await expect.poll(async () => (await messages()).length, { timeout: 20_000 }).toBe(1);
  const tags = async () =>
    (await stateOf('zoho-crm')).Deals.find(({ id }: { id: string }) => id === deal.id).Tag.map(
      ({ name }: { name: string }) => name,
    );
  await expect.poll(tags, { timeout: 20_000 }).toEqual(['annoncé']);
  // It changes again, and is looked at again, but not told again.
  await crm('PUT', `/Deals/${deal.id}`, { data: [{ Amount: 12_500 }] });
  const seen = async () => {
    const { runs } = await api('GET', '/api/runs?flow=zoho-deal-won-to-slack&limit=50');
    return runs.reduce((sum: number, { counters }: { counters: { filtered: number } }) => sum + counters.filtered, 0);
  };
  await expect.poll(seen, { timeout: 20_000 }).toBeGreaterThan(0);
  expect(await messages()).toHaveLength(1);
});

it('stripe-customers-to-zoho-books', async () => {
  await putIntoService('stripe-customers-to-zoho-books');
  const { credentials } = sandboxConnections(server.sandboxAddress!).stripe;
  await call(`${server.sandboxAddress}/stripe/v1/customers`, {
    method: 'POST',
    headers: { authorization: `Bearer ${credentials.secretKey}` },
    body: new URLSearchParams({ name: 'Moulin de Lorme', email: 'compta@moulin.example', phone: '+33475000000' }),
  });
  const contact = async () =>
    (await stateOf('zoho-books')).contacts.find(
      ({ contact_name }: { contact_name: string }) => contact_name === 'Moulin de Lorme',
    );
  await expect.poll(contact, { timeout: 20_000 }).toMatchObject({ email: 'compta@moulin.example' });
});

it('gmail-support-to-zoho-crm-note', async () => {
  await putIntoService('gmail-support-to-zoho-crm-note');
  const from = 'Élodie Marchand <elodie@petitspains.example>';
  await sandbox('/gmail/message', { from, subject: 'Commande 42', text: 'Où en est ma commande ?' });
  await sandbox('/gmail/message', { from: 'jean@vert.example', subject: 'Devis', text: 'Un devis, svp.' });
  const { Contacts } = await stateOf('zoho-crm');
  const elodie = Contacts.find(({ Email }: { Email: string }) => Email === 'elodie@petitspains.example');
  const noted = async () => {
    const { Notes, Leads } = await stateOf('zoho-crm');
    const jean = Leads.find(({ Email }: { Email: string }) => Email === 'jean@vert.example');
    return [elodie, jean].map((whose) =>
      Notes.filter(({ Parent_Id }: { Parent_Id: { id: string } }) => Parent_Id.id === whose?.id).map(
        ({ Note_Content }: { Note_Content: string }) => Note_Content,
      ),
    );
  };
  await expect.poll(noted, { timeout: 20_000 }).toEqual([['Où en est ma commande ?'], ['Un devis, svp.']]);
  // Two share an address: nobody's note is made until somebody has said whose it is.
  const shared = 'accueil@moulin.example';
  const people = ['Paul', 'Rose'].map((First_Name) => ({ First_Name, Last_Name: 'Lorme', Email: shared }));
  const { data } = await crm('POST', '/Contacts', { data: people });
  const rose = data[1].details.id;
  await sandbox('/gmail/message', { from: `Moulin <${shared}>`, subject: 'Adresse', text: 'Nous déménageons.' });
  const asked = async () => (await api('GET', '/api/approvals?state=open')).approvals;
  await expect.poll(asked, { timeout: 20_000 }).toHaveLength(1);
  const [{ id }] = await asked();
  const question = await api('GET', `/api/approvals/${id}`);
  expect(question.fields[0].choices.map(({ label }: { label: string }) => label).toSorted()).toEqual([
    'Paul Lorme',
    'Rose Lorme',
  ]);
  await api('POST', `/api/approvals/${id}/decide`, { decision: 'approved', data: { ...question.data, contact: rose } });
  const onRose = async () =>
    (await stateOf('zoho-crm')).Notes.filter(({ Parent_Id }: { Parent_Id: { id: string } }) => Parent_Id.id === rose);
  await expect.poll(onRose, { timeout: 20_000 }).toMatchObject([{ Note_Content: 'Nous déménageons.' }]);
});

it('stripe-refund-to-credit-note', async () => {
  await putIntoService('stripe-payment-to-zoho-books');
  await putIntoService('stripe-refund-to-credit-note');
  const sale = { amount: 24_100, currency: 'eur', email: 'marie@petitspains.example', description: 'Commande 42' };
  await sandbox('/stripe/pay', sale);
  const paid = async () => (await stateOf('zoho-books')).invoices.find(({ total }: { total: number }) => total === 241);
  await expect.poll(paid, { timeout: 20_000 }).toMatchObject({ status: 'paid' });
  const { reference_number: payment_intent, customer_id } = await paid();
  const { credentials } = sandboxConnections(server.sandboxAddress!).stripe;
  await call(`${server.sandboxAddress}/stripe/v1/refunds`, {
    method: 'POST',
    headers: { authorization: `Bearer ${credentials.secretKey}` },
    body: new URLSearchParams({ payment_intent, amount: '4100' }),
  });
  const credited = async () => (await stateOf('zoho-books')).creditnotes?.[0];
  await expect.poll(credited, { timeout: 20_000 }).toMatchObject({ customer_id, total: 41, balance: 0 });
  const paidBack = async () =>
    (await sandbox('/effects?vendor=zoho-books&operation=creditnotes.refund')).effects.length;
  await expect.poll(paidBack, { timeout: 20_000 }).toBe(1);
});

it('mail-in-to-sheets', async () => {
  await putIntoService('mail-in-to-sheets');
  const { triggers } = await api('GET', '/api/triggers?flow=mail-in-to-sheets');
  const post = createTransport({ host: '127.0.0.1', port: mailPort, ignoreTLS: true });
  const mail = {
    from: 'Hugo <hugo@briochedoree.example>',
    to: triggers[0].address,
    subject: 'Salon',
    text: 'Vu au salon.',
  };
  // Delivered twice, as mail servers do that heard no answer.
  for (const _ of [1, 2]) await post.sendMail({ ...mail, messageId: '<salon-1@briochedoree.example>' });
  post.close();
  const row = async () =>
    JSON.stringify(await stateOf('google-sheets')).split('salon-1@briochedoree.example').length - 1;
  await expect.poll(row, { timeout: 20_000 }).toBe(1);
});

describe('all of them', () => {
  const templates = async () =>
    (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name);

  it('are tried here', async () => {
    expect((await templates()).filter((name) => !tried.has(name))).toEqual([]);
  });

  it('pass their own tests', async () => {
    const folders = (await templates()).map((name) => fileURLToPath(new URL(name, folder)));
    const { code, stdout } = await runCli(['test', ...folders]);
    expect(stdout).toContain('0 failed');
    expect(code).toBe(0);
  });
});
