import type { FlowDocument, FlowNode } from '@raccord/contract';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { becomeOwner, type SignedIn } from './become-owner.ts';
import { findBarriers, looks } from './find-barriers.ts';
import { browserProgram } from './open-browser.ts';
import { openScreens, type Screens } from './open-screens.ts';

// Versions, putting into service, what a draft would change, and tests of a flow, in a real browser against a real server and worker.

const program = browserProgram();
vi.setConfig({ testTimeout: 90_000 });
/** For what a worker has to answer first; the machine may be busy. */
const patient = { timeout: 40_000 };
/** Screenshots to look at; nowhere unless asked for. */
// biome-ignore lint/style/noProcessEnv: a wish of whoever runs the test.
const shots = process.env.RACCORD_SHOTS;

const message = (text: string): FlowNode => ({
  id: 'tell',
  kind: 'action',
  uses: 'slack/post-message',
  connection: 'slack',
  with: { channel: '{{env.salesChannel}}', text },
});
const flow = (text: string, more: Partial<FlowDocument> = {}): FlowDocument => ({
  schemaVersion: 1,
  id: 'order-to-slack',
  name: 'Order to Slack',
  settings: { recordKey: '{{order.number}}' },
  connections: { slack: { connector: 'slack' } },
  nodes: [{ id: 'order', kind: 'trigger', uses: 'manual/run' }, message(text)],
  edges: [{ from: 'order', to: 'tell' }],
  ...more,
});
const first = flow('Order {{order.number}}');
const second = flow('New order {{order.number}}', {
  nodes: [...flow('New order {{order.number}}').nodes, { id: 'large', kind: 'filter', when: '{{order.amount > 100}}' }],
  edges: [
    { from: 'order', to: 'large' },
    { from: 'large', to: 'tell' },
  ],
  notes: [{ id: 'why', text: 'Small orders are many', x: 0, y: -160, width: 220, height: 80 }],
});

