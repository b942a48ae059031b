import type { FlowDocument, Language } from '@raccord/contract';
import { canonicalFlow } from '@raccord/runtime/flow/canonical';
import { flowIdOf, freshFlowId } from '@raccord/runtime/flow/flow-id';
import type { Kysely } from 'kysely';
import { cleanSample } from '../samples/clean-sample.ts';
import { addTests, copyBeside, idsLike } from '../stores/beside-flows.ts';
import type { Db } from '../stores/database.ts';
import { recordEvent } from '../stores/events.ts';
import { createFlow, getFlow } from '../stores/flows.ts';
import { insertSamples } from '../stores/samples.ts';
import type { Database } from '../stores/schema.ts';
import { storedDocument } from './read-document.ts';
import type { Template } from './read-templates.ts';
import { templateIn } from './template-in.ts';

type Making = { workspaceId: string; name: string; by: string };

/**
 * A new flow with the draft of another one, its tests, and the connections of its slots: those are chosen by id in the same
 * environments, so no secret is copied, and nothing happens until somebody puts the copy into service.
 * @returns its id
 */
export async function duplicateFlow(db: Kysely<Database>, command: Making & { flowId: string }): Promise<string> {
  const { workspaceId, flowId, by } = command;
  return db.transaction().execute(async (tx) => {
    const { $schema: _file, ...document } = storedDocument((await getFlow(tx, workspaceId, flowId)).draft);
    const id = await create(tx, command, flowIdOf(command.name), document, { from: flowId });
    await copyBeside(tx, workspaceId, flowId, id, by);
    return id;
  });
}

/** A draft made from a template, with its tests and samples, in a language. @returns its id */
export async function useTemplate(
  db: Kysely<Database>,
  command: Omit<Making, 'name'> & { name?: string | undefined; template: Template; language: Language },
): Promise<string> {
  const { workspaceId, template, language, by } = command;
  const begun = templateIn(template, language);
  const { name = begun.name } = command;
  const { $schema: _file, ...document } = begun.document;
  return db.transaction().execute(async (tx) => {
    const told = { ...document, description: begun.description };
    const id = await create(tx, { ...command, name }, template.id, told, { template: template.id });
    await addTests(tx, workspaceId, id, begun.tests, by);
    // The newest comes first in their list.
    for (const { node, name: called, data } of begun.samples.toReversed())
      await insertSamples(tx, workspaceId, {
        ...{ flowId: id, node, origin: 'example', by },
        items: [{ name: called, data: cleanSample(data) }],
      });
    return id;
  });
}

async function create(
  tx: Db,
  { workspaceId, name, by }: Making,
  base: string,
  document: FlowDocument,
  data: Record<string, unknown>,
): Promise<string> {
  const id = freshFlowId(base, await idsLike(tx, workspaceId, base));
  await createFlow(tx, workspaceId, { id, name, draft: canonicalFlow({ ...document, id, name }), by });
  await recordEvent(tx, {
    ...{ workspaceId, type: 'flow.created', subject: `flow:${id}`, actor: by, data },
    live: { flowId: id },
  });
  return id;
}
