import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FlowDocument } from '@raccord/contract';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { becomeOwner, type SignedIn } from './become-owner.ts';
import { findBarriers, looks } from './find-barriers.ts';
import { browserProgram } from './open-browser.ts';
import { openScreens, type Screens } from './open-screens.ts';
import { settled, soon } from './soon.ts';

// The morning's work in a real browser: twenty failures of one cause put right together, and a doubt decided.

const program = browserProgram();
vi.setConfig({ testTimeout: 180_000 });

const invoices: FlowDocument = {
  schemaVersion: 1,
  id: 'orders-to-books',
  name: 'Orders to the books',
  settings: { recordKey: '{{order.number}}' },
  connections: { books: { connector: 'zoho-books' } },
  nodes: [
    { id: 'order', kind: 'trigger', uses: 'manual/run' },
    {
      id: 'invoice',
      kind: 'action',
      uses: 'zoho-books/create-invoice',
      connection: 'books',
      with: {
        customer_id: '{{order.customer}}',
        reference_number: '{{order.number}}',
        line_items: [{ name: '{{order.what}}', rate: '{{order.total}}', quantity: 1 }],
      },
    },
  ],
  edges: [{ from: 'order', to: 'invoice' }],
};
/** A call that cannot stay single, to a system whose answers get lost. */
const shipping: FlowDocument = {
  schemaVersion: 1,
  id: 'orders-to-shipping',
  name: 'Orders to shipping',
  settings: { recordKey: '{{order.number}}' },
  connections: { carrier: { connector: 'http' } },
  nodes: [
    { id: 'order', kind: 'trigger', uses: 'manual/run' },
    {
      id: 'parcel',
      kind: 'action',
      uses: 'http/request',
      connection: 'carrier',
      with: { method: 'POST', url: '/parcels', json: { order: '{{order.number}}' } },
    },
  ],
  edges: [{ from: 'order', to: 'parcel' }],
};

/** Messages whose sender fits several contacts: a person says who it was. */
const senders: FlowDocument = {
  schemaVersion: 1,
  id: 'who-wrote',
  name: 'Who wrote this?',
  settings: { recordKey: '{{mail.subject}}' },
  nodes: [
    { id: 'mail', kind: 'trigger', uses: 'manual/run' },
    {
      id: 'who',
      kind: 'approval',
      question: 'Who wrote “{{mail.subject}}”?',
      with: { contact: '{{mail.found[0].value}}', from: '{{mail.from}}' },
      fields: [{ name: 'contact', title: 'Contact', type: 'string', required: true, choices: '{{mail.found}}' }],
      remember: '{{mail.from}}',
    },
    { id: 'known', kind: 'map', with: { contact: '{{who.data.contact}}' } },
  ],
  edges: [
    { from: 'mail', to: 'who' },
    { from: 'who', port: 'approved', to: 'known' },
  ],
};
const mail = (subject: string, from: string) => ({
  subject,
  from,
  found: [
    { value: 'c-1', label: 'Ann Bell' },
    { value: 'c-2', label: 'Ann Ball' },
  ],
});

