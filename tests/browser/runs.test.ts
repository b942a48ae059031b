import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FlowDocument } from '@raccord/contract';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { becomeOwner, type SignedIn } from './become-owner.ts';
import { findBarriers, looks } from './find-barriers.ts';
import { browserProgram } from './open-browser.ts';
import { openScreens, type Screens } from './open-screens.ts';
import { settled, soon } from './soon.ts';

// What ran, seen in a real browser: a run that goes partly wrong, live, its records, and running again what failed.

const program = browserProgram();
vi.setConfig({ testTimeout: 90_000 });

const orders: FlowDocument = {
  schemaVersion: 1,
  id: 'orders-to-shop',
  name: 'Orders to the shop',
  settings: { recordKey: '{{order.number}}' },
  connections: { shop: { connector: 'http' } },
  nodes: [
    { id: 'order', kind: 'trigger', uses: 'manual/run' },
    { id: 'paid', kind: 'filter', title: 'Paid only', when: '{{order.total > 0}}' },
    {
      id: 'parcel',
      kind: 'action',
      uses: 'http/request',
      connection: 'shop',
      with: { method: 'POST', url: '/parcels', json: { order: '{{order.number}}' } },
    },
  ],
  edges: [
    { from: 'order', to: 'paid' },
    { from: 'paid', to: 'parcel' },
  ],
  groups: [{ id: 'sending', title: 'Sending', members: ['parcel'] }],
  notes: [{ id: 'why', text: 'Only what is paid', x: 0, y: -160, width: 220, height: 80, colour: 'blue' }],
};
describe.skipIf(program === undefined)('runs', () => {
  let screens: Screens;
  let signedIn: SignedIn | undefined;
  let shop: Server;
  /** Orders that the shop refuses. */
  const refused = new Set(['SO-3', 'SO-5', 'SO-8']);
  let asked = 0;
  const answering = Promise.withResolvers<void>();
  beforeAll(async () => {
    screens = await openScreens(program!);
    shop = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { order } = JSON.parse(Buffer.concat(chunks).toString());
      asked += 1;
      await answering.promise;
      response.statusCode = refused.has(order) ? 422 : 200;
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ parcel: `PCL-${order}` }));
    });
    await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    answering.resolve();
    shop.closeAllConnections();
    shop.close();
    await screens.close();
  });

  async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
    signedIn ??= await becomeOwner(screens.server.setupLink, await screens.newPage({ locale: 'en-GB' }));
    const desk = { locale: 'en-GB', reducedMotion: 'reduce', viewport: { width: 1440, height: 900 } } as const;
    return screens.newPage({ ...desk, storageState: signedIn, ...options });
  }
  async function post(page: Page, path: string, data: object) {
    const answer = await page.request.post(path, { data, headers: { origin: screens.server.address } });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return answer.json();
  }
  async function deploy(page: Page, document: FlowDocument) {
    await post(page, '/api/flows', { document });
    await post(page, `/api/flows/${document.id}/deploy`, { environment: 'sandbox' });
  }
  const run = async (page: Page, flow: string, inputs: object[]): Promise<string> =>
    (await post(page, `/api/flows/${flow}/run`, { environment: 'sandbox', inputs })).runId;
  const counter = (page: Page, name: string) =>
    page.getByRole('region', { name: 'Records by state' }).getByRole('button', { name, exact: true });
  let partial = '';
  let trace = '';
  let schedule = '';
  let shopId = '';

  it('a run is followed live; that some failed is not green, and its counters add up', async () => {
    const page = await newPage();
    const endpoints = { api: `http://127.0.0.1:${(shop.address() as AddressInfo).port}` };
    const connection = { environment: 'sandbox', connector: 'http', name: 'Shop', endpoints, isDefault: true };
    shopId = (await post(page, '/api/connections', connection)).id;
    await deploy(page, orders);
    await page.goto('/runs');
    await page.getByText('Nothing has run yet').waitFor();
    const inputs = Array.from({ length: 12 }, (_, index) => ({
      number: `SO-${index}`,
      total: index < 2 ? 0 : 10 + index,
      customer: { email: `buyer${index}@shop.example` },
    }));
    partial = await run(page, orders.id, inputs);
    await page.getByRole('rowheader', { name: /Orders to the shop/ }).waitFor();
    // Its row says so as soon as it is known, without a reload.
    const row = page.getByRole('row', { name: /Orders to the shop/ });
    await row.getByText('Running').waitFor();
    await soon(() => asked).toBeGreaterThan(0);
    answering.resolve();
    await row.getByText('Partial').waitFor({ timeout: 30_000 });
    await row.getByRole('link').click();
    await page.getByRole('heading', { name: 'Run of Orders to the shop', level: 1 }).waitFor();
    for (const name of ['Read 12', 'Succeeded 7', 'Filtered 2', 'Failed 3', 'Waiting 0', 'In doubt 0', 'Cancelled 0'])
      await counter(page, name).waitFor();
    const node = page.locator('.react-flow__node', { hasText: 'HTTP' });
    await node.getByText('3', { exact: true }).waitFor();
    await page.getByRole('group', { name: 'Note: Only what is paid' }).waitFor();
    await page.getByRole('group', { name: 'Group Sending, 1 step' }).waitFor();
    await page.getByText('Steps as a table').click();
    await page.getByText('order: 12').waitFor();
    await page.getByText('paid: 10').waitFor();
    await counter(page, 'Filtered 2').click();
    await page
      .getByRole('row', { name: /Filtered SO-0 Paid only/ })
      .getByRole('link')
      .click();
    await page.getByText('turned back at “Paid only”').waitFor();
    await page.goBack();
    await counter(page, 'Failed 3').click();
    await page.getByRole('link', { name: 'SO-3' }).waitFor();
    expect(new URL(page.url()).search).toBe('?state=failed');
    expect(await page.getByRole('link', { name: /^SO-/ }).count()).toBe(3);
    await page.getByRole('tab', { name: 'What happened when' }).click();
    await page.getByText(/parcel: 3 records failed/).waitFor();
  });

  it('a record shows its way, its tries and what came back', async () => {
    const page = await newPage();
    await page.goto(`/runs/${partial}?state=failed`);
    await page.getByRole('link', { name: 'SO-5' }).click();
    await page.getByRole('heading', { name: 'Record SO-5', level: 1 }).waitFor();
    await page.getByText(/buyer5@shop.example/).waitFor();
    await page.getByRole('button', { name: /parcel.*1 try/ }).waitFor();
    await page.getByText(/422/).first().waitFor();
  });

  it('only the failed ones run again, where they stopped; the preview says what is done twice before all are started', async () => {
    const page = await newPage();
    await page.goto(`/runs/${partial}`);
    refused.clear();
    const before = asked;
    await page.getByRole('button', { name: 'Run again' }).click();
    const dialog = page.getByRole('dialog', { name: 'Run again' });
    await dialog.getByText('3 records will run.').waitFor();
    await dialog.getByLabel('All records, from the beginning').check();
    await dialog.getByText('parcel: done for 7 records, and will be done a second time.').waitFor();
    expect(await dialog.getByRole('button', { name: 'Run 12 records again' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Failed records, from where they stopped').check();
    await dialog.getByRole('button', { name: 'Run 3 records again' }).click();
    await counter(page, 'Succeeded 10').waitFor({ timeout: 30_000 });
    await counter(page, 'Failed 0').waitFor();
    await page.getByText('Succeeded', { exact: true }).first().waitFor();
    expect(asked - before).toBe(3);
    await page.getByRole('button', { name: 'Run again' }).click();
    await dialog.getByLabel('All records, from the beginning').check();
    await dialog.getByLabel('I know that these are done a second time.').check();
    await dialog.getByRole('button', { name: 'Run 12 records again' }).click();
    await page.getByRole('link', { name: 'It repeats an earlier run' }).waitFor();
    await counter(page, 'Read 12').waitFor();
    await counter(page, 'Succeeded 10').waitFor({ timeout: 30_000 });
  });

  it('a run in progress is cancelled: what has not ended never goes on, and the run says so', async () => {
    const page = await newPage();
    const waiting = { ...orders, id: 'orders-later', name: 'Orders later' };
    const [order] = orders.nodes;
    const nodes = [order!, { id: 'rest', kind: 'wait' as const, for: '1h' }];
    await deploy(page, { ...waiting, nodes, edges: [{ from: 'order', to: 'rest' }] });
    const id = await run(page, waiting.id, [{ number: 'SO-90' }, { number: 'SO-91' }, { number: 'SO-92' }]);
    await page.goto(`/runs/${id}`);
    await counter(page, 'Waiting 3').waitFor({ timeout: 40_000 });
    await page.getByRole('button', { name: 'Cancel what is left' }).click();
    const dialog = page.getByRole('dialog', { name: 'Cancel this run?' });
    await dialog.getByText('3 records that have not ended are cancelled.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel what is left' }).click();
    await counter(page, 'Cancelled 3').waitFor({ timeout: 40_000 });
    await counter(page, 'Waiting 0').waitFor();
    await page.getByRole('button', { name: 'Cancel what is left' }).waitFor({ state: 'detached' });
  });

  it('a schedule shows its next times in a calendar, with the clocks that change in between', async () => {
    const page = await newPage();
    const monthly = { cron: '30 12 15 * *', timezone: 'Europe/Paris' };
    const nodes: FlowDocument['nodes'] = [
      { id: 'monthly', kind: 'trigger', uses: 'schedule/cron', with: monthly },
      { id: 'note', kind: 'map', with: { text: 'now' } },
    ];
    const edges = [{ from: 'monthly', to: 'note' }];
    await deploy(page, { schemaVersion: 1, id: 'each-month', name: 'Each month', nodes, edges });
    const { triggers } = await (await page.request.get('/api/triggers')).json();
    const { id } = triggers.find(({ flowId }: { flowId: string }) => flowId === 'each-month');
    schedule = `/triggers/${id}`;
    await page.goto(schedule);
    // Twenty months: in whichever they begin, clocks go forward and back.
    await page
      .getByText(/UTC\+1 becomes UTC\+2/)
      .first()
      .waitFor();
    await page
      .getByText(/UTC\+2 becomes UTC\+1/)
      .first()
      .waitFor();
    expect(await page.getByText('12:30').count()).toBe(20);
  });

  it('how long things are kept is changed and seen; what is known of a person is found, and erased when it is typed again', async () => {
    const page = await newPage();
    await page.goto('/settings');
    const sandbox = page.getByRole('region', { name: 'Environments' }).getByRole('row', { name: /sandbox/ });
    await sandbox.getByText('30 days').waitFor();
    await sandbox.getByRole('button', { name: /^Change/ }).click();
    const times = page.getByRole('dialog');
    await times.getByRole('combobox', { name: 'Data: how long' }).click();
    await page.getByRole('option', { name: 'For a number of days' }).click();
    await times.getByLabel('Data: days').fill('7');
    await times.getByRole('button', { name: 'Save' }).click();
    await sandbox.getByText('7 days').waitFor();
    await page.getByRole('tab', { name: 'A person’s data' }).click();
    const person = page.getByLabel('E-mail address, or number or id of the person');
    await person.fill('Buyer1@shop.example');
    await page.keyboard.press('Enter');
    const report = page.getByRole('article').first();
    await report.getByText('found', { exact: true }).waitFor({ timeout: 30_000 });
    // Of both runs of it; that of buyer 10 and 11 is another's.
    await report.getByRole('row', { name: 'Records 2' }).waitFor();
    await report.getByRole('button', { name: 'Erase…' }).click();
    const sure = page.getByRole('dialog');
    expect(await sure.getByRole('button', { name: 'Erase for good' }).isDisabled()).toBe(true);
    await sure.getByLabel('Type once more whom you searched for').fill('buyer10@shop.example');
    await page.keyboard.press('Enter');
    await sure.getByText(/not what was searched for/).waitFor();
    await sure.getByLabel('Type once more whom you searched for').fill('buyer1@shop.example');
    await page.keyboard.press('Enter');
    await report.getByText('erased', { exact: true }).waitFor({ timeout: 30_000 });
    await page.goto(`/runs/${partial}`);
    await page.getByRole('link', { name: /^erased:/ }).click();
    await page.getByText('[erased]').waitFor();
  });

  it('a flow is traced: what it calls is watched as it comes, and switched off again', async () => {
    const page = await newPage();
    await page.goto(`/flows/${orders.id}/about`);
    const tracing = page.getByRole('region', { name: 'Tracing' });
    await tracing.getByRole('button', { name: 'Switch tracing on' }).click();
    await tracing.getByText(/^Switched on by/).waitFor();
    await tracing.getByRole('link', { name: 'Watch' }).click();
    await page.getByRole('heading', { name: 'Trace of Orders to the shop', level: 1 }).waitFor();
    const call = page.getByRole('button', { name: /^POST .*\/parcels$/ });
    // A worker notices within two seconds that somebody looks.
    await soon(async () => {
      await run(page, orders.id, [{ number: 'SO-77', total: 5 }]);
      return call.count();
    }).toBeGreaterThan(0);
    await call.first().click();
    await page.getByRole('dialog').getByText('"order": "SO-77"').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Switch it off' }).click();
    await page.getByText(/, off by/).waitFor();
    trace = new URL(page.url()).pathname;
  });

  it.each(looks)('axe finds nothing to complain of ($locale, $colorScheme)', async ({ locale, colorScheme }) => {
    const page = await newPage({ locale, colorScheme });
    for (const path of [
      '/overview',
      '/runs',
      `/runs/${partial}`,
      '/journey?q=SO-3',
      '/triggers',
      schedule,
      '/settings',
      '/settings?view=person',
    ]) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await settled(page);
      expect(await findBarriers(page), path).toEqual([]);
    }
  });

  it.each(looks)('axe has nothing to say of traces ($locale, $colorScheme)', async ({ locale, colorScheme }) => {
    const page = await newPage({ locale, colorScheme });
    for (const path of [`/flows/${orders.id}/about`, `/connections/${shopId}`, trace]) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await settled(page);
      expect(await findBarriers(page), path).toEqual([]);
    }
  });
});
