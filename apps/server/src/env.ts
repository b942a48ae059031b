import { isAbsolute, resolve } from 'node:path';
import { Failure } from '@raccord/contract';
import { readTraceSettings } from './opentelemetry/read-trace-settings.ts';
import type { TraceSettings } from './opentelemetry/trace-settings.ts';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export type OAuthClients = Readonly<Record<string, { clientId: string; clientSecret?: string }>>;

/** How this process is set up. Read once at start; nothing else reads the environment. */
export type Settings = {
  /** Absent: the embedded PostgreSQL is used. */
  databaseUrl?: string;
  /** Absent: BullMQ's PostgreSQL backend on the same database. */
  redisUrl?: string;
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Absolute path of the folder for what belongs to this machine: key file, local token, embedded database. */
  home: string;
  /** Base64 master keys of the vault, separated by commas; the first one seals. Absent: the key file in `home`. */
  vaultKey?: string;
  /** How browsers and vendors reach us, without a slash at the end, e.g. `https://raccord.example.com`. Absent: host and port. */
  publicUrl?: string;
  logLevel: LogLevel;
  logFormat: 'json' | 'pretty';
  /** Clients that accounts are connected with, by connector; a workspace's and a connection's own come before them. */
  oauthClients: OAuthClients;
  /** Folders of this machine that flows may watch, by name. */
  folders: Readonly<Record<string, string>>;
  /** Takes mail for triggers, when both are set. */
  mailIn?: MailInSettings;
  /** Believe `X-Forwarded-*`: only when a reverse proxy of ours sets them. */
  trustProxy: boolean;
  /** Who scrapes `/metrics` shows this. Absent: nothing is counted and nobody is told. */
  metricsToken?: string;
  /** Where a worker on its own answers probes and scrapes; one that a server started answers through it. */
  workerListens?: { host: string; port: number };
  /** Absent: nothing is traced. */
  tracing?: TraceSettings;
};

/** `host`: where it listens. `domain`: what stands behind the @ of a trigger's address. */
export type MailInSettings = { host: string; port: number; domain: string };

/**
 * Reads the settings from the environment.
 * @throws Failure `config` / `boot.badSetting` naming the variable, what was found and what is accepted
 */
// biome-ignore lint/style/noProcessEnv: this file is the only reader of the environment.
export function readSettings(env: Readonly<Record<string, string | undefined>> = process.env): Settings {
  const text = (name: string) => env[name]?.trim() || undefined;
  const optional = <K extends string>(key: K, value: string | undefined) =>
    (value === undefined ? {} : { [key]: value }) as { [P in K]?: string };
  return {
    ...optional('databaseUrl', url('DATABASE_URL', text('DATABASE_URL'), ['postgres:', 'postgresql:'])),
    ...optional('redisUrl', url('REDIS_URL', text('REDIS_URL'), ['redis:', 'rediss:'])),
    ...optional('vaultKey', text('RACCORD_VAULT_KEY')),
    ...optional(
      'publicUrl',
      url('RACCORD_PUBLIC_URL', text('RACCORD_PUBLIC_URL'), ['http:', 'https:'])?.replace(/\/+$/, ''),
    ),
    host: text('RACCORD_HOST') ?? '127.0.0.1',
    port: port('RACCORD_PORT', text('RACCORD_PORT') ?? '4000'),
    home: resolve(text('RACCORD_HOME') ?? '.raccord'),
    logLevel: oneOf('RACCORD_LOG_LEVEL', text('RACCORD_LOG_LEVEL') ?? 'info', logLevels),
    logFormat: oneOf('RACCORD_LOG_FORMAT', text('RACCORD_LOG_FORMAT') ?? 'json', ['json', 'pretty']),
    oauthClients: oauthClients(env),
    folders: folders('RACCORD_FOLDERS', text('RACCORD_FOLDERS')),
    ...optional('metricsToken', scrapeToken('RACCORD_METRICS_TOKEN', text('RACCORD_METRICS_TOKEN'))),
    ...workerListens(text('RACCORD_WORKER_PORT'), text('RACCORD_WORKER_HOST')),
    ...readTraceSettings(env, bad),
    ...mailIn(text('RACCORD_MAIL_IN_PORT'), text('RACCORD_MAIL_IN_DOMAIN'), text('RACCORD_MAIL_IN_HOST')),
    trustProxy:
      oneOf('RACCORD_TRUST_PROXY', text('RACCORD_TRUST_PROXY') ?? 'false', ['true', 'false', '1', '0']).match(
        /true|1/,
      ) !== null,
  };
}

