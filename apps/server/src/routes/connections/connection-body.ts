import { describeFailure, type FailureData } from '@raccord/contract';
import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import { preferredLanguage } from '../../plugins/languages.ts';
import type { Connection } from '../../stores/connections.ts';
import { Moment, MomentOrNull } from '../params.ts';

const message = Type.Optional(Type.String({ description: 'The failure in the language of Accept-Language.' }));

/** What may be seen of a connection. */
export const ConnectionAnswer = Type.Object({
  id: Type.String(),
  environmentId: Type.String(),
  connector: Type.String(),
  name: Type.String(),
  settings: Type.Record(Type.String(), Type.Unknown()),
  endpoints: Type.Record(Type.String(), Type.String()),
  credentialFields: Type.Array(Type.String(), { description: 'Which credentials are set; never their values.' }),
  hasSigningSecrets: Type.Boolean(),
  isDefault: Type.Boolean(),
  revision: Type.Integer(),
  lastUsedAt: Type.Union([Moment, Type.Null()], { description: 'To the minute.' }),
  account: Type.Union([Type.String(), Type.Null()], { description: 'Who we are there.' }),
  grantedScopes: Type.Union([Type.Array(Type.String()), Type.Null()], {
    description: 'What the account allowed; null when the vendor does not say.',
  }),
  tokenExpiresAt: MomentOrNull,
  lastTest: Type.Union([
    Type.Object({
      at: Moment,
      account: Type.Optional(Type.String()),
      failure: Type.Optional(Type.Unknown()),
      message,
    }),
    Type.Null(),
  ]),
  lastConsent: Type.Union([
    Type.Object({ at: Moment, connected: Type.Boolean(), failure: Type.Optional(Type.Unknown()), message }),
    Type.Null(),
  ]),
  updatedAt: Moment,
  hold: Type.Union([
    Type.Object({ reason: Type.String(), failure: Type.Unknown(), message, since: Moment, until: MomentOrNull }),
    Type.Null(),
  ]),
});

/** Says each failure in the reader's language too. */
export function withMessages<T extends Connection>(connection: T, { headers }: Pick<FastifyRequest, 'headers'>): T {
  const language = preferredLanguage(headers['accept-language']);
  const told = <N extends { failure?: FailureData } | null>(note: N): N =>
    note?.failure === undefined ? note : { ...note, message: describeFailure(note.failure, language) };
  const { lastTest, lastConsent, hold } = connection;
  return { ...connection, lastTest: told(lastTest), lastConsent: told(lastConsent), hold: told(hold) };
}

/** One connection, with what depends on the flows that use it. */
export const ConnectionDetail = Type.Intersect([
  ConnectionAnswer,
  Type.Object({
    flows: Type.Array(
      Type.Object({
        id: Type.String(),
        name: Type.String(),
        deployed: Type.Boolean({ description: 'In service; else only the draft uses it.' }),
      }),
      { description: 'What works through it.' },
    ),
    neededScopes: Type.Array(Type.String(), { description: 'What the connector and these flows need.' }),
    deliveries: Type.Union([Type.String(), Type.Null()], {
      description:
        'Where the vendor sends what happens, for all flows of this connection at once; null where each trigger has an address of its own, and for those who do not set flows up.',
    }),
    missingScopes: Type.Array(Type.String(), { description: 'What of it was not granted: reconnect.' }),
  }),
]);

const Address = Type.String({ minLength: 1, maxLength: 2_000 });

export const connectionFields = {
  name: Type.String({ minLength: 1, maxLength: 100 }),
  settings: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  credentials: Type.Optional(
    Type.Record(Type.String(), Type.String({ maxLength: 20_000 }), {
      description: 'All credentials, as the connector’s schema asks for them; they replace those that were there.',
    }),
  ),
  signingSecrets: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 2_000 }), {
      maxItems: 2,
      description: 'What webhooks are verified with: the current secret, and during a change the previous one.',
    }),
  ),
  endpoints: Type.Optional(
    Type.Object(
      {
        api: Type.Optional(Address),
        authorize: Type.Optional(Address),
        token: Type.Optional(Address),
        revoke: Type.Optional(Address),
        upload: Type.Optional(Address),
        smtp: Type.Optional(Address),
        imap: Type.Optional(Address),
        sql: Type.Optional(Address),
      },
      { additionalProperties: false, description: 'Replace the vendor’s addresses: credentials are sent there.' },
    ),
  ),
  isDefault: Type.Optional(Type.Boolean({ description: 'What unbound slots of this connector mean here.' })),
};
