import { type Connector, Failure, type RawDelivery, type TriggerItem, type WebhookTrigger } from '@raccord/contract';
import type { Pool } from 'pg';
import { createFiles } from '../stores/files.ts';
import { decodedDelivery } from './decoded-body.ts';

/** What is needed to judge deliveries to an address. */
export type Judge = {
  connector: Connector;
  webhook: WebhookTrigger<Record<string, unknown>>;
  config: Record<string, unknown>;
  secrets: readonly string[];
};

/**
 * @returns the delivery as it may be read
 * @throws Failure `auth` for a delivery that is not the sender's; `input` or `tooLarge` for one that cannot be decompressed
 */
export function judgeDelivery({ connector, webhook, config, secrets }: Judge, delivery: RawDelivery): RawDelivery {
  if (webhook.secret === 'required' && secrets.length === 0)
    throw new Failure('auth', 'intake.noSecret', { connector: connector.title.en });
  webhook.verify(delivery, secrets, config, Date.now());
  return decodedDelivery(delivery);
}

/**
 * The records in a delivery that has been judged; the files that came with them are stored.
 * @throws Failure `input` or `tooLarge` for one that cannot be read
 */
export async function readDelivery(
  { webhook, config }: Judge,
  delivery: RawDelivery,
  { pool, workspaceId }: { pool: Pool; workspaceId: string },
): Promise<TriggerItem[]> {
  const unpacked = webhook.unpack?.(delivery, config);
  if (unpacked === undefined) return webhook.parse(delivery, config);
  return Promise.all((await unpacked).map((item) => withFiles(pool, workspaceId, item)));
}

/** Before the record: one that names a file must find it. A file whose record is not kept goes with the files of its day. */
async function withFiles(pool: Pool, workspaceId: string, { files, data, ...item }: TriggerItem): Promise<TriggerItem> {
  if (files === undefined) return { ...item, data };
  const store = createFiles(pool, workspaceId);
  const refs = [];
  for (const file of files.of) refs.push(await store.put(file));
  return { ...item, data: { ...(data as object), [files.into]: refs } };
}
