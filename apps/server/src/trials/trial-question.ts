import type { ConnectorRegistry, FlowDocument } from '@raccord/contract';
import { type CutFlow, canBePinned, cutFlow, type FlowPart } from '@raccord/runtime/testing/cut-flow';
import type { Db } from '../stores/database.ts';
import { keptOutputs, samplesOf } from '../stores/samples.ts';

/** A sample that is kept, or one that is not. */
export type TriedSample = { id: string } | { data: unknown };

export type Trial = {
  workspaceId: string;
  document: FlowDocument;
  part: FlowPart;
  samples: readonly TriedSample[];
  /** Nobody waits for what the flow waits for. */
  hurried: boolean;
};

/** What is tried: the part of the flow with what is pinned, the records, and what other steps once gave. @throws Failure what `cutFlow` and `samplesOf` refuse */
export async function trialQuestion(
  { db, registry }: { db: Db; registry: ConnectorRegistry },
  { workspaceId, document, part, samples, hurried }: Trial,
): Promise<CutFlow & { records: unknown[]; examples: Record<string, unknown> }> {
  const ids = samples.flatMap((sample) => ('id' in sample ? [sample.id] : []));
  const kept = await samplesOf(db, workspaceId, document.id, ids);
  const records = samples.map((sample) => ('id' in sample ? kept.shift() : sample.data));
  const fitting = new Set(document.nodes.filter(canBePinned).map(({ id }) => id));
  const outputs = async (pinned: boolean) =>
    Object.fromEntries(
      Object.entries(await keptOutputs(db, workspaceId, document.id, pinned)).filter(([node]) => fitting.has(node)),
    );
  const [pinned, examples] = [await outputs(true), await outputs(false)];
  return { ...cutFlow(document, part, { pinned, examples, registry, hurried }), records, examples };
}
