import type { FlowDocument } from '@raccord/contract';
import type { Queryable } from '../engine/claim-batch.ts';
import { readBindings } from '../engine/flow-source.ts';

/** Where a failure happened: enough to know whether it could be run again. */
export type FailurePlace = {
  workspace_id: string;
  flow_id: string;
  version: number;
  environment_id: string;
  node: string;
};

/** Tells for a failure's place the code of why nothing of it can be run again; undefined where it can. */
export type Blocked = (place: FailurePlace) => string | undefined;

/** Looks once for each version and environment, however many failures there are: is its flow still there, and a connection for the node? */
export async function findBlocked(db: Queryable, places: readonly FailurePlace[]): Promise<Blocked> {
  const key = (place: FailurePlace) => `${place.flow_id} ${place.version} ${place.environment_id}`;
  const known = new Map<string, (node: string) => string | undefined>();
  for (const place of places) {
    if (known.has(key(place))) continue;
    const { workspace_id: workspaceId, flow_id: flowId, environment_id: environmentId, version } = place;
    const { rows } = await db.query<{ document: string }>(
      'select document from flow_versions where workspace_id = $1 and flow_id = $2 and version = $3',
      [workspaceId, flowId, version],
    );
    const [row] = rows;
    if (row === undefined) {
      known.set(key(place), () => 'engine.versionGone');
      continue;
    }
    const document: FlowDocument = JSON.parse(row.document);
    const bindings = await readBindings(db, { workspaceId, flowId, environmentId }, document);
    const slots = new Map(
      document.nodes.flatMap((node) =>
        node.kind === 'action' && node.connection !== undefined ? [[node.id, node.connection] as const] : [],
      ),
    );
    known.set(key(place), (node) => {
      const slot = slots.get(node);
      return slot === undefined || Object.hasOwn(bindings, slot) ? undefined : 'inbox.connectionGone';
    });
  }
  return (place) => known.get(key(place))?.(place.node);
}