/** `RACCORD_OAUTH_ZOHO_BOOKS_CLIENT_ID` and `…_CLIENT_SECRET` are the client of the connector `zoho-books`. */
function oauthClients(env: Readonly<Record<string, string | undefined>>): OAuthClients {
  const clients: Record<string, { clientId: string; clientSecret?: string }> = {};
  for (const [name, value] of Object.entries(env)) {
    const connector = /^RACCORD_OAUTH_([A-Z0-9_]+)_CLIENT_ID$/.exec(name)?.[1];
    const clientId = value?.trim();
    if (connector === undefined || !clientId) continue;
    const clientSecret = env[`RACCORD_OAUTH_${connector}_CLIENT_SECRET`]?.trim();
    clients[connector.toLowerCase().replaceAll('_', '-')] = { clientId, ...(clientSecret && { clientSecret }) };
  }
  return clients;
}

/** `name=/path` pairs, separated by commas. */
function folders(name: string, value: string | undefined): Record<string, string> {
  const pairs = (value ?? '').split(',').filter((pair) => pair.trim() !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, folder, path] = /^\s*([a-z0-9][a-z0-9-]*)=(.+?)\s*$/.exec(pair) ?? [];
      if (folder === undefined || path === undefined || !isAbsolute(path)) throw bad(name, pair, 'name=/path,…');
      return [folder, path];
    }),
  );
}

function mailIn(mailPort?: string, domain?: string, host = '127.0.0.1'): { mailIn?: MailInSettings } {
  if (mailPort === undefined && domain === undefined) return {};
  if (mailPort === undefined) throw bad('RACCORD_MAIL_IN_PORT', '', '0–65535');
  if (domain === undefined || !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(domain))
    throw bad('RACCORD_MAIL_IN_DOMAIN', domain ?? '', 'in.example.com');
  return { mailIn: { host, port: port('RACCORD_MAIL_IN_PORT', mailPort), domain: domain.toLowerCase() } };
}

/** Short ones are guessed. */
function scrapeToken(name: string, token: string | undefined): string | undefined {
  if (token !== undefined && !/^[\x21-\x7e]{16,200}$/.test(token)) throw bad(name, '***', '16–200 × [!-~]');
  return token;
}

function workerListens(workerPort?: string, host = '127.0.0.1'): Pick<Settings, 'workerListens'> {
  return workerPort === undefined ? {} : { workerListens: { host, port: port('RACCORD_WORKER_PORT', workerPort) } };
}

function bad(name: string, found: string, expected: string): Failure {
  return new Failure('config', 'boot.badSetting', { name, found, expected });
}

function url(name: string, value: string | undefined, protocols: readonly string[]): string | undefined {
  if (value === undefined) return undefined;
  const parsed = URL.parse(value);
  const expected = protocols.map((protocol) => `${protocol}//…`).join(' | ');
  // The address may hold a password, so it is not repeated in the message.
  if (parsed === null || !protocols.includes(parsed.protocol)) throw bad(name, '***', expected);
  return value;
}

function port(name: string, value: string): number {
  if (!/^[0-9]{1,5}$/.test(value) || Number(value) > 65_535) throw bad(name, value, '0–65535');
  return Number(value);
}

function oneOf<T extends string>(name: string, value: string, accepted: readonly T[]): T {
  const found = accepted.find((candidate) => candidate === value);
  if (found === undefined) throw bad(name, value, accepted.join(' | '));
  return found;
}

/** How commands speak and whom they speak to. */
export type CliSettings = {
  language: 'en' | 'fr';
  /** NO_COLOR (no-color.org) is respected. */
  mayColour: boolean;
  /** Address and token of the server, when the environment names them. */
  server?: string;
  token?: string;
  /** Whether the environment says how to log; else a command chooses. */
  logLevelChosen: boolean;
  logFormatChosen: boolean;
};

/** Reads what only commands need. The language is French where the system's messages are, else English. */
// biome-ignore lint/style/noProcessEnv: this file is the only reader of the environment.
export function readCliSettings(env: Readonly<Record<string, string | undefined>> = process.env): CliSettings {
  const text = (name: string) => env[name]?.trim() || undefined;
  const locale = text('LC_ALL') ?? text('LC_MESSAGES') ?? text('LANG') ?? '';
  const server = url('RACCORD_URL', text('RACCORD_URL'), ['http:', 'https:'])?.replace(/\/+$/, '');
  const token = text('RACCORD_TOKEN');
  return {
    language: /^fr/i.test(locale) ? 'fr' : 'en',
    mayColour: text('NO_COLOR') === undefined,
    ...(server === undefined ? {} : { server }),
    ...(token === undefined ? {} : { token }),
    logLevelChosen: text('RACCORD_LOG_LEVEL') !== undefined,
    logFormatChosen: text('RACCORD_LOG_FORMAT') !== undefined,
  };
}
