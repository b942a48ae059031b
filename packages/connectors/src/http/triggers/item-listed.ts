import { createHash } from 'node:crypto';
import { defineTrigger, Failure, type PollPage, type TriggerItem } from '@raccord/contract';
import Type, { type Static } from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { type Position, pagingFields, valueAt } from '../paging.ts';
import { readPage } from '../read-page.ts';
import { addressFields, hostIn } from '../request-fields.ts';

/** Items that a reading without a time remembers; its memory is part of the cursor. */
const MOST_REMEMBERED = 5_000;

const config = Type.Object(
  {
    ...addressFields,
    ...pagingFields,
    id: Type.String({
      minLength: 1,
      maxLength: 200,
      ...told(
        'Id of an item',
        'Dotted path inside the item of what makes it the same one, e.g. `id`.',
        'Identifiant d’un élément',
        'Chemin, dans l’élément, de ce qui l’identifie, par ex. `id`.',
      ),
    }),
    changed: Type.Optional(
      Type.String({
        maxLength: 200,
        ...told(
          'Change of an item',
          'Dotted path of its time of change or version; then a changed item fires again.',
          'Modification d’un élément',
          'Chemin de sa date de modification ou de sa version ; un élément modifié déclenche alors de nouveau.',
        ),
      }),
    ),
    sinceParam: Type.Optional(
      Type.String({
        maxLength: 200,
        ...told(
          'Since parameter',
          `Query parameter that asks only for what changed after a time, e.g. \`updated_after\`. Without it, every reading reads the whole list, of at most ${MOST_REMEMBERED} items.`,
          'Paramètre « depuis »',
          `Paramètre qui ne demande que ce qui a changé après une date, par ex. \`updated_after\`. Sans lui, chaque lecture relit toute la liste, de ${MOST_REMEMBERED} éléments au plus.`,
        ),
      }),
    ),
    sinceFormat: Type.Optional(
      Type.Enum(['iso', 'date', 'seconds', 'milliseconds'], {
        default: 'iso',
        ...told(
          'Format of that time',
          'ISO 8601, the day alone, or seconds or milliseconds since 1970.',
          'Format de cette date',
          'ISO 8601, le jour seul, ou les secondes ou millisecondes depuis 1970.',
        ),
      }),
    ),
  },
  { additionalProperties: false },
);
type Config = Static<typeof config>;

/** `since`: what is being read began then. `seen`: keys of the last whole reading, `now` those of the reading under way. */
type Cursor = { since: number; startedAt?: number; at?: Position; seen?: string[]; now?: string[] };

export const itemListed = defineTrigger({
  id: 'item-listed',
  version: 1,
  title: { en: 'Item in a list', fr: 'Élément dans une liste' },
  description: {
    en: 'Reads a list regularly and fires for each item that is new or changed since the trigger was switched on.',
    fr: 'Lit une liste à intervalles réguliers et se déclenche pour chaque élément nouveau ou modifié depuis la mise en service.',
  },
  config,
  output: Type.Unknown({ description: 'The item as the service gave it.' }),
  sample: { id: 1042, status: 'open' },
  poll: {
    every: '5m',
    async page(context, asked, stored, { overlapMs, now }): Promise<PollPage> {
      const cursor = stored as Cursor | null;
      if (asked.sinceParam === undefined) return readWhole(context, asked, cursor, now);
      if (cursor === null) return { items: [], cursor: { since: now } satisfies Cursor, more: false };
      const since = timeText(cursor.since - overlapMs, asked.sinceFormat);
      const page = await readPage(context, asked, cursor.at, { [asked.sinceParam]: since });
      const items = page.items.map((item) => itemOf(asked, item));
      const startedAt = cursor.startedAt ?? now;
      const next: Cursor =
        page.next === undefined ? { since: startedAt } : { since: cursor.since, startedAt, at: page.next };
      return { items, cursor: next, more: page.next !== undefined };
    },
  },
});

type Context = Parameters<typeof readPage>[0];

/** Without a time to ask for, what was there at the last whole reading is known by its keys; the first reading only learns them. */
async function readWhole(context: Context, asked: Config, cursor: Cursor | null, now: number): Promise<PollPage> {
  const page = await readPage(context, asked, cursor?.at);
  const all = page.items.map((item) => itemOf(asked, item));
  const known = cursor?.seen === undefined ? undefined : new Set(cursor.seen);
  const keys = [...(cursor?.now ?? []), ...all.map(({ dedupeKey = '' }) => shortKey(dedupeKey))];
  if (keys.length > MOST_REMEMBERED)
    throw new Failure('config', 'http.listTooLong', { from: hostIn(asked.url), limit: MOST_REMEMBERED });
  const items = known === undefined ? [] : all.filter(({ dedupeKey = '' }) => !known.has(shortKey(dedupeKey)));
  const since = cursor?.since ?? now;
  const seen = cursor?.seen === undefined ? {} : { seen: cursor.seen };
  const next: Cursor = page.next === undefined ? { since, seen: keys } : { since, at: page.next, now: keys, ...seen };
  return { items, cursor: next, more: page.next !== undefined };
}

/** @throws Failure config `http.itemWithoutId` */
function itemOf({ id, changed, url }: Config, item: unknown): TriggerItem {
  const key = valueAt(item, id);
  if (typeof key !== 'string' && typeof key !== 'number')
    throw new Failure('config', 'http.itemWithoutId', { from: hostIn(url), path: id });
  const version = changed === undefined ? undefined : valueAt(item, changed);
  return { dedupeKey: version === undefined ? String(key) : `${key}@${String(version)}`, data: item };
}

function shortKey(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 12);
}

function timeText(ms: number, format: Config['sinceFormat'] = 'iso'): string {
  if (format === 'seconds') return String(Math.floor(ms / 1_000));
  if (format === 'milliseconds') return String(ms);
  const iso = new Date(ms).toISOString();
  return format === 'date' ? iso.slice(0, 10) : iso;
}
