import { canonicalFlow, flowDigest } from '@raccord/runtime/flow/canonical';
import type { Kysely } from 'kysely';
import { recordEvent } from '../stores/events.ts';
import { ensureVersion, getVersionText, listVersions } from '../stores/flow-versions.ts';
import { getFlow, saveDraft } from '../stores/flows.ts';
import type { Database } from '../stores/schema.ts';
import { storedDocument } from './read-document.ts';

export type RestoreCommand = {
  workspaceId: string;
  flowId: string;
  version: number;
  /** Of the draft that is replaced. */
  revision: number;
  note?: string | undefined;
  by: string;
};

/**
 * Makes a version the draft again. What the draft held is kept as a version, unless one of them holds it already: restoring that one
 * undoes this.
 * @throws Failure `missing` when flow or version is not there; `duplicate` / `server.draftChanged` when somebody saved meanwhile
 */
export async function restoreVersion(
  db: Kysely<Database>,
  { workspaceId, flowId, version, revision, note, by }: RestoreCommand,
): Promise<{ revision: number; kept: number | null }> {
  return db.transaction().execute(async (tx) => {
    const flow = await getFlow(tx, workspaceId, flowId, true);
    const draft = storedDocument(flow.draft);
    const document = storedDocument(await getVersionText(tx, workspaceId, flowId, version));
    const saved = await saveDraft(tx, workspaceId, {
      ...{ id: flowId, name: document.name, revision, by },
      draft: canonicalFlow(document),
    });
    const digest = flowDigest(draft);
    const known = (await listVersions(tx, workspaceId, flowId)).find((each) => each.digest === digest);
    const kept =
      known?.version ??
      (await ensureVersion(tx, workspaceId, flowId, { document: canonicalFlow(draft), digest, note, by }));
    await recordEvent(tx, {
      ...{ workspaceId, type: 'flow.restored', subject: `flow:${flowId}`, actor: by },
      data: { version, kept },
      live: { flowId },
    });
    return { revision: saved, kept: digest === flowDigest(document) ? null : kept };
  });
}
