import type { FlowDocument } from '@raccord/contract';

/** What a list shows of a flow beside its name. `apps`: the connectors its steps use, in the order of the document. */
export type FlowFacts = { owner: string | null; tags: string[]; apps: string[] };

const MOST_APPS = 50;

/** @param draft the canonical text of a document; of one that an older Raccord stored, too */
export function flowFacts(draft: string): FlowFacts {
  const { owner = null, tags = [], nodes = [] } = JSON.parse(draft) as Partial<FlowDocument>;
  const apps = nodes.flatMap((node) => ('uses' in node ? [node.uses.slice(0, node.uses.indexOf('/'))] : []));
  return { owner, tags, apps: [...new Set(apps)].slice(0, MOST_APPS) };
}
