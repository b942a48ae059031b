import { type ConnectorRegistry, Failure, type Language } from '@raccord/contract';
import { describeFlow, type Surroundings } from '@raccord/runtime/flow-page/describe-flow';
import type { FlowPage } from '@raccord/runtime/flow-page/page';
import { testNames } from '../stores/beside-flows.ts';
import { resolveBindings } from '../stores/bindings.ts';
import type { Db } from '../stores/database.ts';
import { listDeployments } from '../stores/deployments.ts';
import { listEnvironments } from '../stores/environments.ts';
import { getVersionText, listVersions } from '../stores/flow-versions.ts';
import { getFlow } from '../stores/flows.ts';
import { storedDocument } from './read-document.ts';

export type PageQuery = {
  workspaceId: string;
  flowId: string;
  /** Absent: the draft. */
  version?: number | undefined;
  language: Language;
  /** The reader's time zone, an IANA name. */
  zone: string;
};

/** The newest versions that the history lists. */
const MOST_VERSIONS = 100;

/** The documentation of a flow as it is now, or as it was in a version. @throws Failure `input` / `server.badTimeZone` */
export async function flowPage(db: Db, registry: ConnectorRegistry, query: PageQuery, now: number): Promise<FlowPage> {
  const { workspaceId, flowId, version, language, zone } = query;
  if (!isZone(zone)) throw new Failure('input', 'server.badTimeZone', { zone });
  const { draft, revision, updatedAt: at, updatedBy: by } = await getFlow(db, workspaceId, flowId);
  const text = version === undefined ? draft : await getVersionText(db, workspaceId, flowId, version);
  const flow = storedDocument(text);
  const deployments = await listDeployments(db, workspaceId, flowId);
  const environments: Surroundings['environments'] = [];
  for (const { id, name } of await listEnvironments(db, workspaceId)) {
    const here = deployments.find(({ environmentId }) => environmentId === id);
    const place = { workspaceId, flowId, environmentId: id };
    environments.push({
      name,
      deployment: here && { ...here, at: here.deployedAt, by: here.deployedBy },
      connections: await resolveBindings(db, place, flow),
    });
  }
  const versions = (await listVersions(db, workspaceId, flowId)).slice(0, MOST_VERSIONS);
  const around: Surroundings = {
    shown: version === undefined ? { revision, at, by } : { version },
    environments,
    versions: versions.map((one) => ({ ...one, at: one.createdAt, by: one.createdBy })),
    tests: await testNames(db, workspaceId, flowId),
  };
  return describeFlow(flow, registry, around, { language, now, zone });
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
