import {
  defineTrigger,
  type LocalText,
  type ObjectChange,
  type ObjectDefinition,
  type ObjectList,
  type ObjectPage,
  type PollPage,
  type ReportedChange,
  type TriggerDefinition,
  type TriggerItem,
} from '@raccord/contract';
import Type, { type TObject } from 'typebox';

type Words = { title: (object: ObjectDefinition) => LocalText; description: LocalText };

const feminine = ({ one }: ObjectDefinition) => (one.fr.startsWith('une ') ? 'e' : '');
const words = {
  created: {
    title: (object) => ({ en: `${object.title.en} created`, fr: `${object.title.fr} créé${feminine(object)}` }),
    description: { en: 'Fires once for each new one.', fr: 'Se déclenche une fois pour chaque création.' },
  },
  updated: {
    title: (object) => ({ en: `${object.title.en} changed`, fr: `${object.title.fr} modifié${feminine(object)}` }),
    description: {
      en: 'Fires when one that was there is changed; several changes between two readings come as one.',
      fr: 'Se déclenche quand un élément existant est modifié ; plusieurs modifications entre deux lectures n’en font qu’une.',
    },
  },
  deleted: {
    title: (object) => ({ en: `${object.title.en} deleted`, fr: `${object.title.fr} supprimé${feminine(object)}` }),
    description: {
      en: 'Fires when one is deleted or merged into another; often only its id is left.',
      fr: 'Se déclenche quand un élément est supprimé ou fusionné ; souvent il n’en reste que l’identifiant.',
    },
  },
} satisfies Record<ReportedChange, Words>;

/** The triggers of an object, by id: `contact-created`, `contact-updated`, `contact-deleted`, as far as its system reports them. */
export function triggersOf(object: ObjectDefinition): Record<string, TriggerDefinition> {
  const { list } = object.operations;
  if (list === undefined) return {};
  return Object.fromEntries(
    list.reports.map((change) => [`${object.id}-${change}`, triggerOf(object, list, change)] as const),
  );
}

function triggerOf(object: ObjectDefinition, list: ObjectList, change: ReportedChange): TriggerDefinition {
  const { page, webhook, scopes } = list;
  const output = change === 'deleted' ? Tombstone(object.schema) : object.schema;
  return defineTrigger<TObject, TObject>({
    id: `${object.id}-${change}`,
    version: 1,
    title: words[change].title(object),
    description: words[change].description,
    config: Type.Object({ ...object.place?.properties, ...list.config?.properties }, { additionalProperties: false }),
    output,
    sample: object.sample,
    object: object.id,
    ...(scopes === undefined ? {} : { scopes }),
    ...(page === undefined ? {} : { poll: { every: list.every ?? '5m', page: pollOf(object, page, change) } }),
    ...(webhook === undefined
      ? {}
      : {
          webhook: {
            ...webhook,
            parse: (delivery, place) => webhook.parse(delivery, place).flatMap((one) => itemOf(object, one, change)),
          },
        }),
  });
}

/** Of what is gone, any field may be missing but its id. */
const Tombstone = (schema: TObject) => Type.Object(Type.Partial(schema).properties);

type Place = Record<string, unknown>;

function pollOf(
  object: ObjectDefinition,
  page: NonNullable<ObjectList['page']>,
  change: ReportedChange,
): (...of: Parameters<NonNullable<TriggerDefinition['poll']>['page']>) => Promise<PollPage> {
  return async (context, config, cursor, { overlapMs, now }) => {
    const since = sinceOf(cursor, now);
    const read: ObjectPage = await page(context, config as Place, since.cursor, { from: 'now', overlapMs, now });
    const items = read.changes.flatMap((one) => itemOf(object, one, change, since.began));
    const next = { began: since.began, cursor: read.cursor };
    return { items, cursor: next, more: read.more, ...(read.lost === undefined ? {} : { lost: read.lost }) };
  };
}

/** `began`: when the trigger was switched on; what was created before then is not new to it. Milliseconds since 1970. */
function sinceOf(stored: unknown, now: number): { began: number; cursor: unknown } {
  if (stored === null || stored === undefined) return { began: now, cursor: null };
  return stored as { began: number; cursor: unknown };
}

/** Clocks of vendors and ours differ by seconds; a record made just before the trigger began is taken rather than lost. */
const CLOCKS_APART_MS = 60_000;

function itemOf(object: ObjectDefinition, one: ObjectChange, wanted: ReportedChange, began?: number): TriggerItem[] {
  const { id, createdAt, modifiedAt, version } = object.identity;
  const { record, occurrence } = one;
  const key = String(record[id]);
  if (one.change === 'deleted')
    return wanted === 'deleted' ? [{ dedupeKey: occurrence ?? `${key}@${one.at ?? ''}`, data: record }] : [];
  if (wanted === 'deleted') return [];
  const created = timeOf(record, createdAt);
  const isNew = one.change === 'created' || (one.change === 'saved' && created >= (began ?? 0) - CLOCKS_APART_MS);
  if (wanted === 'created') return isNew ? [{ dedupeKey: occurrence ?? key, data: record }] : [];
  // The first sight of a new one is its creation, not a change.
  const untouched = created !== Number.NEGATIVE_INFINITY && timeOf(record, modifiedAt) <= created;
  if (one.change === 'created' || (isNew && untouched)) return [];
  const state = record[version ?? ''] ?? record[modifiedAt ?? ''];
  const dedupeKey = occurrence ?? (state === undefined ? undefined : `${key}@${String(state)}`);
  return [{ ...(dedupeKey === undefined ? {} : { dedupeKey }), data: record }];
}

function timeOf(record: Record<string, unknown>, field: string | undefined): number {
  const value = field === undefined ? undefined : record[field];
  if (typeof value === 'number') return value < 1e11 ? value * 1_000 : value;
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? Number.NEGATIVE_INFINITY : ms;
}
