// One contract, read as one: what a connector may be, longer than 300 lines by what it says of each field.
import type { Static, TSchema } from 'typebox';
import type { FailureData, FailureKind } from './failure.ts';
import type { ObjectDefinition } from './object.ts';
import type {
  Endpoints,
  Files,
  Folders,
  Hooks,
  HttpClient,
  HttpRequest,
  HttpResponse,
  SocketDoor,
} from './ways-out.ts';

/** What people read, in both languages from the first day. */
export type LocalText = { en: string; fr: string };

/**
 * How an action stays single when it is tried again (design.md §4.4):
 * `read` changes nothing; `key` the API takes our idempotency key; `upsert` writes by an external id; `readback` looks before
 * it writes again; `none` cannot: an intent is committed first and an unknown outcome is for a person (or the flow's policy) to decide.
 */
export type Effect = 'read' | 'key' | 'upsert' | 'readback' | 'none';

export type ConnectorContext = {
  http: HttpClient;
  /** Absent where no connection is open to the outside. */
  sockets?: SocketDoor;
  files: Files;
  folders?: Folders;
  hooks?: Hooks;
  /** Settings of the connection that are not secret, e.g. `organizationId`. */
  settings: Record<string, unknown>;
  endpoints: Endpoints;
  signal: AbortSignal;
};

export type ActionContext = ConnectorContext & {
  /** Stable over attempts and crashes: derived from run, node and record. At most 64 characters of `[a-z0-9-]`. */
  idempotencyKey: string;
  /** True when an earlier attempt of this very effect may have reached the other side; then `readback` is asked first. */
  mayHaveRun: boolean;
  /**
   * Write fields that recognise our own work carry this (`raccord:<record id>`). `readback` looks for the `idempotencyKey` instead: two
   * nodes may do the same action for one record.
   */
  marker: string;
};

export type ActionDefinition<I extends TSchema = TSchema, O extends TSchema = TSchema> = {
  id: string;
  version: number;
  title: LocalText;
  description: LocalText;
  /** What a node's `with` must evaluate to. Validated before every call. */
  input: I;
  output: O;
  effect: Effect | ((configured: Record<string, unknown>) => Effect);
  /** One record. May throw `Failure`; anything else it throws is a bug. */
  run(context: ActionContext, input: Static<I>): Promise<Static<O>>;
  /** For `readback`: the earlier result if the effect is found to have been carried out, else undefined. */
  readback?(context: ActionContext, input: Static<I>): Promise<Static<O> | undefined>;
  /** Many records in one call; results in the order of the inputs. */
  bulk?: {
    max: number;
    run(context: ConnectorContext, items: readonly BulkItem<Static<I>>[]): Promise<BulkResult<Static<O>>[]>;
  };
  /** Migrates a node's `with` from `version - 1`. */
  migrate?(configured: Record<string, unknown>): Record<string, unknown>;
  /** Object and fields it writes, for "two flows write the same field". */
  writes?: { object: string; field?: (configured: Record<string, unknown>) => string[] };
  /** The object it is derived from; what the account has besides stands beside its input's fields, where that is open. */
  object?: string;
  /** OAuth scopes it needs. */
  scopes?: readonly string[];
};

export type BulkItem<T> = { input: T; idempotencyKey: string; mayHaveRun: boolean; marker: string };
export type BulkResult<T> = { ok: true; output: T } | { ok: false; failure: FailureData };

/** A webhook as it came: nothing parsed, nothing re-encoded. Header names are lower case. */
export type RawDelivery = {
  method: string;
  headers: Record<string, string>;
  query: Record<string, string>;
  body: Uint8Array;
};

export type TriggerItem = {
  /** What makes this delivery or item the same as another one; the engine keeps each only once. Undefined: never deduplicated. */
  dedupeKey?: string;
  data: unknown;
  /** What came with a delivery: put into the file store before the record is kept, and told in the field `into` of its data. */
  files?: { into: string; of: readonly { name: string; type: string; content: Uint8Array }[] };
};

export type WebhookAnswer = { status: number; headers?: Record<string, string>; body?: string };

