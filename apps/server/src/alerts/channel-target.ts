import Type, { type Static } from 'typebox';

const strict = { additionalProperties: false };
const Address = Type.String({ minLength: 3, maxLength: 300, pattern: '^[^\\r\\n\\0]+$' });

/** Where a channel leads, by its kind. */
export const ChannelTarget = Type.Union([
  Type.Object(
    { kind: Type.Literal('mail'), from: Address, to: Type.Array(Address, { minItems: 1, maxItems: 20 }) },
    strict,
  ),
  Type.Object(
    {
      kind: Type.Literal('slack'),
      channel: Type.String({ pattern: '^[CDGUW][A-Z0-9]{1,30}$', description: 'Its id; names change.' }),
      label: Type.String({ minLength: 1, maxLength: 100, description: 'What people call it, e.g. `#finance`.' }),
    },
    strict,
  ),
  Type.Object(
    { kind: Type.Literal('webhook'), url: Type.String({ pattern: '^https?://[^\\s]+$', maxLength: 2_000 }) },
    strict,
  ),
]);
export type ChannelTarget = Static<typeof ChannelTarget>;

/** Through which connector each kind goes out. A webhook may do without a connection: then to public addresses only. */
export const connectorOf = { mail: 'mail', slack: 'slack', webhook: 'http' } as const satisfies Record<
  ChannelTarget['kind'],
  string
>;
