import type { FlowDocument, Problem } from '@raccord/contract';
import type { FlowGraph } from './graph.ts';
import { problemAt } from './problem-path.ts';
import { suggestion } from './schema-problems.ts';

/** Groups and notes. The engine takes no notice of them: what is wrong with them keeps no flow from being deployed. */
export function checkDrawing(flow: FlowDocument, graph: FlowGraph): Problem[] {
  return [...checkNames(flow, 'groups'), ...checkNames(flow, 'notes'), ...checkMembers(flow, graph)];
}

function checkNames(flow: FlowDocument, list: 'groups' | 'notes'): Problem[] {
  const seen = new Set<string>();
  const code = list === 'groups' ? 'flow.duplicateGroup' : 'flow.duplicateNote';
  return (flow[list] ?? []).flatMap(({ id }, index) => {
    const twice = seen.has(id);
    seen.add(id);
    return twice ? [problemAt(flow, [list, index, 'id'], code, { name: id }, 'warning')] : [];
  });
}

function checkMembers(flow: FlowDocument, graph: FlowGraph): Problem[] {
  const groupOf = new Map<string, string>();
  return (flow.groups ?? []).flatMap(({ title, members }, group) =>
    members.flatMap((name, index) => {
      const at = (code: string, params: Record<string, unknown>) => [
        problemAt(flow, ['groups', group, 'members', index], code, { name, group: title, ...params }, 'warning'),
      ];
      if (!graph.byId.has(name)) return at('flow.unknownMember', suggestion(name, graph.byId.keys()));
      const first = groupOf.get(name);
      groupOf.set(name, first ?? title);
      return first === undefined ? [] : at('flow.memberTwice', { first });
    }),
  );
}
