import type { Choice, DiscoveredField, FailureData } from '@raccord/contract';

/** What a worker can be asked about a connection; see `answer-ask.ts` for how each is answered. */
export type Question =
  /** Does it work, and who are we there? */
  | { kind: 'test' }
  /** What can be picked: a page of one of the connector's `choices`. */
  | { kind: 'choices'; name: string; search?: string; cursor?: unknown; with: Record<string, unknown> }
  /** What the account has besides what every account has. */
  | { kind: 'fields'; object: string; place: Record<string, unknown> }
  /** Which client would we ask for consent as? */
  | { kind: 'client' }
  /** Somebody has consented: make tokens of the code. `callback`: what came along, without code and state. */
  | { kind: 'connect'; code: string; verifier?: string; redirectUri: string; callback: Record<string, string> }
  /** Take the access back, at the vendor's and here. */
  | { kind: 'revoke' };

export type Answers = {
  test: { account: string };
  choices: { choices: Choice[]; cursor?: unknown };
  fields: { fields: DiscoveredField[] };
  client: { clientId: string };
  connect: Connected;
  /** `told`: the vendor has taken it back; else `failure` says why it was not, where it can be told at all. */
  revoke: { told: boolean; failure?: FailureData };
};
export type QuestionKind = keyof Answers;
export type QuestionOf<K extends QuestionKind> = Extract<Question, { kind: K }>;

/** `failure`: the account is connected, but the first call with it went wrong. */
export type Connected = { connected: true; account?: string; scopes?: string[]; failure?: FailureData };

/** How the last consent went; kept with the connection. */
export type ConnectResult = Connected | { connected: false; failure: FailureData };
