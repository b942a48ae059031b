import { type FlowGroup, MOST_GROUPS } from '@raccord/contract/flow-drawing';
import { freshName, type Graph, nodeOfKey } from '../../canvas/graph.ts';
import type { Change } from '../changes.ts';
import type { Command } from '../history.ts';

export function groupOf({ head }: Graph, id: string | undefined): FlowGroup | undefined {
  return head.groups?.find((group) => group.id === id);
}

export const groupAbout = ({ id, title }: FlowGroup) => (title.trim() === '' ? id : title);

/** The change that puts other groups in place of those there are: none that is empty stays, and no empty list. */
export function putGroups(groups: readonly FlowGroup[]): Change {
  const filled = groups.filter(({ members }) => members.length > 0);
  return { do: 'setHead', head: { groups: filled.length === 0 ? undefined : filled } };
}

/** The groups without these steps. */
const leaving = (groups: readonly FlowGroup[], ids: ReadonlySet<string>): FlowGroup[] =>
  groups.map((group) =>
    group.members.some((id) => ids.has(id)) ? { ...group, members: group.members.filter((id) => !ids.has(id)) } : group,
  );

/** What becomes of the groups when steps go. */
export function leaveGroups({ head: { groups = [] } }: Graph, ids: ReadonlySet<string>): Change[] {
  return groups.some(({ members }) => members.some((id) => ids.has(id))) ? [putGroups(leaving(groups, ids))] : [];
}

/** What becomes of the groups when a step is called differently. */
export function renameMember({ head: { groups = [] } }: Graph, old: string, id: string): Change[] {
  if (!groups.some(({ members }) => members.includes(old))) return [];
  const renamed = (member: string) => (member === old ? id : member);
  return [putGroups(groups.map((group) => ({ ...group, members: group.members.map(renamed) })))];
}

/** Puts steps into a group of their own; they leave the one they were in. Undefined without steps, or with too many groups. */
export function groupSteps(
  graph: Graph,
  keys: readonly string[],
  title: string,
): { command: Command; id: string } | undefined {
  const members = [...new Set(keys.flatMap((key) => nodeOfKey(graph, key)?.node.id ?? []))];
  const groups = leaving(graph.head.groups ?? [], new Set(members)).filter((group) => group.members.length > 0);
  if (members.length === 0 || groups.length >= MOST_GROUPS) return undefined;
  const id = freshName('group', new Set(groups.map((group) => group.id)));
  const changes = [putGroups([...groups, { id, title, members }])];
  return { command: { name: 'group', about: title, changes }, id };
}

/** The steps stay. */
export function ungroup(graph: Graph, ids: readonly string[]): Command {
  const groups = graph.head.groups ?? [];
  const gone = groups.filter(({ id }) => ids.includes(id));
  const changes = gone.length === 0 ? [] : [putGroups(groups.filter((group) => !gone.includes(group)))];
  return { name: 'ungroup', about: gone.map(groupAbout).join(', '), count: gone.length, changes };
}

export function renameGroup(graph: Graph, id: string, title: string): Command {
  const group = groupOf(graph, id);
  const changes =
    group === undefined || group.title === title
      ? []
      : [putGroups(graph.head.groups!.map((one) => (one === group ? { ...one, title } : one)))];
  return { name: 'renameGroup', about: title, changes, series: `group ${id}` };
}

/** Says which steps a group has; those that come leave the group they were in. */
export function regroup(graph: Graph, id: string, members: readonly string[]): Command {
  const group = groupOf(graph, id);
  const all = graph.head.groups ?? [];
  const others = leaving(
    all.filter((one) => one !== group),
    new Set(members),
  );
  const changes =
    group === undefined
      ? []
      : [putGroups(all.map((one) => (one === group ? { ...group, members: [...members] } : others.shift()!)))];
  return { name: 'regroup', about: group === undefined ? id : groupAbout(group), changes };
}
