/** What stands in the address of the inbox: it can be sent to a colleague. */
export const tabs = ['open', 'inDoubt', 'snoozed', 'resolved', 'ignored'] as const;
export type Tab = (typeof tabs)[number];
export type InboxSearch = {
  tab?: Exclude<Tab, 'open'>;
  flow?: string;
  environment?: string;
  kind?: FailureKind;
  /** `@` and a name: that person's. */
  who?: 'mine' | 'nobody' | `@${string}`;
  tag?: string;
};
export const kinds = [
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
export type FailureKind = (typeof kinds)[number];
export const statuses = ['open', 'inDoubt', 'retrying', 'resolved', 'ignored'] as const;
export type Status = (typeof statuses)[number];
export type GroupSearch = { status?: Exclude<Status, 'open'>; failure?: string; search?: string };

const text = (value: unknown) => (typeof value === 'string' && value !== '' && value.length <= 200 ? value : undefined);
const one = <T extends string>(of: readonly T[], value: unknown) => of.find((each) => each === value);

const named = (value: unknown) => (text(value)?.startsWith('@') ? (value as `@${string}`) : undefined);

/** Reads an address that anybody may have written. */
export function readInboxSearch(search: Record<string, unknown>): InboxSearch {
  const tab = one(tabs, search.tab);
  const kind = one(kinds, search.kind);
  const who = one(['mine', 'nobody'] as const, search.who) ?? named(search.who);
  const [flow, environment, tag] = [text(search.flow), text(search.environment), text(search.tag)];
  return {
    ...(tab === undefined || tab === 'open' ? {} : { tab }),
    ...(flow === undefined ? {} : { flow }),
    ...(environment === undefined ? {} : { environment }),
    ...(kind === undefined ? {} : { kind }),
    ...(who === undefined ? {} : { who }),
    ...(tag === undefined ? {} : { tag }),
  };
}

export function readGroupSearch(search: Record<string, unknown>): GroupSearch {
  const status = one(statuses, search.status);
  const [failure, wanted] = [text(search.failure), text(search.search)];
  return {
    ...(status === undefined || status === 'open' ? {} : { status }),
    ...(failure === undefined ? {} : { failure }),
    ...(wanted === undefined ? {} : { search: wanted }),
  };
}

/** The status that the groups of a tab have. */
export const statusOf: Record<Tab, Status> = {
  open: 'open',
  inDoubt: 'inDoubt',
  snoozed: 'open',
  resolved: 'resolved',
  ignored: 'ignored',
};
