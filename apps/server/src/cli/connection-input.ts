import { type ConnectorRegistry, Failure } from '@raccord/contract';
import type { ApiClient } from './api-client.ts';
import type { Connection } from './api-types.ts';
import { askSecret } from './output/prompt.ts';
import type { Terminal } from './output/terminal.ts';
import { parseJsonFile, readTextFile } from './read-file.ts';

/** `name=value` from the command line. @throws Failure `cli.badOption` */
export function pairs(option: string, texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=');
      if (at < 1) throw new Failure('input', 'cli.badOption', { option, found: text, expected: 'name=value' });
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

/** A connection by its id or, where only one has it, by its name. @throws Failure `cli.noConnection`, `cli.severalConnections` */
export async function findConnection(api: ApiClient, which: string, environment?: string): Promise<Connection> {
  const { connections } = await api.get<{ connections: Connection[] }>('/api/connections', { environment });
  const found = connections.filter(({ id, name }) => id === which || name === which);
  if (found.length > 1) throw new Failure('input', 'cli.severalConnections', { name: which, count: found.length });
  if (found[0] === undefined) throw new Failure('missing', 'cli.noConnection', { name: which });
  return found[0];
}

/**
 * Credentials and signing secrets: from files (`-` is standard input), else asked for on the terminal. Never from the command line,
 * which every user of the machine can read.
 * @throws Failure `cli.fileUnreadable`, `cli.fileNotJson`, `cli.badCredentials`, `cli.credentialsNeeded`
 */
export async function readSecrets(
  terminal: Terminal,
  connector: string,
  options: { credentials?: string; signingSecrets?: string },
): Promise<{ credentials?: Record<string, string>; signingSecrets?: string[] }> {
  const { credentials, signingSecrets } = options;
  if (credentials === undefined && signingSecrets === undefined) return askForSecrets(terminal, connector);
  return {
    ...(credentials === undefined ? {} : { credentials: asCredentials(credentials, await readTextFile(credentials)) }),
    ...(signingSecrets === undefined ? {} : { signingSecrets: asLines(await readTextFile(signingSecrets)) }),
  };
}

export function asCredentials(file: string, content: string): Record<string, string> {
  const value = parseJsonFile(file, content);
  const isFlat =
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((each) => typeof each === 'string');
  if (!isFlat) throw new Failure('input', 'cli.badCredentials', { file });
  return value as Record<string, string>;
}

const asLines = (content: string) =>
  content
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

async function askForSecrets(
  terminal: Terminal,
  id: string,
): Promise<{ credentials?: Record<string, string>; signingSecrets?: string[] }> {
  const { connectors } = await import('@raccord/connectors');
  const registry: ConnectorRegistry = connectors;
  const connector = Object.hasOwn(registry, id) ? registry[id] : undefined;
  if (connector === undefined) throw new Failure('missing', 'server.noConnector', { connector: id });
  const { properties = {}, required = [] } = connector.auth.credentials as {
    properties?: Record<string, { title?: string }>;
    required?: string[];
  };
  const fields = Object.entries(properties);
  if (fields.length === 0 && connector.auth.signingSecret === undefined) return {};
  if (process.stdin.isTTY !== true) {
    if (required.length === 0) return {};
    throw new Failure('input', 'cli.credentialsNeeded', { fields: required.join(', ') });
  }
  const credentials: Record<string, string> = {};
  for (const [name, { title }] of fields) {
    const value = await askSecret(title === undefined ? name : `${title} (${name})`);
    if (value !== '') credentials[name] = value;
  }
  if (connector.auth.signingSecret === undefined) return { credentials };
  const secret = await askSecret(terminal.text('cli.connection.askSigningSecret'));
  return { credentials, ...(secret === '' ? {} : { signingSecrets: [secret] }) };
}
