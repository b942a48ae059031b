import type { OpenedConnection } from '@raccord/connectors/open-connection';
import type { SandboxConnection } from '@raccord/sandbox';

/** The server refreshes tokens; here it is done by hand. */
export async function openGoogle(connection: SandboxConnection): Promise<OpenedConnection> {
  const { clientId = '', clientSecret = '', refreshToken = '' } = connection.credentials;
  const form = { grant_type: 'refresh_token', client_id: clientId, client_secret: clientSecret };
  const answer = await fetch(connection.endpoints.token ?? '', {
    method: 'POST',
    body: new URLSearchParams({ ...form, refresh_token: refreshToken }),
  });
  const { access_token: accessToken } = (await answer.json()) as { access_token: string };
  return { ...connection, credentials: { accessToken } };
}

/** What Google's own clients are given to reach the stand-ins. */
export function sdkOptions(url: string, token: string) {
  return {
    rootUrl: `${url}/google`,
    retry: false,
    headers: { authorization: `Bearer ${token}` },
  };
}

/** A token that speaks for somebody, straight from the sandbox. */
export function tokenOf(world: {
  googleAccounts: { issue(access: { user: string; scopes: string[] }): string };
}): string {
  const scopes = ['spreadsheets', 'drive', 'gmail.modify'].map((name) => `https://www.googleapis.com/auth/${name}`);
  return world.googleAccounts.issue({ user: 'camille@raccord.example', scopes });
}
