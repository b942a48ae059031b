import { api, dataOf } from '../api/client.ts';
import { currentLanguage } from '../i18n/index.ts';
import { type App, needsConnection } from '../nodes/apps.ts';
import type { Connection } from './connection-queries.ts';

type Values = Readonly<Record<string, unknown>>;

/** A connection as it stands in its form. Secrets are only ever on their way in. */
export type FilledConnection = {
  connector: string;
  environmentId: string;
  name: string;
  settings: Values;
  endpoints: Connection['endpoints'];
  isDefault: boolean;
  credentials: Values;
  /** Whether the credentials that are there give way to these. */
  replaces: boolean;
  signingSecret: string;
  /** The connection whose addresses and settings were taken over. */
  like?: string;
};

/** Whether there is anything to connect: generic steps that reach nobody have no accounts. */
export const takesAccount = (app: App) =>
  app.auth.kind !== 'none' || needsConnection(app) || app.settings !== undefined;

/** `Zoho Books`, `Zoho Books 2` …: a name that is free in the environment. */
function freeName(title: string, siblings: readonly Connection[], environmentId: string): string {
  const taken = new Set(siblings.filter((one) => one.environmentId === environmentId).map(({ name }) => name));
  if (!taken.has(title)) return title;
  for (let count = 2; ; count++) if (!taken.has(`${title} ${count}`)) return `${title} ${count}`;
}

/** Where another connection of the environment has replaced the vendor's addresses (the sandbox's stand-ins), a new one goes there too. */
export function blankForm(
  apps: readonly App[],
  siblings: readonly Connection[],
  connector: string,
  environmentId: string,
): FilledConnection {
  const app = apps.find(({ id }) => id === connector);
  const twin = siblings.find(
    (one) =>
      one.connector === connector && one.environmentId === environmentId && Object.keys(one.endpoints).length > 0,
  );
  return {
    connector,
    environmentId,
    name: app === undefined ? '' : freeName(app.title[currentLanguage()], siblings, environmentId),
    settings: twin?.settings ?? {},
    endpoints: twin?.endpoints ?? {},
    isDefault: false,
    credentials: {},
    replaces: true,
    signingSecret: '',
    ...(twin === undefined ? {} : { like: twin.name }),
  };
}

export function formOf(connection: Connection): FilledConnection {
  const { connector, environmentId, name, settings, endpoints, isDefault } = connection;
  const nothing = { credentials: {}, replaces: false, signingSecret: '' };
  return { connector, environmentId, name, settings, endpoints, isDefault, ...nothing };
}

/** Makes the connection, or with `id` changes it. @returns its id @throws ApiFailure */
export async function saveConnection(form: FilledConnection, id: string | undefined, app: App): Promise<string> {
  const { connector, environmentId, name, endpoints, isDefault, signingSecret } = form;
  const body = {
    name,
    endpoints,
    ...(app.settings === undefined ? {} : { settings: { ...form.settings } }),
    ...(isDefault ? { isDefault } : {}),
    ...(form.replaces ? { credentials: form.credentials as Record<string, string> } : {}),
    ...(signingSecret === '' ? {} : { signingSecrets: [signingSecret] }),
  };
  if (id === undefined) {
    const made = api.POST('/api/connections', { body: { connector, environment: environmentId, ...body } });
    return (await dataOf(made)).id;
  }
  return (await dataOf(api.PATCH('/api/connections/{id}', { params: { path: { id } }, body }))).id;
}