export type WebhookTrigger<C> = {
  /** `required`: without a secret every delivery is refused. `optional`: the unguessable address is the only lock unless a secret is set. */
  secret: 'required' | 'optional';
  /**
   * Throws `Failure('auth', …)` unless the signature of one of `secrets` (current and, during rotation, previous) fits the raw bytes.
   * @param now milliseconds since 1970
   */
  verify(delivery: RawDelivery, secrets: readonly string[], config: C, now: number): void;
  /** An answer to a vendor's address check, after `verify`; undefined for an ordinary delivery. */
  challenge?(delivery: RawDelivery): WebhookAnswer | undefined;
  /** The records in a delivery; an empty list is accepted and answered, and makes no record. */
  parse(delivery: RawDelivery, config: C): TriggerItem[];
  /** Takes the place of `parse` where reading takes more than a moment: a mail, a form with files. Undefined: `parse` reads this one. */
  unpack?(delivery: RawDelivery, config: C): Promise<TriggerItem[]> | undefined;
  /** The answer when the flow has no `respond` node. Default 200 with `{"accepted":true}`. */
  accepted?: WebhookAnswer;
  /**
   * Vendors that know one address for all that they send: a connection's own address takes deliveries for all of its triggers that say
   * this. Their `verify` and `challenge` are the same and do not look at `config`; items have a `dedupeKey`.
   */
  shared?: boolean;
  /** A delivery says only that something changed: it makes the trigger's poll due at once, and `parse` gives nothing. */
  wakesPoll?: boolean;
  subscription?: Subscription<C>;
};

/**
 * Where a vendor sends only to those who asked it to: asked when the flow is deployed, renewed before it ends, taken back when the flow
 * leaves or is deployed in another version. All three are repeated after a failure, so none may mind having been done before.
 */
export type Subscription<C> = {
  subscribe(context: ConnectorContext, config: C, options: SubscriptionOptions): Promise<Subscribed>;
  /** Default: `subscribe` again, then `unsubscribe` the old one. */
  renew?(context: ConnectorContext, config: C, options: SubscriptionOptions & { state: unknown }): Promise<Subscribed>;
  unsubscribe(context: ConnectorContext, config: C, state: unknown): Promise<void>;
};
/** `secret`: random, for this subscription alone; it is among the `secrets` that `verify` is given. `now`: milliseconds since 1970. */
export type SubscriptionOptions = { url: string; secret: string; now: number };
/** `state`: what renewing and unsubscribing need; JSON, not secret. `expiresAt`: milliseconds since 1970. */
export type Subscribed = { state: unknown; expiresAt?: number };

export type PollPage = {
  items: TriggerItem[];
  /** Where the next page or poll goes on; stored in the transaction that stores the items. JSON. */
  cursor: unknown;
  more: boolean;
  /** A stretch of time the other side no longer remembers, so that nobody takes silence for "nothing happened". ISO 8601. */
  lost?: { from: string; to: string };
};

export type PollTrigger<C> = {
  /** Default interval, e.g. `5m`. */
  every: string;
  /** Reads one page. `cursor` is null on the very first poll; by default that starts at "now" and reads nothing old. */
  page(
    context: ConnectorContext,
    config: C,
    cursor: unknown,
    options: { overlapMs: number; now: number },
  ): Promise<PollPage>;
};

export type TriggerDefinition<C extends TSchema = TSchema, O extends TSchema = TSchema> = {
  id: string;
  version: number;
  title: LocalText;
  description: LocalText;
  /** What the node's `with` must be: literals only, read when the flow is deployed. */
  config: C;
  /** One record. */
  output: O;
  sample: Static<O>;
  /** The object it is derived from. */
  object?: string;
  /** OAuth scopes it needs. */
  scopes?: readonly string[];
  webhook?: WebhookTrigger<Static<C>>;
  poll?: PollTrigger<Static<C>>;
  /** The engine's own clock (`schedule/…`) or a person (`manual/…`) fires it. */
  fires?: 'schedule' | 'manual';
};

/**
 * How a connection proves who it is. Secrets live in the vault; `fields` is the form a person fills in. With another kind than `oauth2`,
 * `oauth2` is a second way to the same account: by consent instead of by a token one pastes.
 */
export type AuthDefinition = {
  kind: 'none' | 'apiKey' | 'basic' | 'oauth2';
  /** JSON Schema of the credentials, all secret. */
  credentials: TSchema;
  /**
   * Adds them to a request: to its headers, or to its query where there is no other way. `oauth2` gets the current access token as
   * `accessToken`.
   */
  apply(credentials: Record<string, string>, headers: Record<string, string>, query: URLSearchParams): void;
  oauth2?: OAuth2Definition;
  /**
   * Where people find the secret that the vendor signs its webhooks with. It is kept apart from the credentials: the server's intake
   * opens it to judge deliveries, and never opens the credentials.
   */
  signingSecret?: { pattern?: string; description: LocalText };
};

