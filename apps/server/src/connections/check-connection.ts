import { type Connector, type ConnectorRegistry, Failure } from '@raccord/contract';
import { Ajv, type ValidateFunction } from 'ajv';

/** Connectors describe their forms in JSON Schema; what only documents (titles, formats of text) is not judged here. */
const ajv = new Ajv({ allErrors: false, strict: false, validateFormats: false, $data: false });
const compiled = new WeakMap<object, ValidateFunction>();

/** @throws Failure `missing` / `server.noConnector` */
export function connectorNamed(registry: ConnectorRegistry, id: string): Connector {
  const connector = Object.hasOwn(registry, id) ? registry[id] : undefined;
  if (connector === undefined) throw new Failure('missing', 'server.noConnector', { connector: id });
  return connector;
}

/**
 * Checks what a person filled in against the connector's own schemas. Values are never repeated in the failure: they are secrets.
 * @throws Failure `input` / `server.badConnection` naming the field, `server.badEndpoint`
 */
export function checkConnection(
  connector: Connector,
  filled: {
    settings?: Record<string, unknown> | undefined;
    credentials?: Record<string, string> | undefined;
    endpoints?: Record<string, string> | undefined;
  },
): void {
  if (filled.settings !== undefined) check(connector, 'settings', connector.settings ?? nothing, filled.settings);
  if (filled.credentials !== undefined) check(connector, 'credentials', connector.auth.credentials, filled.credentials);
  for (const [name, value] of Object.entries(filled.endpoints ?? {})) checkAddress(name, value);
}

const nothing = { type: 'object', additionalProperties: false };

function check(connector: Connector, part: string, schema: object, value: unknown): void {
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  if (validate(value)) return;
  const problem = validate.errors?.[0];
  const named = problem?.params.missingProperty ?? problem?.params.additionalProperty;
  const path = [
    part,
    ...(problem?.instancePath ?? '').split('/').filter(Boolean),
    ...(named === undefined ? [] : [named]),
  ];
  throw new Failure('input', 'server.badConnection', {
    field: path.join('.'),
    connector: connector.id,
    reason: problem?.message ?? problem?.keyword ?? '',
  });
}

/** What does not speak HTTP is told by its own scheme, host and port. */
const lines = new Set(['smtp', 'imap', 'sql']);

function checkAddress(name: string, value: string): void {
  const url = URL.parse(value);
  const schemed = lines.has(name)
    ? url?.protocol === `${name}:` && url.port !== '' && url.hostname !== ''
    : url !== null && ['http:', 'https:'].includes(url.protocol);
  const good = schemed && url?.username === '' && url.password === '';
  if (!good) throw new Failure('input', 'server.badEndpoint', { value });
}
