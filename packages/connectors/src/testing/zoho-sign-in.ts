import type { Connector } from '@raccord/contract';
import { type OpenedConnection, openConnection } from '../open-connection.ts';
import { parseTokenAnswer } from '../shared/zoho/oauth.ts';
import { memoryFiles } from './memory-files.ts';

/** The server refreshes tokens; in tests of Zoho's connectors it is done by hand, with Zoho's own words. */
export async function zohoSignIn(connector: Connector, connection: OpenedConnection, refreshToken?: string) {
  const { credentials, endpoints = {} } = connection;
  const { clientId = '', clientSecret = '' } = credentials;
  const form = {
    grant_type: 'refresh_token',
    refresh_token: refreshToken ?? credentials.refreshToken ?? '',
    client_id: clientId,
    client_secret: clientSecret,
  };
  const { signal } = new AbortController();
  const context = openConnection(
    connector,
    { credentials: {}, settings: {}, endpoints },
    { signal, files: memoryFiles() },
  );
  return parseTokenAnswer(await context.http.request({ method: 'POST', url: endpoints.token ?? '', form }));
}

/** The connection with a token that is good, as an action is given it. */
export async function signedIn(
  connector: Connector,
  connection: OpenedConnection,
  settings: Record<string, unknown> = {},
): Promise<OpenedConnection> {
  const { accessToken } = await zohoSignIn(connector, connection);
  const { credentials } = connection;
  return {
    ...connection,
    credentials: { ...credentials, accessToken },
    settings: { ...connection.settings, ...settings },
  };
}