/** Where a vendor leaves the standard; the server does the standard part: consent, exchange, single-flight refresh, revocation. */
export type OAuth2Definition = {
  /** What is asked for whatever the flows do; what they need comes besides. */
  scopes: readonly string[];
  /** Whether the vendor takes a code challenge (always S256). */
  pkce: boolean;
  /** Default a space. */
  scopeSeparator?: ' ' | ',';
  /** Whether what was granted contains `needed`: a wider scope, or another name for it. Default: it is in the list. */
  covers?(granted: readonly string[], needed: string): boolean;
  /** Sent along to the consent page. */
  authorizeParams?: Readonly<Record<string, string>>;
  /** Settings that the vendor tells on the way back from the consent page; an address is never taken from there. */
  settingsFrom?(callback: Readonly<Record<string, string>>): Record<string, unknown>;
  /**
   * For accounts without consent: the form of a token request that is signed anew each time (`shared/oauth/`). Undefined: these
   * credentials hold a refresh token, or will once somebody has consented.
   */
  tokenRequest?(
    credentials: Readonly<Record<string, string>>,
    asked: { settings: Record<string, unknown>; endpoints: Endpoints; scopes: readonly string[]; now: number },
  ): Promise<Record<string, string>> | undefined;
  /** Whether an answer says that the access token is not good any more; then a new one is asked for and the call made again. Default: 401. */
  refused?(answer: Pick<HttpResponse, 'status' | 'json' | 'headers'>): boolean;
  /** How access is taken back. Default: RFC 7009 at the endpoint `revoke`, where there is one. */
  revokeRequest?(tokens: { accessToken?: string; refreshToken?: string }): HttpRequest | undefined;
  /**
   * Reads an answer of the token endpoint. Default: RFC 6749.
   * @throws Failure auth when access was withdrawn, config when the client is wrong, rateLimited or transient when it may work later
   */
  parseToken?(answer: Pick<HttpResponse, 'status' | 'json' | 'headers'>): TokenAnswer;
};

/** `refreshToken` is absent when the one we have stays valid, `expiresInMs` when the vendor does not say, `scopes` likewise. */
export type TokenAnswer = { accessToken: string; refreshToken?: string; expiresInMs?: number; scopes?: string[] };

export type StatusRow = { kind: FailureKind; code: string };

/** So many calls in so much time, or at once, for one connection; shared by all flows and processes. */
export type RateRule = {
  /** Named when only the calls that say so count (`HttpRequest.rate`). */
  id?: string;
  limit: number;
  /** Milliseconds. */
  perMs: number;
  /** Most calls under way at once. */
  atOnce?: number;
};
/** What an answer tells of the limit: how many calls are left, and for how many milliseconds that holds. */
export type RateNews = { rule?: string; limit?: number; remaining?: number; resetMs?: number };

/** A value that people pick by its name: a channel, a sheet, a module. */
export type Choice = { value: string; label: string };
/**
 * Reads what can be picked from the account. A field of an input or a config with the keyword `choices: '<name>'` is filled from it.
 * `with`: what is filled in beside it already.
 */
export type ChoicesLoader = (
  context: ConnectorContext,
  asked: { search?: string; cursor?: unknown; with: Record<string, unknown> },
) => Promise<{ choices: Choice[]; cursor?: unknown }>;

export type Connector = {
  id: string;
  title: LocalText;
  description: LocalText;
  /** Default addresses; undefined for the generic ones, whose address is the flow's. */
  endpoints?: Endpoints;
  /** Where the addresses depend on the settings (a data centre, a base address); takes precedence over `endpoints`. */
  endpointsFor?(settings: Record<string, unknown>): Endpoints | undefined;
  /** Hosts beside those of the endpoints that the credentials may be sent to: `host`, `host:port` or `*.suffix`. */
  allowedHosts?(settings: Record<string, unknown>): readonly string[];
  auth: AuthDefinition;
  /** Settings of a connection that are not secret. */
  settings?: TSchema;
  /** What the system holds; a connector spreads the actions derived from them into `actions`. */
  objects?: Readonly<Record<string, ObjectDefinition>>;
  triggers: Record<string, TriggerDefinition>;
  actions: Record<string, ActionDefinition>;
  choices?: Readonly<Record<string, ChoicesLoader>>;
  /** What the vendor allows; without it only its 429 answers hold us back. */
  rates?: readonly RateRule[];
  /** Where the limits depend on the settings (a plan, what a person has declared); takes precedence over `rates`. */
  ratesFor?(settings: Record<string, unknown>): readonly RateRule[] | undefined;
  rateNews?(answer: Pick<HttpResponse, 'status' | 'headers'>): RateNews | undefined;
  /** A cheap call that shows the connection works; says who we are there. */
  test?(context: ConnectorContext): Promise<{ account: string }>;
};

export function defineConnector(connector: Connector): Connector {
  return connector;
}

/** Keeps the schema's type inside, and lets the registry hold actions of all types. */
export function defineAction<I extends TSchema, O extends TSchema>(action: ActionDefinition<I, O>): ActionDefinition {
  return action as unknown as ActionDefinition;
}

export function defineTrigger<C extends TSchema, O extends TSchema>(
  trigger: TriggerDefinition<C, O>,
): TriggerDefinition {
  return trigger as unknown as TriggerDefinition;
}

/** The registry's shape; the server hands it to whoever needs it, so that the runtime never imports connectors. */
export type ConnectorRegistry = Readonly<Record<string, Connector>>;
