import { openConnection } from '@raccord/connectors/open-connection';
import { type Connector, Failure, type TokenAnswer } from '@raccord/contract';
import type { KnownSecrets } from '../../redaction/known-secrets.ts';
import type { ConnectionRow } from '../../stores/engine/read-connection.ts';
import { createFiles } from '../../stores/files.ts';
import type { ClientSources } from './oauth-client.ts';
import { parseToken } from './parse-token.ts';

const TIMEOUT_MS = 15_000;

/** What asking a token service takes: whose token, through which door, and what must not be written down. */
export type TokenTools = {
  clients: ClientSources;
  connector: Connector;
  row: ConnectionRow;
  secrets: KnownSecrets;
  signal: AbortSignal;
};

/** The guarded client without credentials, and the addresses of the connection. */
export function bareConnection({ clients, connector, row, signal, secrets: { redact } }: TokenTools) {
  const { settings, endpoints, workspaceId } = row;
  const files = createFiles(clients.pool, workspaceId);
  return openConnection(connector, { credentials: {}, settings, endpoints }, { signal, files, redact });
}

/**
 * Sends a form to the connection's token endpoint.
 * @throws Failure `config` / `connection.noTokenAddress`; as the connector's `parseToken`, or ours, says
 */
export async function askForToken(tools: TokenTools, form: Record<string, string>): Promise<TokenAnswer> {
  const { connector, secrets } = tools;
  const { http, endpoints } = bareConnection(tools);
  if (endpoints.token === undefined)
    throw new Failure('config', 'connection.noTokenAddress', { connector: connector.id });
  // What the answer to a refusal repeats of the question must not be written down either.
  secrets.learn(Object.entries(form).flatMap(([name, value]) => (secretFields.has(name) ? [value] : [])));
  const response = await http.request({
    method: 'POST',
    url: endpoints.token,
    form,
    headers: { accept: 'application/json' },
    timeoutMs: TIMEOUT_MS,
  });
  const answer = { ...response, json: response.json ?? jsonIn(response.text) };
  const parse = connector.auth.oauth2?.parseToken;
  return parse === undefined ? parseToken(answer, connector.title.en) : parse(answer);
}

const secretFields = new Set([
  'client_secret',
  'refresh_token',
  'code',
  'code_verifier',
  'assertion',
  'client_assertion',
]);

/** Some token services send JSON under the name of text. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
