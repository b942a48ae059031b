import { Group, TagsInput, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AssigneeSelect } from './assignee.tsx';
import type { GroupDetail } from './inbox-queries.ts';
import { useInboxActs } from './use-inbox-acts.ts';

/** Who looks after a group, and its tags. */
export function GroupFacts({ group: { fingerprint, assignee, tags } }: { group: GroupDetail }) {
  const { t } = useTranslation();
  const { change } = useInboxActs();
  const set = (next: Parameters<typeof change.mutate>[0]['change']) =>
    change.mutate({ fingerprints: [fingerprint], change: next });
  return (
    <Group gap="md">
      <Group gap={6}>
        <Text size="sm" c="dimmed">
          {t('inbox.group.assignee')}
        </Text>
        <AssigneeSelect assignee={assignee} onAssign={(next) => set({ assignee: next })} />
      </Group>
      <TagsInput
        size="xs"
        w="16rem"
        aria-label={t('inbox.group.tags')}
        placeholder={t('inbox.group.addTag')}
        value={tags}
        maxTags={20}
        onChange={(next) => set({ tags: next.map((tag) => tag.slice(0, 50)) })}
      />
    </Group>
  );
}
