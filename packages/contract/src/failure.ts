import Type, { type Static } from 'typebox';

/**
 * Why a record, a flow or a call failed. The kind decides what happens next and, with the code and the node, is what the
 * inbox groups by (design.md §4):
 *
 * | kind | who must act | what the engine does |
 * | --- | --- | --- |
 * | `config` | the builder of the flow or the owner of the connection | inbox |
 * | `auth` | whoever can reconnect the account | the connection is held, its work waits |
 * | `input` | whoever knows this record's data | inbox |
 * | `missing` | what the record refers to must exist first | inbox |
 * | `duplicate` | somebody decides which one stays | inbox |
 * | `transient` | nobody: try again later | retried, then inbox |
 * | `rateLimited` | nobody: wait | the connection is held until `retryAfterMs` |
 * | `tooLarge` | whoever knows this record's data | inbox |
 * | `bug` | us | inbox |
 */
export const failureKinds = [
  'config',
  'auth',
  'input',
  'missing',
  'duplicate',
  'transient',
  'rateLimited',
  'tooLarge',
  'bug',
] as const;
export type FailureKind = (typeof failureKinds)[number];

export const FailureData = Type.Object(
  {
    kind: Type.Enum(failureKinds),
    code: Type.String({
      description: 'Stable, dotted, e.g. `http.timeout`; the key of the sentence in the catalogues.',
    }),
    params: Type.Record(Type.String(), Type.Unknown(), { description: 'What the sentence needs; already redacted.' }),
    at: Type.Optional(
      Type.String({
        description: 'Where: a path inside the flow or the record, e.g. `create-order › customer.email`.',
      }),
    ),
    retryAfterMs: Type.Optional(
      Type.Number({ description: 'The other side asked us to wait this long (milliseconds).' }),
    ),
    uncertain: Type.Optional(
      Type.Boolean({
        description: 'The call may have been carried out although we saw it fail (time-out, lost answer).',
      }),
    ),
  },
  { additionalProperties: false },
);
export type FailureData = Static<typeof FailureData>;

export type FailureOptions = Partial<Pick<FailureData, 'at' | 'retryAfterMs' | 'uncertain'>> & { cause?: unknown };

/** The one error class of the house. Never subclass it: everything that tells failures apart is in `kind` and `code`. */
export class Failure extends Error {
  readonly kind: FailureKind;
  readonly code: string;
  readonly params: Record<string, unknown>;
  readonly at: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly uncertain: boolean;

  constructor(kind: FailureKind, code: string, params: Record<string, unknown> = {}, options: FailureOptions = {}) {
    super(`${code} ${safeJson(params)}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Failure';
    this.kind = kind;
    this.code = code;
    this.params = params;
    this.at = options.at;
    this.retryAfterMs = options.retryAfterMs;
    this.uncertain = options.uncertain ?? false;
  }

  toData(): FailureData {
    return {
      kind: this.kind,
      code: this.code,
      params: this.params,
      ...(this.at === undefined ? {} : { at: this.at }),
      ...(this.retryAfterMs === undefined ? {} : { retryAfterMs: this.retryAfterMs }),
      ...(this.uncertain ? { uncertain: true } : {}),
    };
  }

  /** The same failure, said to have happened at `place`; an inner place is kept behind the outer one. */
  within(place: string): Failure {
    const at = this.at === undefined ? place : `${place} › ${this.at}`;
    return Failure.fromData({ ...this.toData(), at }, this.cause);
  }

  /** The same failure, where it is known that nothing was carried out. */
  certain(): Failure {
    const { uncertain: _uncertain, ...data } = this.toData();
    return Failure.fromData(data, this.cause);
  }

  static fromData(data: FailureData, cause?: unknown): Failure {
    return new Failure(data.kind, data.code, data.params, {
      ...(data.at === undefined ? {} : { at: data.at }),
      ...(data.retryAfterMs === undefined ? {} : { retryAfterMs: data.retryAfterMs }),
      ...(data.uncertain === undefined ? {} : { uncertain: data.uncertain }),
      ...(cause === undefined ? {} : { cause }),
    });
  }
}

/** The one place where an unknown throw becomes a failure: what we did not foresee is our bug, said with its own words. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return new Failure('bug', 'engine.unexpected', { message: message.slice(0, 2_000) }, { cause: thrown });
}

function safeJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '{}';
  }
}