describe.skipIf(program === undefined)('versions and tests', () => {
  let screens: Screens;
  let signedIn: SignedIn;
  let page: Page;
  let records: string[];
  beforeAll(async () => {
    screens = await openScreens(program!);
  });
  afterAll(() => screens.close());

  const newPage = (options: BrowserContextOptions = {}) => {
    const desk = { locale: 'en-GB', reducedMotion: 'reduce', viewport: { width: 1280, height: 900 } } as const;
    return screens.newPage({ ...desk, storageState: signedIn, ...options });
  };
  // biome-ignore lint/suspicious/noExplicitAny: answers are JSON of any shape.
  async function call(method: 'GET' | 'POST' | 'PUT' | 'PATCH', path: string, data?: object): Promise<any> {
    const headers = { origin: screens.server.address };
    const answer = await page.request.fetch(path, { method, headers, ...(data === undefined ? {} : { data }) });
    if (!answer.ok()) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return answer.status() === 204 ? undefined : answer.json();
  }
  const save = async (document: FlowDocument) => {
    const { revision } = await call('GET', '/api/flows/order-to-slack');
    await call('PUT', '/api/flows/order-to-slack', { revision, document });
  };
  const shot = async (name: string, of: Page = page) => {
    if (shots !== undefined) await of.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  };
  const dialog = (of: Page = page) => of.getByRole('dialog');

  it('a draft goes into service from the editor, and the dialog says what happens next', async () => {
    page = await screens.newPage({ locale: 'en-GB' });
    signedIn = await becomeOwner(screens.server.setupLink, page);
    page = await newPage();
    await call('POST', '/api/flows', { document: first });
    await page.goto('/flows/order-to-slack');
    await page.getByRole('button', { name: 'Deploy…' }).click();
    await dialog().getByText('It is not in service there yet').waitFor();
    await dialog().getByText('Nothing keeps it from going into service.').waitFor();
    await dialog().getByText('This flow has no tests.').waitFor();
    await dialog().getByRole('textbox', { name: 'Message' }).fill('The first one');
    await shot('deploy-first');
    await dialog().getByRole('button', { name: 'Put into service in sandbox' }).click();
    await dialog().getByText('Version 1 is in service in sandbox.').waitFor();
    await dialog()
      .getByText(/is started by hand/)
      .waitFor();
    await dialog().getByRole('button', { name: 'Close', exact: true }).last().click();

    const orders = [1, 2, 3].map((number) => ({ number, amount: number * 60 }));
    const fired = await call('POST', '/api/flows/order-to-slack/run', { environment: 'sandbox', inputs: orders });
    records = fired.recordIds;
    await expect
      .poll(async () => (await call('GET', `/api/runs/${fired.runId}`)).counters.succeeded, { timeout: 30_000 })
      .toBe(3);
  });

  it('before the next one: what changes as sentences, and which records would be different in which fields', async () => {
    page = await newPage();
    await save(second);
    await page.goto('/flows/order-to-slack/versions');
    const changed = page.getByRole('region', { name: 'What changed from Version 1 to Draft' });
    await changed.getByText('“Filter” was added').waitFor();
    await changed
      .getByText('field “Text” now reads “New order {{order.number}}” instead of “Order {{order.number}}”')
      .waitFor();
    await changed.getByText('no longer leads to').first().waitFor();
    await changed.locator('[data-look=added]', { hasText: 'Filter' }).waitFor();
    await changed.locator('[data-look=added]', { hasText: 'Small orders are many' }).waitFor();
    await shot('versions');
    await page.getByRole('button', { name: 'Deploy…' }).click();
    await dialog().getByText('“Filter” was added').waitFor();
    await dialog().getByRole('button', { name: 'Compare with past records' }).click();
    await dialog()
      .getByText(
        /1 of 3 records would be sent as before; 2 would not|0 of 3 records would be sent as before; 3 would not/,
      )
      .waitFor();
    const table = dialog().getByRole('table').last();
    await table.getByText('"Order 3"').waitFor();
    await table.getByText('"New order 3"').waitFor();
    await table.getByText('would no longer be called').first().waitFor();
    await shot('impact');
    await dialog().getByRole('button', { name: 'Cancel' }).click();
  });

  it('a test made of a record passes for what it was made of, and fails for the changed draft, line by line', async () => {
    page = await newPage();
    await call('POST', `/api/records/${records[2]}/test`, { name: 'Order 3 is told' });
    await page.goto('/flows/order-to-slack/tests');
    const failed = page.getByRole('region', { name: 'Order 3 is told' });
    await failed.getByText(/"Order 3" is expected, "New order 3" was found/).waitFor(patient);
    await failed.getByRole('cell', { name: '"text": "New order 3"' }).waitFor();
    await page.getByText('0 pass, 1 do not.').waitFor();
    await shot('tests');
  });

  it('an environment that asks for tests refuses the deployment, with the name of the test', async () => {
    page = await newPage();
    const { environments } = await call('GET', '/api/environments');
    const sandbox = environments.find(({ name }: { name: string }) => name === 'sandbox');
    await call('PATCH', `/api/environments/${sandbox.id}`, { testsRequired: true });
    await page.goto('/flows/order-to-slack/versions');
    await page.getByRole('button', { name: 'Deploy…' }).click();
    await dialog().getByText('sandbox asks for tests that pass.').waitFor();
    await dialog().getByText('1 test does not pass: Order 3 is told').waitFor(patient);
    const go = dialog().getByRole('button', { name: 'Put into service in sandbox' });
    expect(await go.isDisabled()).toBe(true);
    await shot('refused');
    const headers = { origin: screens.server.address };
    const data = { environment: 'sandbox' };
    const refused = await page.request.post('/api/flows/order-to-slack/deploy', { data, headers });
    expect((await refused.json()).error.message).toContain('Order 3 is told');

    await page.goto('/flows/order-to-slack/tests');
    await page.getByRole('button', { name: 'Accept as the new expectation' }).click();
    await page.getByText('1 pass, 0 do not.').waitFor(patient);
    await page.goto('/flows/order-to-slack/versions');
    await page.getByRole('button', { name: 'Deploy…' }).click();
    await dialog().getByText('The test passes.').waitFor(patient);
    await go.click();
    await dialog().getByText('Version 2 is in service in sandbox.').waitFor(patient);
    await dialog().getByRole('button', { name: 'Close', exact: true }).last().click();
  });

  it('an earlier version is restored; what the draft held is kept and can be restored again', async () => {
    page = await newPage();
    await save(flow('Something else'));
    await page.goto('/flows/order-to-slack/versions');
    await page.getByRole('button', { name: 'Actions for Version 1' }).click();
    await page.getByRole('menuitem', { name: 'Restore' }).click();
    await dialog()
      .getByText(/now reads “Something else” instead of/)
      .waitFor();
    await shot('restore');
    await dialog().getByRole('button', { name: 'Restore', exact: true }).click();
    await page.getByText('The draft is Version 1 again. What it held is kept as version 3.').waitFor();
    await page.getByText('Draft before version 1 was restored').waitFor();
    expect((await call('GET', '/api/flows/order-to-slack')).document.nodes[1].with.text).toBe('Order {{order.number}}');
    const kept = await call('GET', '/api/flows/order-to-slack/versions/3');
    expect(kept.document.nodes[1].with.text).toBe('Something else');
  });

  it('where real data is, the name has to be typed; a test is edited, with its mistakes in words, copied and deleted', async () => {
    page = await newPage();
    await call('POST', '/api/environments', { name: 'production', colour: 'green' });
    await page.goto('/flows/order-to-slack/versions');
    await page.getByRole('button', { name: 'Deploy…' }).click();
    await dialog().getByRole('radio', { name: 'production' }).check();
    await dialog().getByText('1 problem keeps it from going into service').waitFor();
    await dialog().getByRole('link', { name: 'Open the connections' }).waitFor();
    await dialog().getByRole('textbox', { name: 'Type the name of the flow to confirm' }).waitFor();
    await shot('production');
    await dialog().getByRole('button', { name: 'Cancel' }).click();

    await page.goto('/flows/order-to-slack/tests');
    const actions = (name: string) => page.getByRole('button', { name: `Actions for ${name}`, exact: true });
    await actions('Order 3 is told').click();
    await page.getByRole('menuitem', { name: 'Duplicate' }).click();
    await actions('Order 3 is told (copy)').click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    const text = dialog().getByRole('textbox', { name: 'Test, as JSON' });
    await text.fill('{ "records": [] }');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().getByRole('listitem').first().waitFor();
    await shot('edit-test');
    await text.fill('{');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog()
      .getByText(/This is no JSON/)
      .waitFor();
    await text.fill('{ "records": [{ "number": 1 }], "expect": { "records": [{ "state": "failed" }] } }');
    await dialog().getByRole('textbox', { name: 'Name' }).fill('Nothing is known');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await page.getByRole('rowheader', { name: 'Nothing is known' }).waitFor();
    await actions('Nothing is known').click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await dialog().getByRole('button', { name: 'Delete' }).click();
    await expect.poll(() => page.getByRole('rowheader', { name: 'Nothing is known' }).count()).toBe(0);
  });

  it.each(looks)('is open to everybody in $locale, $colorScheme', async ({ locale, colorScheme }) => {
    const [french, name] = [locale === 'fr', `${locale}-${colorScheme}`];
    const seen = await newPage({ locale: french ? 'fr-FR' : 'en-GB', colorScheme });
    await seen.goto('/flows/order-to-slack/versions?from=1&to=2');
    const changed = seen.getByRole('region', { name: french ? /^Ce qui a changé de/ : /^What changed from/ });
    await changed.getByText(french ? '« Publier un message » : le champ' : '“Post a message”: field').waitFor();
    await changed.locator('[data-look=added]').first().waitFor();
    await shot(`versions-${name}`, seen);
    expect(await findBarriers(seen)).toEqual([]);
    await seen.getByRole('button', { name: french ? 'Mettre en service…' : 'Deploy…' }).click();
    await dialog(seen)
      .getByText(french ? /n’est pas réussi|est réussi/ : /pass/)
      .last()
      .waitFor();
    await shot(`deploy-${name}`, seen);
    expect(await findBarriers(seen)).toEqual([]);
    await seen.goto('/flows/order-to-slack/tests');
    await seen.getByText(french ? '0 réussis, 1 échoués.' : '0 pass, 1 do not.').waitFor(patient);
    await shot(`tests-${name}`, seen);
    expect(await findBarriers(seen)).toEqual([]);
  });
});
