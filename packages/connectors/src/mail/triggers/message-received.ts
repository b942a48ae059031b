import { type ConnectorContext, defineTrigger, type PollPage, type TriggerItem } from '@raccord/contract';
import type { ImapFlow, SearchObject } from 'imapflow';
import Type, { type Static } from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { Message, readMessage, sampleMessage } from '../../shared/mail/read-message.ts';
import { inFolder, MOST_MESSAGE_BYTES, type OpenedFolder, withImap } from '../imap.ts';
import { Folder } from '../place-fields.ts';

const PAGE = 20;
/** Mails of a page together; at least one is always read. */
const MOST_PAGE_BYTES = 30 * 1_048_576;
/** Mails that are looked at again when the folder has forgotten its numbers. */
const MOST_AGAIN = 500;
const DAY_MS = 86_400_000;

const config = Type.Object(
  {
    folder: Type.Optional(Folder),
    from: Type.Optional(
      Type.String({
        maxLength: 200,
        ...told('From', 'Part of the sender’s address.', 'De', 'Une partie de l’adresse de l’expéditeur.'),
      }),
    ),
    subject: Type.Optional(
      Type.String({ maxLength: 200, ...told('Subject', 'Part of the subject.', 'Objet', 'Une partie de l’objet.') }),
    ),
  },
  { additionalProperties: false },
);
type Config = Static<typeof config>;

const output = Type.Object({
  ...Message.properties,
  folder: Type.String(),
  uid: Type.Integer(),
  uidValidity: Type.String(),
  whole: Type.Boolean({
    description: `False when the mail was larger than ${MOST_MESSAGE_BYTES} bytes: then only its headers were read.`,
  }),
});

/** `seenAt`: when the server took in the last mail we saw, ISO 8601. */
type Cursor = { uidValidity: string; lastUid: number; seenAt: string };

export const messageReceived = defineTrigger({
  id: 'message-received',
  version: 1,
  title: { en: 'Mail received', fr: 'Courrier reçu' },
  description: {
    en: 'Fires for each mail that arrives in a folder, read or not. Nothing is marked or moved.',
    fr: 'Se déclenche pour chaque courrier qui arrive dans un dossier, lu ou non. Rien n’est marqué ni déplacé.',
  },
  config,
  output,
  sample: { ...sampleMessage, folder: 'INBOX', uid: 7, uidValidity: '1700000000', whole: true },
  poll: {
    every: '1m',
    page: (context, asked, cursor, { now }) =>
      withImap(context, { changes: false }, (client) =>
        inFolder(client, asked.folder ?? 'INBOX', (folder) =>
          readPage(context, client, folder, asked, cursor as Cursor | null, now),
        ),
      ),
  },
});

async function readPage(
  context: ConnectorContext,
  client: ImapFlow,
  folder: OpenedFolder,
  asked: Config,
  cursor: Cursor | null,
  now: number,
): Promise<PollPage> {
  const { uidValidity } = folder;
  const nowText = new Date(now).toISOString();
  if (cursor === null)
    return {
      items: [],
      cursor: { uidValidity, lastUid: folder.uidNext - 1, seenAt: nowText } satisfies Cursor,
      more: false,
    };
  if (cursor.uidValidity !== uidValidity) {
    // All numbers are void. What came since, and a day before for clocks, is read again; what was taken is known by its Message-ID.
    const since = new Date(Date.parse(cursor.seenAt) - DAY_MS);
    const again = ((await client.search({ since }, { uid: true })) || []).sort((a, b) => a - b).slice(-MOST_AGAIN);
    const first = again[0] ?? folder.uidNext;
    const next = { uidValidity, lastUid: first - 1, seenAt: cursor.seenAt };
    return { items: [], cursor: next, more: true, lost: { from: cursor.seenAt, to: nowText } };
  }
  const uids = await newUids(client, asked, cursor.lastUid);
  // Whatever the filter left out is passed too, once all that fits has been read.
  if (uids.length === 0)
    return { items: [], cursor: { ...cursor, lastUid: Math.max(cursor.lastUid, folder.uidNext - 1) }, more: false };
  const heads = await client.fetchAll(
    uids.slice(0, PAGE).join(','),
    { uid: true, size: true, internalDate: true },
    { uid: true },
  );
  const items: TriggerItem[] = [];
  let { lastUid, seenAt } = cursor;
  let bytes = 0;
  for (const { uid, size = 0, internalDate } of heads.sort((a, b) => a.uid - b.uid)) {
    const whole = size <= MOST_MESSAGE_BYTES;
    bytes += whole ? size : 0;
    if (items.length > 0 && bytes > MOST_PAGE_BYTES) break;
    const item = await readOne(context, client, { folder: asked.folder ?? 'INBOX', uid, uidValidity, whole });
    if (item !== undefined) items.push(item);
    lastUid = uid;
    if (internalDate !== undefined) seenAt = new Date(internalDate).toISOString();
  }
  // All of them were deleted between the two questions.
  if (heads.length === 0) lastUid = uids[Math.min(PAGE, uids.length) - 1]!;
  return { items, cursor: { uidValidity, lastUid, seenAt } satisfies Cursor, more: lastUid < uids.at(-1)! };
}

async function newUids(client: ImapFlow, { from, subject }: Config, lastUid: number): Promise<number[]> {
  const query: SearchObject = { uid: `${lastUid + 1}:*` };
  if (from !== undefined && from !== '') query.from = from;
  if (subject !== undefined && subject !== '') query.subject = subject;
  const found = (await client.search(query, { uid: true })) || [];
  // `n:*` always names at least the last mail, also when it is below n.
  return found.filter((uid) => uid > lastUid).sort((a, b) => a - b);
}

async function readOne(
  { files }: ConnectorContext,
  client: ImapFlow,
  place: { folder: string; uid: number; uidValidity: string; whole: boolean },
): Promise<TriggerItem | undefined> {
  const asked = place.whole ? { source: true } : { headers: true };
  const found = await client.fetchOne(String(place.uid), asked, { uid: true });
  const raw = found === false ? undefined : place.whole ? found.source : found.headers;
  // Deleted a moment ago.
  if (raw === undefined) return undefined;
  const { message, attachments } = await readMessage(raw);
  const refs = await Promise.all(attachments.map((one) => files.put(one)));
  return { dedupeKey: message.messageId, data: { ...message, attachments: refs, ...place } };
}
