import { Button, MultiSelect, Stack, Text, TextInput } from '@mantine/core';
import type { FlowGroup } from '@raccord/contract/flow-drawing';
import { IconBoxMultiple } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEdits, useGraph, useOpen } from '../editor/editor-context.ts';
import { describeNode } from '../nodes/describe-node.ts';
import { regroup, renameGroup, ungroup } from '../store/commands/groups.ts';

/** All there is to set at a group. */
export function GroupForm({ group }: { group: FlowGroup }) {
  const { t } = useTranslation();
  const { apps } = useOpen();
  const graph = useGraph();
  const { run } = useEdits();
  const { id, title, members } = group;
  const steps = new Map(graph.nodes.map(({ node }) => [node.id, `${describeNode(node, apps, t).title} (${node.id})`]));
  // A member that is no step can be taken out here.
  for (const member of members) if (!steps.has(member)) steps.set(member, member);
  return (
    <Stack gap="md">
      <TextInput
        label={t('editor.beside.title')}
        data-path={`groups.${id}`}
        value={title}
        maxLength={200}
        onChange={(event) => run(renameGroup(graph, id, event.currentTarget.value))}
      />
      <MultiSelect
        label={t('editor.beside.members')}
        description={t('editor.beside.membersHelp')}
        data={[...steps].map(([value, label]) => ({ value, label }))}
        value={[...new Set(members)]}
        searchable
        onChange={(chosen) => run(regroup(graph, id, chosen))}
      />
      <Stack gap={4}>
        <Button
          variant="default"
          leftSection={<IconBoxMultiple size={16} aria-hidden />}
          onClick={() => run(ungroup(graph, [id]))}
        >
          {t('editor.beside.ungroup')}
        </Button>
        <Text size="xs" c="dimmed">
          {t('editor.beside.ungroupHelp')}
        </Text>
      </Stack>
    </Stack>
  );
}
