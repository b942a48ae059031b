import { Failure } from '@raccord/contract';
import Type from 'typebox';
import { connectorNamed } from '../../connections/check-connection.ts';
import { CALLBACK_PATH } from '../../connections/consent/begin-consent.ts';
import { consentOf } from '../../connections/oauth/connect-account.ts';
import { recordEvent } from '../../stores/events.ts';
import { deleteOAuthClient, listOAuthClients, putOAuthClient } from '../../stores/oauth-clients.ts';
import { clientSecretPlace } from '../../vault/vault.ts';
import { endpoint } from '../endpoint.ts';

// The clients that accounts are connected with: one look, one change, one removal.

const url = '/api/oauth/clients/:connector';
const params = Type.Object({ connector: Type.String({ minLength: 1, maxLength: 64 }) });

export const listOAuthClientsRoute = endpoint({
  method: 'GET',
  url: '/api/oauth/clients',
  access: 'admin',
  summary: 'The OAuth clients that accounts are connected with, without their secrets',
  answer: Type.Object({
    redirectUri: Type.String({ description: 'What to register with the vendor.' }),
    clients: Type.Array(
      Type.Object({
        connector: Type.String(),
        clientId: Type.String(),
        hasSecret: Type.Boolean(),
        from: Type.Union([Type.Literal('workspace'), Type.Literal('environment')], {
          description: '`environment`: the variables of the server’s process.',
        }),
      }),
    ),
  }),
  async handle({ deps, principal }) {
    const stored = await listOAuthClients(deps.db, principal.workspaceId);
    const own = stored.map(({ connector, clientId, hasSecret }) => ({
      connector,
      clientId,
      hasSecret,
      from: 'workspace' as const,
    }));
    const others = Object.entries(deps.settings.oauthClients)
      .filter(([connector]) => !own.some((client) => client.connector === connector))
      .map(([connector, { clientId, clientSecret }]) => ({
        connector,
        clientId,
        hasSecret: clientSecret !== undefined,
        from: 'environment' as const,
      }));
    return { redirectUri: `${deps.publicUrl}${CALLBACK_PATH}`, clients: [...own, ...others] };
  },
});

export const putOAuthClientRoute = endpoint({
  method: 'PUT',
  url,
  access: 'admin',
  summary: 'Set the OAuth client of a connector; its secret cannot be read back',
  params,
  body: Type.Object(
    {
      clientId: Type.String({ minLength: 1, maxLength: 500 }),
      clientSecret: Type.Optional(Type.String({ minLength: 1, maxLength: 2_000 })),
    },
    { additionalProperties: false },
  ),
  async handle({ deps, principal: { workspaceId, label: by }, params: { connector }, body }) {
    consentOf(connectorNamed(deps.registry, connector));
    const { clientId, clientSecret } = body;
    const place = clientSecretPlace(workspaceId, connector);
    const secret = clientSecret === undefined ? null : deps.vault.sealSecret(clientSecret, place);
    await putOAuthClient(deps.db, workspaceId, { connector, clientId, secret, by });
    const subject = `oauthClient:${connector}`;
    await recordEvent(deps.db, { workspaceId, type: 'oauthClient.changed', subject, actor: by, data: { clientId } });
  },
});

export const deleteOAuthClientRoute = endpoint({
  method: 'DELETE',
  url,
  access: 'admin',
  summary: 'Remove the OAuth client of a connector',
  params,
  async handle({ deps, principal: { workspaceId, label: by }, params: { connector } }) {
    if (!(await deleteOAuthClient(deps.db, workspaceId, connector)))
      throw new Failure('missing', 'server.noOAuthClient', { connector });
    const subject = `oauthClient:${connector}`;
    await recordEvent(deps.db, { workspaceId, type: 'oauthClient.removed', subject, actor: by });
  },
});
