import type { FlowGroup, FlowNote } from '@raccord/contract';
import type { FlowChange } from './diff-flows.ts';
import { pathText } from './problem-path.ts';

/** What was made of the groups; the ids of their steps as they are in the newer flow. */
export function groupChanges(
  before: readonly FlowGroup[] = [],
  after: readonly FlowGroup[] = [],
  renamed: ReadonlyMap<string, string>,
): FlowChange[] {
  return pairs(before, after).flatMap(({ id, was, is }): FlowChange[] => {
    const path = pathText(['groups', id]);
    if (was === undefined || is === undefined) {
      const { title, members } = (is ?? was)!;
      const code = is === undefined ? 'groupRemoved' : 'groupAdded';
      return [{ code, path, params: { group: title, steps: members.length } }];
    }
    const [old, now] = [new Set(was.members.map((member) => renamed.get(member) ?? member)), new Set(is.members)];
    const [added, removed] = [[...now.difference(old)], [...old.difference(now)]];
    const found: FlowChange[] = [];
    if (was.title !== is.title)
      found.push({ code: 'groupRenamed', path: `${path}.title`, params: { before: was.title, after: is.title } });
    if (added.length + removed.length > 0)
      found.push({ code: 'groupMembers', path: `${path}.members`, params: { group: is.title, added, removed } });
    return found;
  });
}

export function noteChanges(before: readonly FlowNote[] = [], after: readonly FlowNote[] = []): FlowChange[] {
  return pairs(before, after).flatMap(({ id, was, is }): FlowChange[] => {
    const path = pathText(['notes', id]);
    if (was === undefined || is === undefined) {
      const code = is === undefined ? 'noteRemoved' : 'noteAdded';
      return [{ code, path, params: { text: (is ?? was)!.text } }];
    }
    const found: FlowChange[] = [];
    if (was.text !== is.text)
      found.push({ code: 'noteText', path: `${path}.text`, params: { before: was.text, after: is.text } });
    const looks = ['x', 'y', 'width', 'height', 'colour'] as const;
    if (looks.some((look) => was[look] !== is[look])) found.push({ code: 'noteLook', path, params: { text: is.text } });
    return found;
  });
}

/** Both sides of each id: as they stand in the newer flow, then what is gone. */
function pairs<T extends { id: string }>(before: readonly T[], after: readonly T[]) {
  const [was, is] = [before, after].map((list) => new Map(list.map((one) => [one.id, one])));
  return [...new Set([...is!.keys(), ...was!.keys()])].map((id) => ({ id, was: was!.get(id), is: is!.get(id) }));
}