describe.skipIf(program === undefined)('the inbox', () => {
  let screens: Screens;
  let signedIn: SignedIn | undefined;
  let carrier: Server;
  const parcels: string[] = [];
  let losing = true;
  beforeAll(async () => {
    screens = await openScreens(program!);
    carrier = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      parcels.push(JSON.parse(Buffer.concat(chunks).toString()).order);
      if (losing) request.socket.destroy();
      else response.setHeader('content-type', 'application/json').end('{"parcel":1}');
    });
    await new Promise<void>((resolve) => carrier.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    carrier.closeAllConnections();
    carrier.close();
    await screens.close();
  });

  async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
    signedIn ??= await becomeOwner(screens.server.setupLink, await screens.newPage({ locale: 'en-GB' }));
    const desk = { locale: 'en-GB', reducedMotion: 'reduce', viewport: { width: 1440, height: 900 } } as const;
    return screens.newPage({ ...desk, storageState: signedIn, ...options });
  }
  const headers = () => ({ origin: screens.server.address });
  async function post(page: Page, path: string, data: object) {
    const answer = await page.request.post(path, { data, headers: headers() });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return answer.json();
  }
  async function deploy(page: Page, document: FlowDocument) {
    await post(page, '/api/flows', { document });
    await post(page, `/api/flows/${document.id}/deploy`, { environment: 'sandbox' });
  }
  const run = (page: Page, flow: string, inputs: object[]) =>
    post(page, `/api/flows/${flow}/run`, { environment: 'sandbox', inputs });
  const books = async () =>
    (await fetch(`${screens.server.sandboxAddress}/_sandbox/state/zoho-books`)).json() as Promise<{
      contacts: { contact_id: string }[];
      invoices: { reference_number: string }[];
    }>;
  const openCount = async (page: Page, status = 'open') => {
    const { groups } = await (await page.request.get(`/api/failure-groups?status=${status}`)).json();
    return groups.map(({ count }: { count: number }) => count);
  };
  const order = (number: number) => ({
    number: `SO-${1000 + number}`,
    customer: '4600000000099999',
    what: `Chair ${number}`,
    total: 10 + number,
  });

  // Books allows a hundred calls a minute, and work in bulk keeps an even pace: more would only take longer.
  it('twenty failures of one cause are one group, corrected by find and replace, run again, and gone', async () => {
    const page = await newPage();
    await deploy(page, invoices);
    await run(
      page,
      invoices.id,
      Array.from({ length: 20 }, (_, number) => order(number)),
    );
    await soon(() => openCount(page)).toEqual([20]);
    await page.goto('/inbox');
    await page.getByRole('tab', { name: /To do.*20/ }).waitFor();
    // By keys alone: the first group, opened, and its correction.
    await page.getByRole('rowheader').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Record SO-/, level: 2 }).waitFor();
    await page.getByRole('tab', { name: 'Request and answer' }).click();
    await page.getByText(/"customer_id": "4600000000099999"/).waitFor();
    await page.keyboard.press('f');
    const dialog = page.getByRole('dialog', { name: 'Find and replace' });
    await dialog
      .getByLabel(/^Field/)
      .first()
      .fill('customer');
    await dialog.getByRole('textbox', { name: /^Find/ }).fill('4600000000099999');
    const { contacts } = await books();
    await dialog.getByLabel('Replace by').fill(contacts[0]!.contact_id);
    await dialog.getByText('20 of 20 records would change.').waitFor();
    await dialog.getByRole('button', { name: 'Change and run 20 again' }).click();
    await page.getByText('20 of 20 were taken up.').waitFor({ timeout: 30_000 });
    await soon(() => openCount(page)).toEqual([]);
    await soon(() => openCount(page, 'retrying')).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Nothing to do here' }).waitFor();
    const made = (await books()).invoices.map((each) => each.reference_number).filter((each) => each.startsWith('SO-'));
    expect([made.length, new Set(made).size]).toEqual([20, 20]);
  });

  it('a call whose answer never came is looked for in the other system; found, its receipt is shown and it is not done twice', async () => {
    const page = await newPage();
    const [order, invoice] = invoices.nodes;
    const once = { ...invoices, id: 'order-once', nodes: [order!, { ...invoice!, retry: { attempts: 1 } }] };
    await deploy(page, once as FlowDocument);
    const { contacts } = await books();
    const fault = {
      vendor: 'zoho-books',
      fault: 'dropAfterWork',
      times: 1,
      match: { method: 'POST', path: '/invoices' },
    };
    const armed = await fetch(`${screens.server.sandboxAddress}/_sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fault),
    });
    expect(armed.status).toBe(200);
    const what = 'Table <img src="x" onerror="document.title = 1">';
    await run(page, once.id, [{ number: 'SO-2000', customer: contacts[0]!.contact_id, what, total: 20 }]);
    await soon(() => openCount(page)).toEqual([1]);
    await page.goto('/inbox');
    await page.getByRole('rowheader').getByRole('link').first().click();
    // What a record says is text, whatever it looks like.
    await page
      .getByText(/onerror=/)
      .first()
      .waitFor();
    // A file that is far too large is refused before it is read.
    const file = join(await mkdtemp(join(tmpdir(), 'raccord-inbox-')), 'failures.csv');
    await writeFile(file, '');
    await truncate(file, 100_000_000);
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Import corrected records' }).click();
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByText('The file has 100 MB; at most 20 MB are taken at once.').waitFor();
    await rm(dirname(file), { recursive: true });
    await page.keyboard.press('Escape');
    const panel = page.getByRole('region', { name: 'It may have been done' });
    await panel.getByRole('button', { name: 'Look in the other system' }).click();
    await panel.getByText('It was done: the other system has it.').waitFor();
    await panel
      .getByText(/SO-2000/)
      .first()
      .waitFor();
    expect(await openCount(page)).toEqual([1]);
    await panel.getByRole('button', { name: 'It was done: go on' }).click();
    await soon(() => openCount(page)).toEqual([]);
    await soon(() => openCount(page, 'retrying')).toEqual([]);
    const made = async () => (await books()).invoices.filter((each) => each.reference_number === 'SO-2000').length;
    expect(await made()).toBe(1);
  });

  it('whoever looks decides whether a lost call was carried out, and it is not carried out twice', async () => {
    const page = await newPage();
    const endpoints = { api: `http://127.0.0.1:${(carrier.address() as AddressInfo).port}` };
    await post(page, '/api/connections', {
      environment: 'sandbox',
      connector: 'http',
      name: 'Carrier',
      endpoints,
      isDefault: true,
    });
    await deploy(page, shipping);
    await run(page, shipping.id, [{ number: 'P-1' }, { number: 'P-2' }]);
    await soon(() => openCount(page, 'inDoubt')).toEqual([2]);
    losing = false;
    await page.goto('/inbox');
    await page.getByRole('tab', { name: /In doubt.*2/ }).click();
    await page.getByRole('rowheader').getByRole('link').first().click();
    const panel = page.getByRole('region', { name: 'Was this carried out?' });
    await panel.getByText('never came').waitFor();
    await panel.getByText(/"order": "P-2"/).waitFor();
    await panel.getByRole('button', { name: 'It was done: go on' }).click();
    await page.getByRole('heading', { name: 'Record P-1' }).waitFor();
    await panel.getByRole('button', { name: 'It was not done: do it' }).click();
    await soon(() => openCount(page, 'inDoubt')).toEqual([]);
    await soon(() => parcels.toSorted()).toEqual(['P-1', 'P-1', 'P-2']);
  });

  it('questions of a flow are approved, rejected, corrected and remembered on their screen', async () => {
    const page = await newPage();
    await deploy(page, senders);
    await page.goto('/review');
    await page.getByRole('heading', { name: 'Nothing to decide' }).waitFor();
    const subjects = ['Approve me', 'Reject me', 'Correct me', 'Remember me'];
    const inputs = subjects.map((subject) => mail(subject, `${subject.split(' ')[0]}@acme.example`));
    const { runId } = await run(page, senders.id, inputs);
    const counters = async (id: string) => (await (await page.request.get(`/api/runs/${id}`)).json()).counters;
    await soon(() => counters(runId)).toMatchObject({ total: 4, waiting: 4, failed: 0 });
    // Whoever has the screen open sees what is asked, without a reload.
    await page.getByRole('link', { name: 'Who wrote “Remember me”?' }).waitFor({ timeout: 40_000 });
    await page.goto('/overview');
    await page.getByText('4 records wait for somebody to approve or reject them.').waitFor();
    await page.goto('/review?search=Approve');
    // By keys alone: the first question, opened.
    await page.getByRole('rowheader').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const open = async (subject: string) => {
      await page.goto('/review');
      await page.getByRole('link', { name: `Who wrote “${subject}”?` }).click();
      await page.getByRole('heading', { name: `Who wrote “${subject}”?` }).waitFor();
    };
    const side = page.getByRole('region', { name: 'What goes on' });
    const answer = async (button: string, waiting: number) => {
      await side.getByRole('button', { name: button }).click();
      await soon(async () => (await counters(runId)).waiting).toBe(waiting);
    };
    await page.getByRole('heading', { name: 'Who wrote “Approve me”?' }).waitFor();
    await answer('Approve', 3);
    await open('Reject me');
    await side.getByLabel('Comment').fill('spam');
    await answer('Reject', 2);
    const choose = async () => {
      await side.getByRole('combobox', { name: 'Contact' }).click();
      await page.getByRole('option', { name: 'Ann Ball' }).click();
    };
    await open('Correct me');
    await choose();
    await answer('Approve with these changes', 1);
    await open('Remember me');
    await choose();
    await side.getByLabel('Remember this choice for “Remember@acme.example”').check();
    await answer('Approve with these changes', 0);
    expect(await counters(runId)).toMatchObject({ total: 4, succeeded: 3, filtered: 1 });
    const later = await run(page, senders.id, [mail('Later', 'Remember@acme.example')]);
    await soon(() => counters(later.runId)).toMatchObject({ succeeded: 1 });
    await page.goto('/review?view=remembered');
    await page.getByText('{"contact":"c-2"}').waitFor();
    await page.getByRole('button', { name: 'Forget the choice for Remember@acme.example' }).click();
    await page.getByRole('heading', { name: 'No choice is remembered' }).waitFor();
    const { approvals } = await (await page.request.get('/api/approvals?state=decided')).json();
    const said = approvals.map(({ recordKey, state, edited }: Record<string, unknown>) => [recordKey, state, edited]);
    expect(said.toSorted()).toEqual([
      ['Approve me', 'approved', false],
      ['Correct me', 'approved', true],
      ['Reject me', 'rejected', false],
      ['Remember me', 'approved', true],
    ]);
  });

  it.each(looks)('axe finds nothing to complain of ($locale, $colorScheme)', async ({ locale, colorScheme }) => {
    const page = await newPage({ locale, colorScheme });
    if ((await openCount(page)).length === 0) await run(page, invoices.id, [order(100)]);
    await soon(() => openCount(page)).not.toEqual([]);
    await page.goto('/inbox');
    await page.getByRole('rowheader').first().waitFor();
    expect(await findBarriers(page), '/inbox').toEqual([]);
    await page.getByRole('rowheader').getByRole('link').first().click();
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    await settled(page);
    expect(await findBarriers(page), 'group').toEqual([]);
    await page.keyboard.press('c');
    await page.getByRole('dialog').waitFor();
    expect(await findBarriers(page), 'correct').toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('f');
    await page.getByRole('dialog').waitFor();
    expect(await findBarriers(page), 'replace').toEqual([]);
    const asked = async () => (await (await page.request.get('/api/approvals?state=open')).json()).counts.open;
    if ((await asked()) === 0) await run(page, senders.id, [mail('Look', 'look@acme.example')]);
    await soon(asked).not.toBe(0);
    await page.goto('/review');
    await page.getByRole('rowheader').first().waitFor();
    await page.getByRole('checkbox').last().check();
    expect(await findBarriers(page), '/review').toEqual([]);
    await page.getByRole('rowheader').getByRole('link').first().click();
    await page.getByRole('combobox', { name: 'Contact' }).waitFor();
    expect(await findBarriers(page), '/review/$id').toEqual([]);
  });
});
