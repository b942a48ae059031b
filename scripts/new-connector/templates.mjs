/** The files of a new connector; `__id__`, `__name__` and `__title__` are filled in. */
export const templates = {
  'index.ts': `import { defineConnector } from '@raccord/contract';
import { actionsOf } from '../shared/objects/define-object.ts';
import { triggersOf } from '../shared/objects/object-triggers.ts';
import { __name__Auth } from './auth.ts';
import { call } from './client.ts';
import { contact } from './objects/contact.ts';

export const __name__ = defineConnector({
  id: '__id__',
  title: { en: '__title__', fr: '__title__ (fr)' },
  description: { en: 'Contacts of __title__.', fr: 'Les contacts de __title__.' },
  endpoints: { api: 'https://api.example.com/v1' },
  auth: __name__Auth,
  objects: { contact },
  triggers: triggersOf(contact),
  actions: actionsOf(contact),
  async test(context) {
    const { name } = await call<{ name?: string }>(context, { method: 'GET', url: '/me' });
    return { account: name ?? '__title__' };
  },
});
`,
  'auth.ts': `import type { AuthDefinition } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../shared/forms/told.ts';

export const __name__Auth: AuthDefinition = {
  kind: 'apiKey',
  credentials: Type.Object(
    {
      apiKey: Type.String({
        minLength: 1,
        ...told('API key', 'Where people find it.', 'Clé d’API', 'Où on la trouve.'),
      }),
    },
    { additionalProperties: false },
  ),
  apply({ apiKey }, headers) {
    headers.authorization = \`Bearer \${apiKey ?? ''}\`;
  },
};
`,
  'client.ts': `import type { ConnectorContext, HttpRequest } from '@raccord/contract';
import { statusFailure } from '../shared/http/status-table.ts';

/** One call. The vendor's habits end here: addresses, paging, what its refusals mean. @throws Failure as \`statusFailure\` */
export async function call<T>({ http }: Pick<ConnectorContext, 'http'>, request: HttpRequest): Promise<T> {
  const response = await http.request(request);
  if (response.status >= 300) throw statusFailure({ response, method: request.method, from: '__title__' });
  return response.json as T;
}
`,
  'objects/contact.ts': `import type { ObjectRecord } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { defineObject, defineOperation } from '../../shared/objects/define-object.ts';
import { call } from '../client.ts';

const strict = { additionalProperties: false };
const text = Type.Optional(Type.String());
const email = Type.String({ minLength: 3, ...told('E-mail', 'The whole address.', 'E-mail', 'L’adresse entière.') });
const name = Type.Optional(Type.String({ ...told('Name', 'First and last.', 'Nom', 'Prénom et nom.') }));

const find = defineOperation({
  description: {
    en: 'Gives the contact with this e-mail address, or an empty object if there is none.',
    fr: 'Donne le contact qui a cette adresse e-mail, ou un objet vide s’il n’y en a pas.',
  },
  input: Type.Object({ email }, strict),
  effect: 'read',
  async run(context, query) {
    const { contacts } = await call<{ contacts: ObjectRecord[] }>(context, { method: 'GET', url: '/contacts', query });
    return contacts[0] ?? {};
  },
});

const upsert = defineOperation({
  description: {
    en: 'Writes the contact with this e-mail address, and creates it if there is none.',
    fr: 'Écrit le contact qui a cette adresse e-mail, et le crée s’il n’y en a pas.',
  },
  input: Type.Object({ email, name }, strict),
  effect: 'upsert',
  run: (context, json) => call(context, { method: 'PUT', url: '/contacts', json }),
});

export const contact = defineObject({
  id: 'contact',
  title: { en: 'Contact', fr: 'Contact (fr)' },
  one: { en: 'a contact', fr: 'un contact' },
  schema: Type.Object({ id: Type.String(), email: text, name: text, created_at: text, updated_at: text }),
  sample: { id: '1', email: 'ann@acme.example', name: 'Ann Roy' },
  identity: { id: 'id', createdAt: 'created_at', modifiedAt: 'updated_at', match: ['email'] },
  normal: { email: 'email' },
  operations: {
    find,
    upsert,
    list: {
      reports: ['created', 'updated'],
      async page(context, _place, cursor, { from, now }) {
        const since = cursor ?? (from === 'now' ? new Date(now).toISOString() : '');
        const query = { updated_since: String(since) };
        const read = await call<{ contacts: ObjectRecord[]; more: boolean; cursor: string }>(context, {
          method: 'GET',
          url: '/contacts',
          query,
        });
        const changes = read.contacts.map((record) => ({ change: 'saved' as const, record }));
        return { changes, cursor: read.cursor, more: read.more };
      },
    },
  },
});
`,
  '{id}.test.ts': `import { afterAll, beforeAll, expect, it } from 'vitest';
import { attempt } from '../testing/sandbox-attempts.ts';
import { type TinyServer, tinyServer } from '../testing/tiny-server.ts';
import { __name__ } from './index.ts';

let server: TinyServer;
beforeAll(async () => {
  server = await tinyServer();
});
afterAll(() => server.close());
const connection = () => ({ credentials: { apiKey: 'key' }, settings: {}, endpoints: { api: server.url } });

it('finds a contact, or says that there is none', async () => {
  server.answer = () => ({ json: { contacts: [] } });
  expect((await attempt(__name__, 'find-contact', connection(), { email: 'ann@acme.example' })).output).toEqual({});
  expect(server.seen.at(-1)?.headers.authorization).toBe('Bearer key');
});

it('a refused key is about the connection, a refused record about the record', async () => {
  const upsert = () => attempt(__name__, 'upsert-contact', connection(), { email: 'ann@acme.example' });
  server.answer = () => ({ status: 401 });
  await expect(upsert()).rejects.toMatchObject({ kind: 'auth' });
  server.answer = () => ({ status: 422, text: 'no such domain' });
  await expect(upsert()).rejects.toMatchObject({ kind: 'input' });
});

it('an answer that got lost after the work doubles nothing', async () => {
  server.answer = () => ({ drop: server.seen.length % 2 === 1, json: { id: '1', email: 'ann@acme.example' } });
  server.seen.length = 0;
  expect(await attempt(__name__, 'upsert-contact', connection(), { email: 'ann@acme.example' })).toMatchObject({
    attempts: 2,
    output: { id: '1' },
  });
});
`,
};
