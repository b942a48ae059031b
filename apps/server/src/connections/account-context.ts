import { openConnection } from '@raccord/connectors/open-connection';
import { type Connector, type ConnectorContext, type HttpClient, type HttpRequest, toFailure } from '@raccord/contract';
import type { WantedConnection } from '@raccord/runtime/ports';
import type { AskForPermit } from '../rate/rate-budgets.ts';
import type { KnownSecrets } from '../redaction/known-secrets.ts';
import { persistently } from '../stores/engine/persistently.ts';
import type { ConnectionRow } from '../stores/engine/read-connection.ts';
import { createFiles } from '../stores/files.ts';
import type { Tracer } from '../tracing/tracer.ts';
import { credentialsPlace } from '../vault/vault.ts';
import { type Credentials, freshToken, isFresh } from './oauth/fresh-token.ts';
import type { ClientSources } from './oauth/oauth-client.ts';
import { secretValues } from './secret-values.ts';

/** A token that is refused before its time is renewed at most this often: where that does not help, it never will. */
const RENEW_REFUSED_EVERY_MS = 60_000;
const MOST_REMEMBERED = 1_000;

type Looked = { [K in 'place' | 'tracings']?: WantedConnection[K] | undefined };
type Account = { connector: Connector; row: ConnectionRow; signal: AbortSignal } & Looked;

/** What actions of a connection work with: its credentials opened, its token fresh, and renewed when the vendor refuses it all the same. */
export class AccountContexts {
  readonly #clients: ClientSources;
  readonly #secrets: KnownSecrets;
  readonly #tracer: Tracer;
  readonly #underWay = new Map<string, Promise<Credentials>>();
  readonly #renewedAt = new Map<string, number>();

  constructor(clients: ClientSources, secrets: KnownSecrets, tracer: Tracer) {
    this.#tracer = tracer;
    this.#clients = clients;
    this.#secrets = secrets;
  }

  /** The credentials as they are stored. */
  stored({ id, workspaceId, credentials }: ConnectionRow): Credentials {
    if (credentials === undefined) return {};
    const stored: Credentials = JSON.parse(
      this.#clients.vault.openSecret(credentials, credentialsPlace(workspaceId, id)),
    );
    this.#secrets.learn(secretValues(stored));
    return stored;
  }

  async open(account: Account, permit: AskForPermit | undefined): Promise<ConnectorContext> {
    const { connector, row, signal } = account;
    const stored = this.stored(row);
    const byToken = usesTokens(connector, stored);
    const stale = byToken && !isFresh(stored, row.wantedScopes);
    const credentials = stale ? await this.#renewOnce(account, stored) : stored;
    const files = createFiles(this.#clients.pool, row.workspaceId);
    const tracings = [...new Set([...(row.tracings ?? []), ...(account.tracings ?? [])])];
    const onExchange = tracings.length === 0 ? {} : { onExchange: this.#tracer.exchanges(tracings, account.place) };
    const openWith = (current: Credentials) => {
      const { settings, endpoints } = row;
      const options = { signal, files, redact: this.#secrets.redact, ...(permit && { permit }), ...onExchange };
      return openConnection(connector, { credentials: current, settings, endpoints }, options);
    };
    const context = openWith(credentials);
    if (!byToken) return context;
    return { ...context, http: this.#renewing(account, credentials, openWith) };
  }

  /** A refusal of the token proves that nothing was done, so the call is made again with a new one; once. Not getting one changes no proof. */
  #renewing(account: Account, first: Credentials, openWith: (current: Credentials) => ConnectorContext): HttpClient {
    const refused = account.connector.auth.oauth2?.refused ?? (({ status }) => status === 401);
    let current = first;
    let { http } = openWith(current);
    return {
      request: async (request: HttpRequest) => {
        const used = current;
        const answer = await http.request(request);
        if (!refused(answer)) return answer;
        if (current === used) {
          const next = await this.#renewRefused(account, used).catch((thrown: unknown) => {
            throw toFailure(thrown).certain();
          });
          if (next === undefined) return answer;
          if (current === used) {
            current = next;
            http = openWith(next).http;
          }
        }
        return http.request(request);
      },
    };
  }

  async #renewRefused(account: Account, used: Credentials): Promise<Credentials | undefined> {
    const { id } = account.row;
    const rejected = used.accessToken;
    // A token that nobody can renew: the vendor's refusal is the answer.
    if (rejected === undefined || (used.refreshToken ?? used.signedFor) === undefined) return undefined;
    const running = this.#underWay.get(id);
    if (running === undefined) {
      const last = this.#renewedAt.get(id);
      const recently = last !== undefined && performance.now() - last < RENEW_REFUSED_EVERY_MS;
      // Another call, or another process, may have renewed it; only asking the vendor again is spared.
      const known = recently ? await this.#current(account) : undefined;
      if (recently) return known?.accessToken === rejected ? undefined : known;
      if (this.#renewedAt.size >= MOST_REMEMBERED) this.#renewedAt.clear();
      this.#renewedAt.set(id, performance.now());
    }
    const renewing = running ?? this.#renewOnce(account, used, rejected);
    // What could not be tried may be tried again at once.
    const next = await renewing.catch((thrown: unknown) => {
      this.#renewedAt.delete(id);
      throw thrown;
    });
    return next.accessToken === rejected ? undefined : next;
  }

  async #current({ row }: Account): Promise<Credentials | undefined> {
    const { rows } = await this.#clients.pool.query<{ credentials: string | null }>(
      'select credentials from connections where id = $1',
      [row.id],
    );
    const credentials = rows[0]?.credentials;
    return typeof credentials === 'string' ? this.stored({ ...row, credentials }) : undefined;
  }

  /** One at a time for each connection: all the others would wait for its row, each with a connection to the database in hand. */
  #renewOnce(account: Account, stored: Credentials, rejected?: string): Promise<Credentials> {
    const { id } = account.row;
    const tools = { clients: this.#clients, secrets: this.#secrets, ...account };
    const renewal = { ...tools, stored, ...(rejected === undefined ? {} : { rejected }) };
    const running =
      this.#underWay.get(id) ?? persistently(() => freshToken(renewal)).finally(() => this.#underWay.delete(id));
    this.#underWay.set(id, running);
    return running;
  }
}

/** Where consent is only a second way in, a token that was pasted is used as it is. */
function usesTokens({ auth }: Connector, { accessToken, refreshToken }: Credentials): boolean {
  if (auth.oauth2 === undefined) return false;
  return auth.kind === 'oauth2' || accessToken !== undefined || refreshToken !== undefined;
}
