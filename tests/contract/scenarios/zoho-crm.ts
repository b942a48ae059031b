import { zohoSignIn } from '@raccord/connectors/testing/zoho-sign-in';
import { zohoCrm } from '@raccord/connectors/zoho-crm/index';
import type { SandboxConnection } from '@raccord/sandbox';
import type { ScenarioClient } from '../scenario.ts';

/** The sandbox's refresh token is turned into an access token; that exchange is not part of the CRM's documents. */
export async function openZohoCrm(connection: SandboxConnection) {
  const token = (await zohoSignIn(zohoCrm, connection)).accessToken;
  return { ...connection, credentials: { ...connection.credentials, accessToken: token } };
}

/** Everything our connector asks of Zoho CRM. */
export async function zohoCrmScenario(client: ScenarioClient): Promise<void> {
  const { run, refused, poll, choices } = client;
  const module = 'Leads';
  for (const trigger of ['record-created', 'record-updated', 'record-deleted']) await readToEnd(client, trigger);
  const lead = { module, Last_Name: 'Roy', Company: 'Acme', Email: 'roy@acme.example', Annual_Revenue: 12.5 };
  const { id } = await run('create-record', { ...lead, Tag: [{ name: 'web' }] });
  await run('upsert-record', { ...lead, City: 'Lyon' });
  await run('upsert-record', { ...lead, duplicate_check_fields: ['Code_partenaire'], Code_partenaire: 'P-1' });
  await run('update-record', { module, id, City: 'Nantes', trigger: ['workflow'] });
  await run('update-record', { module, id, City: 'Nice', Modified_Time: '2099-01-01T00:00:00+00:00' });
  await run('get-record', { module, id });
  await run('find-record', { module, field: 'Email', value: 'roy@acme.example' });
  await run('find-record', { module, field: 'Email', value: 'nobody@acme.example' });
  await run('search-records', { module, criteria: '(Last_Name:equals:Roy)', limit: 10 });
  await run('search-records', { module, email: 'nobody@acme.example' });
  await run('query-records', { select_query: 'select Last_Name, Owner from Leads where id is not null limit 0, 2' });
  await refused('query-records', { select_query: 'select Nothing from Leads where id is not null' });
  await refused('query-records', { select_query: 'select id from Leads' });
  await refused('create-record', { module, Email: 'nowhere' });
  await refused('create-record', { module: 'Nothing', Name: 'x' });
  await refused('update-record', { module, id: '1', City: 'x' });
  await run('add-note', { module, id, title: 'Appel', content: 'À rappeler' });
  await refused('add-note', { module, id: '1', content: 'x' });
  await run('add-tags', { module, id, tags: ['vip'] });
  await run('remove-tags', { module, id, tags: ['vip'] });
  const file = await client.file('devis.pdf', 'application/pdf', 'devis');
  const attached = await run('attach-file', { module, id, file });
  await run('list-attachments', { module, id });
  await run('download-attachment', { module, id, attachment_id: attached.id });
  await refused('list-attachments', { module, id: '1' });
  await channels(client);
  await choices('modules');
  await choices('fields', { with: { module } });
  await choices('duplicateCheckFields', { with: { module } });
  await choices('users');
  await zohoCrm.test?.(client.context);
  await run('convert-lead', { id, deal: { Deal_Name: 'Acme 2026', Stage: 'Qualification' } });
  const { id: other } = await run('create-record', { ...lead, Email: 'other@acme.example' });
  await run('remove-record', { module, id: other });
  await run('remove-record', { module, id: other });
  await poll('record-deleted', null, { module: 'Contrats' });
  await readToEnd(client, 'record-deleted', { began: 0, cursor: { since: null, deletedSince: 0 } });
}

async function readToEnd({ poll }: ScenarioClient, trigger: string, from: unknown = null): Promise<void> {
  let cursor = from;
  for (let more = true; more; ) {
    const page = await poll(trigger, cursor, { module: 'Leads' });
    ({ cursor, more } = page);
  }
}

async function channels({ context, url }: ScenarioClient): Promise<void> {
  const { subscription } = zohoCrm.triggers['record-created']!.webhook!;
  const options = { url: `${url}/hooks/x`, secret: 'a secret of the subscription', now: Date.now() };
  const place = { module: 'Leads' };
  const { state } = await subscription!.subscribe(context, place, options);
  await subscription!.renew!(context, place, { ...options, state });
  await subscription!.unsubscribe(context, place, state);
  await subscription!.unsubscribe(context, place, state);
  await subscription!.subscribe(context, { module: 'Nothing' }, options).catch(() => undefined);
}
